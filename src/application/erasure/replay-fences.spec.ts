import { InMemoryEventStore } from '../../../test/support/in-memory-event-store.js';
import { InMemoryFenceJournal } from '../../../test/support/in-memory-fence-journal.js';
import { InMemoryVault } from '../../../test/support/in-memory-vault.js';
import { failing, under } from '../../../test/support/test-ledger.js';
import { enrolled, named } from '../../../test/support/events.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { Ledger } from '../ledger/ledger.js';
import { BEGINNING } from '../ports/event-store.js';
import type { KeyState } from '../ports/vault.js';
import { verifyLedger } from '../verification/verify-ledger.js';
import { ErasePerson, ErasePersonHandler } from './erase-person.js';
import { eraseStream } from './erase-stream.js';
import { ErasuresUnknown, replayFences } from './replay-fences.js';

const NUMBER = '201001012382';
const DECISION = 'KS 2026/17';
const NOTHING = { erasedAgain: 0, toldByLedger: 0 };
const sealer = new SodiumSealer();

/** Ledger, vault and journal; each can be put back from a copy that was taken of it. */
class Installation {
  store = new InMemoryEventStore({ now: () => 0 });
  vault = new InMemoryVault(sealer, randomIds);
  fences = new InMemoryFenceJournal();

  get ledger(): Ledger {
    return new Ledger(this.store, this.vault, sealer, this.fences);
  }

  /** What this installation is now, to go on from later. */
  copied(): Installation {
    const copy = new Installation();
    copy.store = this.store.copied();
    copy.vault = this.vault.copied();
    copy.fences = this.fences.copied();
    return copy;
  }
}

let made: Installation;
beforeEach(() => { made = new Installation(); });

const record = async ({ ledger, vault }: Installation, number = NUMBER): Promise<string> => {
  const target = await ledger.personStream(await vault.claim(number), 'person');
  await ledger.execute(target, {}, under(`named ${number}`), () => [named()]);
  return target.stream;
};

const erase = ({ ledger }: Installation, stream: string, decision = DECISION) =>
  eraseStream(ledger, stream, { decision, content: { decision }, context: under(`erase ${stream}`) });

const stateOf = async ({ vault }: Installation, stream: string): Promise<KeyState | undefined> =>
  (await vault.streams([stream])).get(stream)?.state;

const shown = async ({ ledger }: Installation, stream: string): Promise<[string, boolean][]> =>
  (await ledger.read(stream)).map(({ type, erased }) => [type, erased]);

const ERASED = [['NameRecorded', true], ['StreamErased', false]];

describe('put back from a copy older than an erasure,', () => {
  let stream: string;
  let copy: Installation;
  beforeEach(async () => {
    stream = await record(made);
    await replayFences(made.ledger);
    copy = made.copied();
    await erase(made, stream);
  });

  test('the ledger is not asked what is where it ends: servers take that for a mistake', async () => {
    await replayFences(made.ledger); // the journal notes how far the ledger goes
    made.store = copy.store;
    const end = await made.store.head();
    const readAt = made.store.readAt.bind(made.store);
    made.store.readAt = async (positions) => {
      if (positions.some((position) => position > end)) throw new Error('no place of this ledger');
      return readAt(positions);
    };
    expect(await replayFences(made.ledger)).toMatchObject({ erasedAgain: 1 });
  });

  test.each([
    ['the ledger', ['store']], ['the vault', ['vault']], ['ledger and vault', ['store', 'vault']],
    ['vault and journal', ['vault', 'fences']],
  ] as const)('%s: the record is erased again, by the same decision', async (_, parts) => {
    for (const part of parts) Object.assign(made, { [part]: copy[part] });
    expect(await replayFences(made.ledger)).toMatchObject({ erasedAgain: 1 });
    expect(await stateOf(made, stream)).toBe('destroyed');
    expect(await shown(made, stream)).toEqual(ERASED);
    expect((await made.ledger.read(stream)).at(-1)).toMatchObject({
      data: { decision: DECISION }, meta: { actor: 'actor-1', organisation: '1480' },
    });
    expect(await made.vault.findPerson(NUMBER)).toBeUndefined();
    expect(await replayFences(made.ledger)).toEqual(NOTHING);
  });

  test('the journal: the ledger tells it, so that it can tell others', async () => {
    made.fences = copy.fences;
    expect(await replayFences(made.ledger)).toEqual({ erasedAgain: 0, toldByLedger: 1 });
    expect(await made.fences.all()).toMatchObject([{ stream, decision: DECISION, isDone: true }]);
    made.store = copy.store;
    made.vault = copy.vault;
    await replayFences(made.ledger);
    expect(await shown(made, stream)).toEqual(ERASED);
  });

  test('ledger and journal: it is refused, since nobody knows on which decision', async () => {
    made.store = copy.store;
    made.fences = copy.fences;
    await expect(replayFences(made.ledger)).rejects.toThrow(ErasuresUnknown);
    await expect(replayFences(made.ledger)).rejects.toThrow('the keys of 1 records');
  });

  test('the ledger, which has grown past the mark by other events since', async () => {
    made.store = copy.store;
    for (const number of ['201001022381', '201001032380']) await record(made, number);
    expect(await replayFences(made.ledger)).toMatchObject({ erasedAgain: 1 });
    expect(await shown(made, stream)).toEqual(ERASED);
  });

  test('the vault: until it is erased again, a verification tells it', async () => {
    made.vault = copy.vault;
    const findings = async () => (await verifyLedger(made.store, made.vault, sealer)).findings;
    expect(await findings()).toMatchObject([{ kind: 'readable-after-erasure' }]);
    await replayFences(made.ledger);
    expect(await findings()).toEqual([]);
  });

  test('again, after the first time: the mark is made again', async () => {
    made.store = copy.store.copied();
    await replayFences(made.ledger);
    made.store = copy.store;
    await replayFences(made.ledger);
    expect(await shown(made, stream)).toEqual(ERASED);
  });
});

test('a ledger put back from between two erasures gets the mark of the second only', async () => {
  const [first, second] = [await record(made), await record(made, '201001022381')];
  await erase(made, first);
  const copy = made.copied();
  await erase(made, second);
  made.store = copy.store;
  expect(await replayFences(made.ledger)).toEqual({ erasedAgain: 1, toldByLedger: 0 });
  expect(await shown(made, first)).toEqual(ERASED);
  expect(await shown(made, second)).toEqual(ERASED);
});

test.each([
  ['vault', 'fence', 'before'], ['vault', 'fence', 'after'], ['store', 'append', 'before'],
  ['store', 'append', 'after'], ['vault', 'destroy', 'before'], ['vault', 'destroy', 'after'],
  ['fences', 'done', 'before'],
] as const)('an erasure that ended at %s.%s (%s its effect) is finished at the start', async (...where) => {
  const [part, method, effect] = where;
  const stream = await record(made);
  const mend = failing(made[part] as never, method as never, { effect });
  await expect(erase(made, stream)).rejects.toThrow('ended here');
  mend();
  await replayFences(made.ledger);
  expect(await shown(made, stream)).toEqual(ERASED);
  expect(await made.fences.all()).toMatchObject([{ stream, isDone: true }]);
  expect(await replayFences(made.ledger)).toEqual(NOTHING);
});

test('the erasure of a person that ended half-way is finished at the start, all of it', async () => {
  const streams = [await record(made)];
  const person = (await made.vault.findPerson(NUMBER))!;
  const schooling = await made.ledger.personStream(person, 'schooling');
  await made.ledger.execute(schooling, {}, under('enrolled'), () => [enrolled()]);
  streams.push(schooling.stream);
  const mend = failing(made.vault, 'destroy', { effect: 'after' });
  const erasing = new ErasePersonHandler(made.ledger)
    .execute(new ErasePerson(person, 'everything', DECISION, under('everything')));
  await expect(erasing).rejects.toThrow('ended here');
  mend();
  expect(await replayFences(made.ledger)).toEqual({ erasedAgain: 1, toldByLedger: 0 });
  for (const stream of streams) expect(await stateOf(made, stream)).toBe('destroyed');
  expect(await made.vault.findPerson(NUMBER)).toBeUndefined();
  expect(await replayFences(made.ledger)).toEqual(NOTHING);
});

test('nothing is known of an erasure before the journal is', async () => {
  const stream = await record(made);
  const mend = failing(made.fences, 'add', { effect: 'before' });
  await expect(erase(made, stream)).rejects.toThrow('ended here');
  mend();
  expect(await stateOf(made, stream)).toBe('active');
  expect(await shown(made, stream)).toEqual([['NameRecorded', false]]);
});

describe('of a vault that is older than the record itself,', () => {
  test('the subject gets no new one', async () => {
    const person = await made.vault.claim(NUMBER);
    const copy = made.copied();
    const stream = await record(made);
    await erase(made, stream);
    made.vault = copy.vault;
    expect(await replayFences(made.ledger)).toMatchObject({ erasedAgain: 1 });
    await expect(made.ledger.personStream(person, 'person')).rejects.toThrow('record-erased');
    expect(await replayFences(made.ledger)).toEqual(NOTHING);
  });

  test('a record of the subject that was made since, on no decision erased, stays', async () => {
    await made.vault.claim(NUMBER);
    const copy = made.copied();
    await erase(made, await record(made));
    copy.fences = made.fences;
    const since = await record(copy);
    await replayFences(copy.ledger);
    expect(await shown(copy, since)).toEqual([['NameRecorded', false]]);
  });

  test('the ledger, as old, gets no mark in a stream that neither knows', async () => {
    const copy = made.copied();
    await erase(made, await record(made));
    copy.fences = made.fences;
    expect(await replayFences(copy.ledger)).toEqual(NOTHING);
    expect(await copy.store.readAll(BEGINNING, { limit: 10 })).toEqual([]);
  });
});
