import { jest } from '@jest/globals';
import { FailingReadStore } from '../../../test/support/failing-read-store.js';
import { RunningEngine } from '../../../test/support/running-engine.js';
import type { ToyLedger } from '../../../test/support/toy-ledger.js';
import { like, pupils } from '../../../test/support/toy-projections.js';
import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { inThisThread } from './do-task.js';
import { EIGHTHS } from './key-ranges.js';
import type { Contribution, Projection } from './projection.js';
import type { MakeRanges, RangeTask, SweepTask } from './range-task.js';

let store: FailingReadStore;
let running: RunningEngine;
let ledger: ToyLedger;
/** What was contributed since it was last emptied, by person. */
let contributed: string[];
const NUMBERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

type Contribute = Projection['contribute'];

/** The toy's pupils, with an eye on what is asked of them. */
const watched = (contribute: Contribute = pupils.contribute): Projection => like(pupils, {
  contribute: (document, references, person): Contribution => {
    contributed.push(person);
    return contribute(document, references, person);
  },
});

beforeEach(async () => {
  contributed = [];
  store = new FailingReadStore(openSqliteReadStore({ file: ':memory:' }));
  running = await RunningEngine.start([watched()], {}, store);
  ({ ledger } = running);
});
afterEach(() => running.stop());

const enrolAll = async (): Promise<string[]> => {
  const persons: string[] = [];
  for (const number of NUMBERS) persons.push(await ledger.person(number));
  for (const person of persons) await ledger.enrols(person, '11111111');
  await running.catchUp();
  return persons;
};

const mustBeAsExpected = async (): Promise<void> => {
  await running.catchUp();
  expect(await running.read(pupils)).toEqual(await running.expected(pupils));
};

/** Does what is asked in this thread, but lets somebody look at it before. */
const lookedAt = (look: (tasks: readonly RangeTask[], signal: AbortSignal) => Promise<void>): MakeRanges => {
  const { events, vault, sealer, clock } = ledger;
  const make = inThisThread({ events, vault, sealer, clock, readStore: store, projections: [watched()] });
  return async (tasks, control) => {
    await look(tasks, control.signal);
    return make(tasks, control);
  };
};

test('whichever commit fails, each document is done again only if it was not done', async () => {
  const persons = await enrolAll();
  for (let commit = 0; commit <= EIGHTHS.length + 2; commit += 1) {
    store.failAfter(commit, 'before');
    contributed = [];
    await ledger.runs(`principal-${commit}`, '11111111');
    await mustBeAsExpected();
    const first = new Set(contributed);
    expect([...first].sort()).toEqual([...persons].sort());
    expect(contributed.length - first.size).toBeLessThan(persons.length);
  }
});

test('references are read once for all ranges', async () => {
  await enrolAll();
  const read = jest.spyOn(store, 'get');
  await ledger.runs('stiftelsen', '11111111');
  await mustBeAsExpected();
  const references = read.mock.calls.filter(([, key]) => key.startsWith('reference/'));
  expect(references.map(([, key]) => key)).toEqual(['reference/register']);
  read.mockRestore();
});

test('documents that changed in the same batch contribute once, by the new references', async () => {
  const [anna, ...others] = await enrolAll() as [string, ...string[]];
  await running.startAnew([]);
  await ledger.runs('stiftelsen', '11111111');
  await ledger.lives(anna, '1480');
  contributed = [];
  await running.startAnew([watched()]);
  await mustBeAsExpected();
  expect([...contributed].sort()).toEqual([anna, ...others].sort());
});

test('what comes afterwards replaces what they contribute by the new references', async () => {
  const [anna] = await enrolAll();
  await ledger.runs('stiftelsen', '11111111');
  await running.catchUp();
  await ledger.enrols(anna!, '22222222');
  await mustBeAsExpected();
});

test('whose documents fail by the new references are parked, as they were; others go on', async () => {
  const [anna, ...others] = await enrolAll() as [string, ...string[]];
  const breaks = { now: true };
  await running.startAnew([watched((document, references, person) => {
    const isNew = '11111111' in (references['register'] as object);
    if (breaks.now && isNew && person === anna) throw new Error('not yet');
    return pupils.contribute(document as never, references, person);
  })]);
  await ledger.runs('stiftelsen', '11111111');
  await running.catchUp();
  expect((await running.read(pupils)).sums)
    .toEqual({ '|11111111|unknown': 1, '|11111111|stiftelsen': others.length });
  expect(await running.engine.parked()).toMatchObject([{ projection: 'pupils', key: anna }]);
  breaks.now = false;
  expect(await running.engine.redrive('pupils', anna)).toBe(true);
  await mustBeAsExpected();
});

test('one that is stopped goes on with the next start', async () => {
  await enrolAll();
  let begun: (tasks: readonly RangeTask[]) => void;
  const asked = new Promise<readonly RangeTask[]>((resolve) => { begun = resolve; });
  await running.startAnew([watched()], {}, lookedAt(async (tasks, signal) => {
    begun(tasks);
    await new Promise((resolve) => { signal.addEventListener('abort', resolve); });
    signal.throwIfAborted();
  }));
  await ledger.runs('stiftelsen', '11111111');
  const [task] = await asked as readonly SweepTask[];
  expect(task).toMatchObject({ does: 'sweep', projection: 'pupils', touched: ['unit|11111111'] });
  await running.startAnew([watched()]);
  await mustBeAsExpected();
});
