import { openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import type { ReadEvent } from '../../domain/kaa/read-events.js';
import { ReadingsAhead, recordRead } from './record-read.js';

let made: TestLedger;
let persons: string[];
beforeEach(async () => {
  made = openTestLedger();
  persons = await made.vault.claimMany(Array.from({ length: 17 }, (_, index) => `somebody ${index}`));
});
afterEach(() => made.close());

/** In which months readings of a person have somewhere to go. */
const monthsOf = async (person: string): Promise<string[]> => (await made.vault.streamsOf(person))
  .filter(({ category }) => category === 'kaaread').map((stream) => stream.case);

const months = async (): Promise<string[]> => (await Promise.all(persons.map(monthsOf))).flat();

describe('where readings of next month will go', () => {
  let ahead: ReadingsAhead;
  beforeEach(() => { ahead = new ReadingsAhead(made.vault); });

  const read = async (from: number, to: number, day = '2026-12-01'): Promise<void> => {
    for (const person of persons.slice(from, to)) await ahead.add(person, day);
  };

  test('is made for eight persons at once, each of them once', async () => {
    await read(0, 7);
    await read(0, 7);
    expect(await months()).toEqual([]);
    await read(7, 17);
    expect(await months()).toEqual(Array(16).fill('2027-01'));
    expect(await monthsOf(persons[16]!)).toEqual([]);
  });

  test('is another one in another month, for whom nobody is kept that was read of before', async () => {
    await read(0, 8);
    await read(8, 10);
    await read(0, 8, '2027-01-31');
    expect(await months()).toEqual(Array(8).fill(['2027-01', '2027-02']).flat());
  });

  test('is not made for anybody where it is there', async () => {
    await read(0, 8);
    const before = await made.vault.streamsOf(persons[0]!);
    ahead = new ReadingsAhead(made.vault);
    await read(0, 8);
    expect(await made.vault.streamsOf(persons[0]!)).toEqual(before);
  });

  test('takes what is read then', async () => {
    await read(0, 8);
    const said: ReadEvent['data'] = { validOn: '2027-01-15', how: 'file', municipalities: ['1480'] };
    await recordRead(made.ledger, persons[0]!, said, under('read'));
    const [stream, ...others] = await made.vault.streamsOf(persons[0]!);
    expect(others).toEqual([]);
    expect(await made.ledger.read(stream!.stream)).toMatchObject([{ type: 'FileRead', data: said }]);
  });
});
