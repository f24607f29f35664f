import { jest } from '@jest/globals';
import { readingMonths } from '../../../test/support/reading-months.js';
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

const months = async (): Promise<string[]> =>
  (await Promise.all(persons.map((person) => readingMonths(made.vault, person)))).flat();

describe('where readings of next month will go', () => {
  let ahead: ReadingsAhead;
  let failures: unknown[];
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date', 'performance'] });
    failures = [];
    ahead = new ReadingsAhead(made.vault, (error) => failures.push(error));
  });
  afterEach(() => {
    ahead.stop();
    jest.useRealTimers();
  });

  const read = (from: number, to: number, day = '2026-12-01'): void =>
    persons.slice(from, to).forEach((person) => ahead.add(person, day));
  const aSecond = (): Promise<void> => jest.advanceTimersByTimeAsync(1_000);

  test('is made a second later, once for each person', async () => {
    read(0, 3);
    read(0, 3);
    expect(await months()).toEqual([]);
    await aSecond();
    expect(await months()).toEqual(Array(3).fill('2027-01'));
    expect(jest.getTimerCount()).toBe(0);
  });

  test('is made for eight persons at a time, and for the others the seconds after', async () => {
    read(0, 17);
    for (const so of [8, 16, 17]) {
      await aSecond();
      expect(await months()).toHaveLength(so);
    }
    expect(jest.getTimerCount()).toBe(0);
  });

  test('is another one in another month; whoever still waited then does no more', async () => {
    read(0, 10);
    await aSecond();
    read(0, 8, '2027-01-31');
    await aSecond();
    expect(await months()).toEqual(Array(8).fill(['2027-01', '2027-02']).flat());
  });

  test('is not made anew where it is there', async () => {
    read(0, 1);
    await aSecond();
    const before = await made.vault.streamsOf(persons[0]!);
    ahead = new ReadingsAhead(made.vault, (error) => failures.push(error));
    read(0, 1);
    await aSecond();
    expect(await made.vault.streamsOf(persons[0]!)).toEqual(before);
  });

  test('takes what is read then', async () => {
    read(0, 1);
    await aSecond();
    const said: ReadEvent['data'] = { validOn: '2027-01-15', how: 'file', municipalities: ['1480'] };
    await recordRead(made.ledger, persons[0]!, said, under('read'));
    const [stream, ...others] = await made.vault.streamsOf(persons[0]!);
    expect(others).toEqual([]);
    expect(await made.ledger.read(stream!.stream)).toMatchObject([{ type: 'FileRead', data: said }]);
  });

  test('is told of if it cannot be made, and the next ones are made all the same', async () => {
    const away = new Error('The vault is away');
    const openStreams = jest.spyOn(made.vault, 'openStreams').mockRejectedValueOnce(away);
    read(0, 10);
    await aSecond();
    expect([failures, await months()]).toEqual([[away], []]);
    await aSecond();
    expect(await months()).toHaveLength(2);
    openStreams.mockRestore();
  });

  test('is not made any more once it is stopped', async () => {
    read(0, 10);
    ahead.stop();
    await aSecond();
    expect(await months()).toEqual([]);
  });
});
