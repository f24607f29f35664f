import { FailingReadStore, type Failure } from '../../../test/support/failing-read-store.js';
import { RunningEngine } from '../../../test/support/running-engine.js';
import type { ToyLedger } from '../../../test/support/toy-ledger.js';
import { like, pupils, tally } from '../../../test/support/toy-projections.js';
import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';

let store: FailingReadStore;
let running: RunningEngine;
let ledger: ToyLedger;

beforeEach(async () => {
  store = new FailingReadStore(openSqliteReadStore({ file: ':memory:' }));
  running = await RunningEngine.start([pupils, tally], {}, store);
  ({ ledger } = running);
  await running.catchUp();
  await running.engine.rebuild([]); // so that nothing but the live feed commits from here on
});
afterEach(() => running.stop());

const mustBeAsExpected = async (): Promise<void> => {
  await running.catchUp();
  expect(await running.read(pupils)).toEqual(await running.expected(pupils));
  expect(await running.read(tally)).toEqual(await running.expected(tally));
};

const each = test.each<[Failure]>([['before'], ['after']]);

each('a commit that fails (%s it was done) is tried again; nothing is lost or doubled', async (how) => {
  const anna = await ledger.person('a');
  await ledger.lives(anna, '1480');
  await running.catchUp();
  store.failAfter(0, how);
  await ledger.lives(anna, '1481');
  await mustBeAsExpected();
});

each('references that change while the store fails (%s) reach all documents in the end', async (how) => {
  for (const number of ['a', 'b', 'c']) await ledger.enrols(await ledger.person(number), '11111111');
  await running.catchUp();
  store.failAfter(1, how);
  await ledger.runs('stiftelsen', '11111111');
  await mustBeAsExpected();
  expect((await running.read(pupils)).sums).toEqual({ '|11111111|stiftelsen': 3 });
});

each('a join that is half done when the store fails (%s) leaves no document behind', async (how) => {
  const [anna, bo, carl] = await ledger.vault.claimMany(['a', 'b', 'c']) as [string, string, string];
  for (const person of [anna, bo, carl]) await ledger.lives(person, '1480');
  await ledger.isAlso(bo, carl);
  await running.catchUp();
  store.failAfter(1, how);
  await ledger.isAlso(anna, carl);
  await mustBeAsExpected();
  expect(Object.keys((await running.read(pupils)).documents)).toEqual([anna]);
});

each('driving a subject again fails with the store (%s), and succeeds with it', async (how) => {
  const isCured = { now: false };
  const curable = like(pupils, {
    evolve: (document, event) => {
      if (!isCured.now && event.type === 'Enrolled') throw new Error('not yet');
      return pupils.evolve(document as never, event);
    },
  });
  await running.startAnew([curable, tally]);
  const anna = await ledger.person('a');
  await ledger.enrols(anna, '11111111');
  await running.catchUp();
  isCured.now = true;
  store.failAfter(0, how);
  await expect(running.engine.redrive('pupils', anna)).rejects.toThrow('disk');
  await ledger.lives(await ledger.person('b'), '1480');
  await running.catchUp();
  await running.engine.redrive('pupils', anna);
  await mustBeAsExpected();
  expect(await running.engine.parked()).toEqual([]);
});

test('while the store fails, the status says so; afterwards all is well', async () => {
  const failed: unknown[] = [];
  for (let commit = 0; commit < 50; commit += 1) store.failAfter(commit, 'before');
  await ledger.lives(await ledger.person('a'), '1480');
  await running.until(async () => {
    const { projections: [first] } = await running.engine.status();
    if (first!.state === 'failing') failed.push(first!.problem);
    return failed.length > 0;
  });
  expect(failed[0]).toMatch(/^The disk fails, .*, attempt \d+$/);
  await mustBeAsExpected();
  expect((await running.engine.status()).projections[0]).toMatchObject({ state: 'live' });
});

test('a ledger that let nobody in for a while is followed again, and all is well at once', async () => {
  await ledger.lives(await ledger.person('a'), '1480');
  await running.catchUp();
  ledger.events.refuse(true);
  await running.until(async () => running.engine.outage !== undefined);
  ledger.events.refuse(false);
  await running.until(async () => running.engine.outage === undefined);
  await ledger.lives(await ledger.person('b'), '1481');
  await mustBeAsExpected();
});
