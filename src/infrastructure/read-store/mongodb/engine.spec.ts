import type { CommandFault } from '../../../../test/support/mongodb-server/faults.js';
import { MongoDbTestServer } from '../../../../test/support/mongodb-server/mongodb-test-server.js';
import { RunningEngine } from '../../../../test/support/running-engine.js';
import { pupils, tally } from '../../../../test/support/toy-projections.js';
import type { ReadStore } from '../../../application/ports/read-store.js';
import { Reach } from '../../../composition/reach.js';
import { ProjectionEngine } from '../../../projections/engine/engine.js';
import { type MongoReadStore, openMongoReadStore } from './mongo-read-store.js';

// Read models as the engine makes them, over MongoDB; always on the test server.

const HOUR = 3_600_000;

let server: MongoDbTestServer;
let store: MongoReadStore;
const stopping: (() => Promise<void>)[] = [];

const open = (): Promise<MongoReadStore> => openMongoReadStore({ url: server.url, database: 'read' });

const engineOver = async (readStore: ReadStore): Promise<RunningEngine> => {
  const running = await RunningEngine.start([pupils, tally], {}, readStore);
  stopping.push(() => running.stop());
  return running;
};

beforeEach(async () => {
  server = await MongoDbTestServer.start();
  store = await open();
});
afterEach(async () => {
  for (const stop of stopping.splice(0).reverse()) await stop();
  await store.close();
  await server.stop();
});

/** Something happens to so many persons, one of whom turns out to be another, and one is erased. */
const history = async ({ ledger }: RunningEngine, many: number): Promise<void> => {
  const numbers = Array.from({ length: many }, (_, index) => `${index}`);
  const persons = await ledger.vault.claimMany(numbers);
  await ledger.runs('stiftelsen', '11111111');
  for (const [index, person] of persons.entries()) {
    await ledger.lives(person, index % 3 === 0 ? '1480' : '1481');
    await ledger.enrols(person, '11111111');
  }
  await ledger.isAlso(persons[0]!, persons[1]!);
  await ledger.erase(persons[2]!, 'schooling');
};

const mustBeAsExpected = async (running: RunningEngine): Promise<void> => {
  await running.catchUp();
  for (const projection of [pupils, tally]) {
    expect(await running.read(projection)).toEqual(await running.expected(projection));
  }
};

test('read models are as expected; a rebuild beside them makes the same and takes their place', async () => {
  const running = await engineOver(store);
  await history(running, 12);
  await mustBeAsExpected(running);
  const reports = await running.engine.rebuild([]);
  expect(reports.map(({ name, missing, extra, different }) => [name, missing + extra + different]))
    .toEqual([['pupils', 0], ['tally', 0]]);
  expect(reports[0]!.equal).toBeGreaterThan(10);
  await expect(store.get('pupils_v1_g1_documents', 'a')).rejects.toThrow('not declared');
  await mustBeAsExpected(running);
});

test('with faults all the while, read models are as expected', async () => {
  const running = await engineOver(store);
  const some: CommandFault[] = ['transient', 'drop-after', 'not-primary', 'transient', 'drop-before'];
  server.faults.next('commitTransaction', ...some);
  server.faults.next('update', ...some);
  server.faults.next('find', 'drop-before', 'not-primary');
  await history(running, 6);
  await mustBeAsExpected(running);
});

test('of two engines, the one whose lease was taken over changes nothing any more', async () => {
  const first = await engineOver(store.under((await store.leases.acquire('projections', 'one', HOUR))!));
  const { ledger } = first;
  await history(first, 5);
  await mustBeAsExpected(first);
  server.passTime(2 * HOUR);
  const other = await open();
  stopping.push(() => other.close());
  const readStore = other.under((await other.leases.acquire('projections', 'two', HOUR))!);
  await ledger.lives(await ledger.person('late'), '1480');
  await first.until(async () =>
    (await first.engine.status()).projections.every(({ problem }) => problem?.startsWith('LeaseLost')));
  const second = new ProjectionEngine({ ...ledger, readStore, projections: [pupils, tally] });
  stopping.push(() => second.stop());
  await second.start();
  const reach = new Reach({ ...ledger, readStore, projections: [pupils, tally], lookEveryMs: 5 });
  expect(await reach.waitFor(await ledger.events.head(), 20_000)).toBe(true);
  for (const projection of [pupils, tally]) {
    expect(await first.read(projection)).toEqual(await first.expected(projection));
  }
});
