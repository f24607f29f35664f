import { FailingReadStore } from '../../../test/support/failing-read-store.js';
import { RunningEngine } from '../../../test/support/running-engine.js';
import type { ToyLedger } from '../../../test/support/toy-ledger.js';
import { like, pupils, tally } from '../../../test/support/toy-projections.js';
import { heedJoins } from '../../application/ledger/heed-joins.js';
import { KeyRing } from '../../application/ledger/key-ring.js';
import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { Directory } from './directory.js';
import { inThisThread } from './do-task.js';

let store: FailingReadStore;
let running: RunningEngine;
let ledger: ToyLedger;

beforeEach(async () => {
  store = new FailingReadStore(openSqliteReadStore({ file: ':memory:' }));
  running = await RunningEngine.start([pupils, tally], {}, store);
  ({ ledger } = running);
});
afterEach(() => running.stop());

const someHistory = async (): Promise<void> => {
  const [anna, bo, carl] = await ledger.vault.claimMany(['a', 'b', 'c']) as [string, string, string];
  for (const person of [anna, bo, carl]) {
    await ledger.lives(person, '1480');
    await ledger.enrols(person, '11111111');
  }
  await ledger.runs('stiftelsen', '11111111');
  await ledger.erase(bo, 'schooling');
  await ledger.isAlso(anna, carl);
  await running.catchUp();
};

const nextPupils = like(pupils, {
  version: 2,
  contribute: (document, references, key) => {
    const { sums, ...rest } = pupils.contribute(document as never, references, key);
    return { ...rest, sums: new Map([...sums].map(([sum, value]) => [`v2|${sum}`, value])) };
  },
});

const mustBeAsExpected = async (...projections: (typeof nextPupils)[]): Promise<void> => {
  await running.catchUp();
  for (const projection of projections) {
    expect(await running.read(projection)).toEqual(await running.expected(projection));
  }
};

test('a rebuild makes the same again, says so, and leaves nothing of the old', async () => {
  await someHistory();
  const { sums, documents } = await running.read(pupils);
  const reports = await running.engine.rebuild(['pupils']);
  const equal = Object.keys(sums).length + Object.keys(documents).length;
  expect(reports).toEqual([{ name: 'pupils', equal, missing: 0, extra: 0, different: 0, examples: [] }]);
  expect((await new Directory(running.store).entry('pupils')).live!.name).toBe('pupils_v1_g2');
  await expect(running.store.get('pupils_v1_g1_documents', 'a')).rejects.toThrow('not declared');
  expect(await running.store.sums('pupils_v1_g1_sums', '')).toEqual([]);
  await mustBeAsExpected(pupils, tally);
});

test('all are rebuilt in one pass when none is named, with progress', async () => {
  await someHistory();
  const progress: [number, number][] = [];
  const reports = await running.engine.rebuild([], (done, total) => progress.push([done, total]));
  expect(reports.map(({ name, different }) => [name, different])).toEqual([['pupils', 0], ['tally', 0]]);
  const events = (await ledger.all()).length;
  expect(progress.at(-1)).toEqual([events, events]);
  await mustBeAsExpected(pupils, tally);
});

test('what was wrong in the old is reported by its keys', async () => {
  await someHistory();
  const { live } = await new Directory(running.store).entry('pupils');
  const anna = await ledger.person('a');
  const bo = await ledger.person('b');
  const documents = `${live!.name}_documents`;
  const stored = await running.store.get<Record<string, unknown>>(documents, anna);
  await running.store.commit({
    puts: [
      { collection: documents, key: anna, document: { ...stored, sums: [] } },
      { collection: documents, key: 'nobody', document: { document: {} } },
    ],
    deletes: [{ collection: documents, key: bo }],
    sums: [{ space: `${live!.name}_sums`, key: '1480||', add: 40 }], checkpoints: {},
  });
  const [report] = await running.engine.rebuild(['pupils']);
  expect(report).toMatchObject({ missing: 1, extra: 1, different: 2 });
  expect(new Set(report!.examples)).toEqual(new Set([anna, bo, 'nobody', 'sum 1480||']));
  await mustBeAsExpected(pupils);
});

test('what happens during a rebuild is in it', async () => {
  await someHistory();
  const rebuilt = running.engine.rebuild([]);
  const anna = await ledger.person('a');
  for (let day = 10; day < 30; day += 1) {
    await ledger.enrols(await ledger.person(`p${day}`), '11111111', `2026-09-${day}`);
    if (day === 15) await ledger.isAlso(anna, await ledger.person('p12'));
    if (day === 20) await ledger.erase(await ledger.person('p11'), 'schooling');
    if (day === 25) await ledger.runs('kommunen', '11111111');
  }
  for (const { missing, extra, different } of await rebuilt) {
    expect({ missing, extra, different }).toEqual({ missing: 0, extra: 0, different: 0 });
  }
  await mustBeAsExpected(pupils, tally);
});

test('two rebuilds at once come one after the other', async () => {
  await someHistory();
  const [first, second] = await Promise.all([running.engine.rebuild([]), running.engine.rebuild(['pupils'])]);
  expect([first.length, second.length]).toEqual([2, 1]);
  expect(second[0]).toMatchObject({ missing: 0, extra: 0, different: 0 });
  await mustBeAsExpected(pupils, tally);
});

test('a rebuild that was stopped goes on with the next start; until then the old answers', async () => {
  await someHistory();
  const rebuilt = running.engine.rebuild(['pupils'], () => void running.engine.stop());
  await expect(rebuilt).rejects.toThrow('abort');
  const stopped = await new Directory(running.store).entry('pupils');
  expect(stopped).toMatchObject({ live: { name: 'pupils_v1_g1' }, building: { name: 'pupils_v1_g2' } });
  await running.startAnew([pupils, tally]);
  await mustBeAsExpected(pupils);
  const entry = () => new Directory(running.store).entry('pupils');
  await running.until(async () => (await entry()).building === undefined);
  expect(await entry()).toMatchObject({ live: { name: 'pupils_v1_g2' } });
  await mustBeAsExpected(pupils);
});

test('whichever commit fails, only what it was to write is made again', async () => {
  const persons = await ledger.vault.claimMany(['a', 'b', 'c', 'd', 'e', 'f']);
  for (const person of persons) await ledger.enrols(person, '11111111');
  await ledger.runs('stiftelsen', '11111111');
  await running.catchUp();
  for (let failing = 0; failing < 12; failing += 1) {
    const made: string[] = [];
    const counting = like(pupils, {
      version: failing + 2,
      contribute: (document, references, person) => {
        made.push(person);
        return pupils.contribute(document as never, references, person);
      },
    });
    store.failAfter(failing, 'before');
    await running.startAnew([counting], { personsPerCommit: 2 });
    await running.catchUp();
    expect(new Set(made).size).toBe(persons.length);
    expect(made.length).toBeLessThanOrEqual(persons.length + 2);
    await mustBeAsExpected(counting);
  }
});

test('a join that the vault was kept from noting is made good', async () => {
  const [anna, bo] = await ledger.vault.claimMany(['a', 'b']) as [string, string];
  for (const person of [anna, bo]) await ledger.lives(person, '1480');
  await running.engine.stop();
  await ledger.isAlso(anna, bo);
  expect(await ledger.vault.canonicalPerson(bo)).toBe(bo);
  await running.startAnew([nextPupils]);
  await mustBeAsExpected(nextPupils);
  expect(await ledger.vault.canonicalPerson(bo)).toBe(anna);
  expect(Object.keys((await running.read(nextPupils)).documents)).toEqual([anna]);
});

test('who turn out to be one while one of them is made and the other not yet are whole', async () => {
  const [early, late] = (await ledger.vault.claimMany(['a', 'b'])).sort() as [string, string];
  for (const person of [early, late]) await ledger.lives(person, '1480');
  await ledger.enrols(late, '11111111');
  await running.catchUp();
  const { events, vault, sealer, clock } = ledger;
  const here = inThisThread({ events, vault, sealer, clock, readStore: store, projections: [nextPupils] });
  const read = async (stream: string) => new KeyRing(vault, sealer).open(await events.readStream(stream));
  await running.startAnew([nextPupils], {}, async ([task], control) => {
    await here([{ ...task!, range: { from: '', to: late } }], control);
    await ledger.isAlso(early, late);
    await heedJoins({ vault, read }, early, late); // as whoever records it does at once
    await here([{ ...task!, range: { from: late, to: 'g' } }], control);
  });
  await running.until(async () => await vault.canonicalPerson(late) === early);
  await mustBeAsExpected(nextPupils);
  expect(Object.keys((await running.read(nextPupils)).documents)).toEqual([early]);
});

test('what was erased before is in no new version', async () => {
  await someHistory();
  await running.startAnew([nextPupils]);
  await mustBeAsExpected(nextPupils);
  const bo = await ledger.person('b');
  expect((await running.read(nextPupils)).rows).not.toHaveProperty(`facts/${bo}/1`);
});

test('a new version is made beside the old, which answers until then', async () => {
  await someHistory();
  const before = await running.read(pupils);
  await running.startAnew([nextPupils]);
  await running.engine.stop();
  await ledger.lives(await ledger.person('d'), '1490');
  await running.startAnew([nextPupils]);
  expect([before, await running.expected(nextPupils)]).toContainEqual(await running.read(pupils));
  await mustBeAsExpected(nextPupils);
  const { live } = await new Directory(running.store).entry('pupils');
  expect(live).toMatchObject({ version: 2 });
});
