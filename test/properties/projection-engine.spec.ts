import fc from 'fast-check';
import { openSqliteReadStore } from '../../src/infrastructure/read-store/sqlite/sqlite-read-store.js';
import type { EngineLimits } from '../../src/projections/engine/engine.js';
import { FailingReadStore, type Failure } from '../support/failing-read-store.js';
import { RunningEngine } from '../support/running-engine.js';
import type { ToyLedger } from '../support/toy-ledger.js';
import { pupils, tally } from '../support/toy-projections.js';

const PERSONS = 3;
const LONGEST_MS = 120_000;

/** Something that happens in the ledger, or to the engine. */
type Happening =
  | { readonly is: 'lives' | 'enrols'; readonly who: number; readonly where: string; readonly on: string }
  | { readonly is: 'runs'; readonly who: number; readonly where: string }
  | { readonly is: 'joins' | 'parts'; readonly who: number; readonly other: number }
  | { readonly is: 'erases'; readonly who: number; readonly what: 'person' | 'schooling' }
  | { readonly is: 'restart' | 'rebuild' | 'settle' }
  | { readonly is: 'failure'; readonly after: number; readonly how: Failure };

const who = fc.integer({ min: 0, max: PERSONS - 1 });
const where = fc.constantFrom('1111', '2222', '3333');
const on = fc.constantFrom('2026-08-17', '2026-09-01');
const what = fc.constantFrom<'person' | 'schooling'>('person', 'schooling');
const how = fc.constantFrom<Failure>('before', 'after');
const facts = fc.record({ is: fc.constantFrom('lives' as const, 'enrols' as const), who, where, on });
const registers = fc.record({ is: fc.constant('runs' as const), who, where });

const joins = fc.record({ is: fc.constantFrom('joins' as const, 'parts' as const), who, other: who });

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: facts },
  { weight: 2, arbitrary: registers },
  { weight: 2, arbitrary: joins },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('erases' as const), who, what }) },
  { weight: 4, arbitrary: fc.constant({ is: 'settle' as const }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constantFrom('restart' as const, 'rebuild' as const) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('failure' as const), after: fc.nat(8), how }) },
);

const limits: fc.Arbitrary<Partial<EngineLimits>> = fc.record({
  eventsPerBatch: fc.integer({ min: 1, max: 9 }), eventsPerCommit: fc.integer({ min: 1, max: 20 }),
  personsPerCommit: fc.integer({ min: 1, max: 5 }),
  cachedDocuments: fc.integer({ min: 0, max: 6 }),
});

/** The same persons and streams in every run, so that the same facts have the same ids. */
const settle = async (ledger: ToyLedger): Promise<string[]> => {
  const numbers = Array.from({ length: PERSONS }, (_, index) => `number ${index}`);
  const persons = await ledger.vault.claimMany(numbers);
  for (const person of persons) {
    for (const category of ['person', 'schooling'] as const) await ledger.vault.openStream(person, category);
  }
  return persons;
};

const record = async (ledger: ToyLedger, persons: readonly string[], one: Happening): Promise<void> => {
  switch (one.is) {
    case 'lives': return void await ledger.lives(persons[one.who]!, one.where, one.on);
    case 'enrols': return void await ledger.enrols(persons[one.who]!, one.where, one.on);
    case 'runs': return void await ledger.runs(`principal-${one.who}`, one.where);
    case 'joins': return void await ledger.isAlso(persons[one.who]!, persons[one.other]!);
    case 'parts': return void await ledger.isNotAlso(persons[one.who]!, persons[one.other]!);
    case 'erases': return void await ledger.erase(persons[one.who]!, one.what);
    default: throw new Error(`${one.is} does not happen in the ledger`);
  }
};

const mustBeAsExpected = async (running: RunningEngine): Promise<void> => {
  await running.catchUp();
  expect(await running.read(pupils)).toEqual(await running.expected(pupils));
  expect(await running.read(tally)).toEqual(await running.expected(tally));
};

test('facts in any order, in batches of any size, give the same documents, rows and sums', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(facts, { maxLength: 25 }).chain((some) => fc.tuple(
      fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }),
    )),
    fc.tuple(limits, limits), fc.nat(20),
    async (orders, someLimits, startedAfter) => {
      const contents = [];
      for (const [index, order] of orders.entries()) {
        const running = await RunningEngine.start([], someLimits[index]);
        const persons = await settle(running.ledger);
        for (const fact of order.slice(0, startedAfter)) await record(running.ledger, persons, fact);
        await running.startAnew([pupils], someLimits[index]);
        for (const fact of order.slice(startedAfter)) await record(running.ledger, persons, fact);
        await running.catchUp();
        contents.push(await running.read(pupils));
        await running.stop();
      }
      expect(contents[0]).toEqual(contents[1]);
    },
  ), { numRuns: 60 });
}, LONGEST_MS);

test('whatever happens to ledger, store and engine, read models are what the ledger amounts to', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(happenings, { maxLength: 40 }), limits, async (history, someLimits) => {
      const store = new FailingReadStore(openSqliteReadStore({ file: ':memory:' }));
      const running = await RunningEngine.start([pupils, tally], someLimits, store);
      const persons = await settle(running.ledger);
      const rebuilds: Promise<unknown>[] = [];
      const rebuild = (): Promise<unknown> => running.engine.rebuild([]).catch((error: Error) => {
        if (error.name !== 'AbortError') throw error;
      });
      for (const one of history) {
        if (one.is === 'failure') store.failAfter(one.after, one.how);
        else if (one.is === 'settle') await running.catchUp();
        else if (one.is === 'rebuild') rebuilds.push(rebuild());
        else if (one.is === 'restart') await running.startAnew([pupils, tally], someLimits);
        else await record(running.ledger, persons, one);
      }
      await mustBeAsExpected(running);
      await Promise.all(rebuilds);
      await mustBeAsExpected(running);
      await running.stop();
    },
  ), { numRuns: 150 });
}, LONGEST_MS);
