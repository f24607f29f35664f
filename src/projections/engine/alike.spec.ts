import { FailingReadStore } from '../../../test/support/failing-read-store.js';
import { RunningEngine } from '../../../test/support/running-engine.js';
import type { ToyLedger } from '../../../test/support/toy-ledger.js';
import { like, pupils } from '../../../test/support/toy-projections.js';
import type { Document } from '../../application/ports/read-store.js';
import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { Directory } from './directory.js';
import { FrozenGeneration } from './frozen-generation.js';
import { EIGHTHS } from './key-ranges.js';
import type { Alike, Projection } from './projection.js';
import { inThisThread } from './do-task.js';

type Places = { readonly units: readonly string[] };

let store: FailingReadStore;
let running: RunningEngine;
let ledger: ToyLedger;
/** Whose documents contributed, and what was said alike, since they were last emptied. */
let contributed: string[];
let said: string[];
/** What fails for now. */
let failing: string | undefined;
const NUMBERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const [NORTH, SOUTH] = ['11111111', '22222222'];

/** Who runs the places that pupils have alike; whoever has a name has theirs alone. */
const places: Alike<Places> = {
  references: ['register'],
  contribute: ({ units }, references) => {
    said.push(units.join());
    const principals = references['register'] as Record<string, string>;
    const run = units.map((unit) => ({ unit, principal: principals[unit] ?? 'unknown' }));
    if (run.some(({ principal }) => principal === failing)) throw new Error('not yet');
    return {
      rows: run.map((document, index) => ({ collection: 'facts', key: String(index), document })),
      sums: new Map(run.map(({ unit, principal }) => [`${unit}|${principal}`, 1])),
    };
  },
};

const unitsIn = (document: Document): string[] => Object.values(document['facts'] as Record<string, Document>)
  .flatMap(({ unit }) => (unit ? [unit as string] : [])).sort();

const named = (document: Document): boolean => JSON.stringify(document).includes('givenName');

const classes: Projection = like(pupils, {
  version: 7, alike: places,
  contribute: (document, references, person) => {
    contributed.push(person);
    const units = unitsIn(document);
    const uses = units.map((unit) => `unit|${unit}`);
    const sums = new Map([['all', 1]]);
    if (!named(document)) return { rows: [], sums, uses, alike: { units } };
    const { rows, sums: own } = places.contribute({ units }, references);
    return { rows, sums: new Map([...sums, ...own]), uses };
  },
});

beforeEach(async () => {
  [contributed, said, failing] = [[], [], undefined];
  store = new FailingReadStore(openSqliteReadStore({ file: ':memory:' }));
  running = await RunningEngine.start([classes], {}, store);
  ({ ledger } = running);
});
afterEach(() => running.stop());

const enrolAll = async (): Promise<string[]> => {
  const persons: string[] = [];
  for (const number of NUMBERS) persons.push(await ledger.person(number));
  for (const person of persons) await ledger.enrols(person, NORTH);
  await running.catchUp();
  [contributed, said] = [[], []];
  return persons;
};

const mustBeAsExpected = async (): Promise<void> => {
  await running.catchUp();
  expect(await running.read(classes)).toEqual(await running.expected(classes));
};

test('what documents have alike is made once, and anew without a look at them', async () => {
  await enrolAll();
  await ledger.runs('stiftelsen', NORTH);
  await running.catchUp();
  expect(contributed).toEqual([]);
  expect(said).toEqual([NORTH]);
  expect((await running.read(classes)).sums).toEqual({ all: 8, [`${NORTH}|stiftelsen`]: 8 });
  await mustBeAsExpected();
});

test('those who have nothing alike with others contribute as ever', async () => {
  const [anna, bo] = await enrolAll();
  await ledger.isCalled(anna!, 'Anna');
  await running.catchUp();
  contributed = [];
  await ledger.runs('stiftelsen', NORTH);
  await running.catchUp();
  expect(contributed).toEqual([anna]);
  await mustBeAsExpected();
  await ledger.enrols(bo!, SOUTH);
  await ledger.isCalled(bo!, 'Bo');
  await mustBeAsExpected();
});

test('where other references changed too, all is made anew', async () => {
  const persons = await enrolAll();
  await running.startAnew([like(classes, { alike: { ...places, references: [] } })]);
  await ledger.runs('stiftelsen', NORTH);
  await mustBeAsExpected();
  expect(new Set(contributed)).toEqual(new Set(persons));
});

test('whichever commit fails, each is changed once', async () => {
  await enrolAll();
  for (let commit = 0; commit <= EIGHTHS.length + 2; commit += 1) {
    for (const when of ['before', 'after'] as const) {
      store.failAfter(commit, when);
      await ledger.runs(`principal-${commit}-${when}`, NORTH);
      await mustBeAsExpected();
    }
  }
});

test('where making it anew fails, whom it is about is parked as it was, and is made later', async () => {
  const persons = await enrolAll();
  failing = 'stiftelsen';
  await ledger.runs('stiftelsen', NORTH);
  await running.catchUp();
  expect((await running.read(classes)).sums).toEqual({ all: 8, [`${NORTH}|unknown`]: 8 });
  expect(await running.engine.parked()).toHaveLength(persons.length);
  failing = undefined;
  for (const person of persons) expect(await running.engine.redrive('pupils', person)).toBe(true);
  await mustBeAsExpected();
});

test('erasing, joining and rebuilding know of it', async () => {
  const [anna, bo, ...others] = await enrolAll();
  await ledger.enrols(bo!, SOUTH);
  await ledger.runs('stiftelsen', NORTH);
  await running.catchUp();
  await ledger.erase(anna!, 'schooling');
  await mustBeAsExpected();
  const [report] = await running.engine.rebuild(['pupils']);
  expect(report).toMatchObject({ missing: 0, extra: 0, different: 0 });
  expect(others.length).toBeGreaterThan(0);
  await mustBeAsExpected();
});

test('a rebuild reports what was wrong of it', async () => {
  const [anna] = await enrolAll();
  const { live } = await new Directory(store).entry('pupils');
  const alike = `${live!.name}_alike`;
  const stored = await store.get<Document>(alike, anna!);
  const puts = [{ collection: alike, key: anna!, document: { ...stored, sums: [] } }];
  await store.commit({ puts, deletes: [], sums: [], checkpoints: {} });
  const [report] = await running.engine.rebuild(['pupils']);
  expect(report).toMatchObject({ different: 1, examples: [anna] });
});

test('a read model that nobody can fold any more forgets it too', async () => {
  const [anna, ...others] = await enrolAll();
  const { live } = await new Directory(store).entry('pupils');
  await running.engine.stop();
  const position = await ledger.erase(anna!, 'schooling');
  await new FrozenGeneration(store, live!).heed([{ person: anna!, position }]);
  const content = await running.read(classes);
  expect(JSON.stringify(content)).not.toContain(anna);
  expect(content.sums).toEqual({ all: others.length, [`${NORTH}|unknown`]: others.length });
  expect(await store.get(`${live!.name}_alike`, anna!)).toBeUndefined();
});

test('a row of one document may not have the key of one that is made alike', async () => {
  await running.startAnew([like(classes, {
    version: 8,
    contribute: () => (
      { rows: [{ collection: 'facts', key: '~0', document: {} }], sums: new Map(), uses: [] }),
  })]);
  await enrolAll();
  expect(await running.engine.parked()).toHaveLength(NUMBERS.length);
});

test('what was begun is gone on with by the next start', async () => {
  await enrolAll();
  const { events, vault, sealer, clock } = ledger;
  const make = inThisThread({ events, vault, sealer, clock, readStore: store, projections: [classes] });
  let isAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => { isAsked = resolve; });
  await running.startAnew([classes], {}, async (tasks, control) => {
    await make(tasks.slice(0, 3), control);
    isAsked();
    await new Promise((resolve) => { control.signal.addEventListener('abort', resolve); });
    control.signal.throwIfAborted();
  });
  await ledger.runs('stiftelsen', NORTH);
  await asked;
  contributed = [];
  await running.startAnew([classes]);
  await running.catchUp();
  expect(contributed).toEqual([]);
  await mustBeAsExpected();
});
