import { enrolled, named } from '../../../test/support/events.js';
import { failing, openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import type { Category, Event } from '../../domain/shared/event.js';
import type { Target } from '../ledger/ledger.js';
import type { ErasureScope } from '../../domain/shared/erasure.js';
import { ErasePerson, ErasePersonHandler } from './erase-person.js';
import { EraseStream, EraseStreamHandler } from './erase-stream.js';

const NUMBER = '201001012382';
const DECISION = 'KS 2026/17';

let made: TestLedger;
let person: string;
beforeEach(async () => {
  made = openTestLedger();
  person = await made.vault.claim(NUMBER);
});
afterEach(() => made.close());

const say = async (category: Category, event: Event, caseKey = ''): Promise<Target> => {
  const target = await made.ledger.personStream(person, category, caseKey);
  await made.ledger.execute(target, {}, under(`${event.type} ${caseKey}`), () => [event]);
  return target;
};
const tried = (municipality: string): Event => ({
  type: 'ContactAttempted',
  data: { validOn: '2026-02-03', source: 'case-worker', municipality, channel: 'phone' },
});
const read = (): Event =>
  ({ type: 'FileRead', data: { validOn: '2026-02-03', how: 'file', municipalities: ['1480'] } });

const erase = (stream: string, key = 'e', decision = DECISION) =>
  new EraseStreamHandler(made.ledger).execute(new EraseStream(stream, decision, under(key)));
const erasePerson = (scope: ErasureScope, key = 'p', decision = DECISION) =>
  new ErasePersonHandler(made.ledger).execute(new ErasePerson(person, scope, decision, under(key)));

const shown = async (stream: string): Promise<[string, boolean][]> =>
  (await made.ledger.read(stream)).map(({ type, erased }) => [type, erased]);

describe('erasing a stream', () => {
  test('leaves what was recorded unreadable, and the decision in the clear', async () => {
    const { stream } = await say('person', named());
    const { position, repeated } = await erase(stream);
    expect(await shown(stream)).toEqual([['NameRecorded', true], ['StreamErased', false]]);
    const mark = (await made.ledger.read(stream)).at(-1);
    expect(mark).toMatchObject({ position, data: { decision: DECISION } });
    expect(repeated).toBe(false);
    const kept = (await made.vault.streams([stream])).get(stream);
    expect(kept).toMatchObject({ state: 'destroyed', key: undefined });
  });

  test('is the end: nothing is recorded in it any more', async () => {
    const { stream } = await say('person', named());
    await erase(stream);
    await expect(say('person', named({ familyName: 'Berg' }))).rejects.toThrow('record-erased');
  });

  test('a second time, under whatever key, leaves no second mark', async () => {
    const { stream } = await say('person', named());
    const { position } = await erase(stream);
    expect(await erase(stream, 'again')).toMatchObject({ position, repeated: true });
    expect(await shown(stream)).toHaveLength(2);
  });

  test('again under the same key gives the first answer, and under another decision is refused', async () => {
    const { stream } = await say('person', named());
    const { position } = await erase(stream);
    expect(await erase(stream)).toMatchObject({ position, repeated: true });
    await expect(erase(stream, 'e', 'KS 2026/18')).rejects.toThrow('idempotency-key-reused');
  });

  test('under the key that a fact was recorded under is refused, and erases nothing', async () => {
    const { stream } = await say('person', named());
    await expect(erase(stream, 'NameRecorded ')).rejects.toThrow('idempotency-key-reused');
    expect(await shown(stream)).toEqual([['NameRecorded', false]]);
  });

  test('leaves a mark where nothing was recorded yet', async () => {
    const { stream } = await made.ledger.personStream(person, 'contact');
    await erase(stream);
    expect(await shown(stream)).toEqual([['StreamErased', false]]);
  });

  const breaks = (['fence', 'destroy'] as const).flatMap((method) => (['before', 'after'] as const)
    .map((effect) => [method, effect] as const));
  test.each(breaks)('interrupted at the %s (%s its effect) goes on later', async (method, effect) => {
    const { stream } = await say('person', named());
    const mend = failing(made.vault, method, { effect });
    await expect(erase(stream)).rejects.toThrow('ended here');
    mend();
    await erase(stream, 'again');
    expect(await shown(stream)).toEqual([['NameRecorded', true], ['StreamErased', false]]);
    expect((await made.vault.streams([stream])).get(stream)!.state).toBe('destroyed');
  });

  test('is read by nobody once it has begun', async () => {
    const { stream } = await say('person', named());
    const mend = failing(made.store, 'append', { effect: 'before' });
    await expect(erase(stream)).rejects.toThrow('ended here');
    mend();
    expect(await shown(stream)).toEqual([['NameRecorded', true]]);
    await expect(say('person', named({ familyName: 'Berg' }))).rejects.toThrow('record-erased');
  });

  test.each(['before', 'after'] as const)('interrupted %s the mark leaves one mark', async (effect) => {
    const { stream } = await say('person', named());
    const mend = failing(made.store, 'append', { effect });
    await expect(erase(stream)).rejects.toThrow('ended here');
    expect(await shown(stream)).toContainEqual(['NameRecorded', true]);
    mend();
    await erase(stream, 'again');
    expect(await shown(stream)).toEqual([['NameRecorded', true], ['StreamErased', false]]);
  });

  test('waits for a writer who was under way when it began', async () => {
    const target = await say('person', named());
    const meta = made.ledger.metaOf(target, {}, under('late'));
    const late = made.ledger.append(target, 0, [named({ familyName: 'Berg' })], meta);
    await Promise.all([erase(target.stream), late]);
    expect(await shown(target.stream)).toEqual([
      ['NameRecorded', true], ['NameRecorded', true], ['StreamErased', false],
    ]);
  });

  test('is refused for what is no stream about a person, and under no decision', async () => {
    await expect(erase('pricelist-1')).rejects.toThrow('stream-unknown (stream)');
    const { stream } = await say('person', named());
    const unnamed = new EraseStream(stream, 'Alva asked; she is ill', under('e'));
    const refused = new EraseStreamHandler(made.ledger).execute(unnamed);
    await expect(refused).rejects.toThrow('field-malformed (decision)');
    expect(await shown(stream)).toEqual([['NameRecorded', false]]);
  });
});

describe('erasing a person', () => {
  const sayMuch = async (): Promise<void> => {
    await say('person', named());
    await say('schooling', enrolled());
    await say('kaa', tried('1480'), '1480');
    await say('kaa', tried('1407'), '1407');
  };
  const categoriesErased = async (scope: ErasureScope): Promise<string[]> =>
    (await erasePerson(scope, scope)).streams.map((one) => one.category + one.case);

  test('erases every stream, who the person is last, and the number leads nowhere', async () => {
    await sayMuch();
    const erased = await categoriesErased('everything');
    expect(erased.toSorted()).toEqual(['kaa1407', 'kaa1480', 'person', 'schooling']);
    expect(erased.at(-1)).toBe('person');
    expect(await made.vault.findPerson(NUMBER)).toBeUndefined();
  });

  test('can be for the files of youths alone, or for all but them; neither takes who read', async () => {
    await sayMuch();
    await say('kaaread', read());
    expect((await categoriesErased('kaa')).sort()).toEqual(['kaa1407', 'kaa1480']);
    expect(await made.vault.findPerson(NUMBER)).toBe(person);
    expect(await categoriesErased('all-but-kaa')).toEqual(['schooling', 'person']);
    expect((await categoriesErased('everything')).filter((each) => each.startsWith('kaaread')))
      .toEqual(['kaaread']);
  });

  test('interrupted half-way goes on, and tells what was erased before', async () => {
    await sayMuch();
    const mend = failing(made.vault, 'destroy', { call: 3, effect: 'after' });
    await expect(erasePerson('everything')).rejects.toThrow('ended here');
    mend();
    const { streams } = await erasePerson('everything');
    expect(streams.map(({ repeated }) => repeated)).toEqual([true, true, true, false]);
    for (const { stream } of streams) expect((await shown(stream)).at(-1)).toEqual(['StreamErased', false]);
  });

  test('erases what was recorded under an id that was joined', async () => {
    await say('person', named());
    const other = await made.vault.claim('201001022399');
    const joined = await made.ledger.personStream(other, 'person');
    await made.vault.join(person, other);
    expect((await erasePerson('everything')).streams.map(({ stream }) => stream)).toContain(joined.stream);
  });

  test('under a key that was used for another scope or decision is refused, and erases nothing', async () => {
    await sayMuch();
    const { streams: [first] } = await erasePerson('kaa');
    expect((await erasePerson('kaa')).streams[0]).toEqual({ ...first, repeated: true });
    for (const again of [erasePerson('everything'), erasePerson('kaa', 'p', 'KS 2026/18')]) {
      await expect(again).rejects.toThrow('idempotency-key-reused');
    }
    expect(await made.vault.findPerson(NUMBER)).toBe(person);
  });

  test('under the key that erased one of the streams is refused', async () => {
    const { stream } = await say('kaa', tried('1480'), '1480');
    await erase(stream, 'p');
    await expect(erasePerson('kaa')).rejects.toThrow('idempotency-key-reused');
  });

  test('is refused for an id that nobody has', async () => {
    person = '00000000-0000-4000-8000-000000000000';
    await expect(erasePerson('everything')).rejects.toThrow('person-unknown (person)');
  });
});
