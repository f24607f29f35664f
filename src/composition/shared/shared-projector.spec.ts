import { MongoClient } from 'mongodb';
import { CountingIds } from '../../../test/support/counting-ids.js';
import { expectedReadModel, storedReadModel } from '../../../test/support/expected-read-model.js';
import { Gate } from '../../../test/support/gate.js';
import { MongoDbTestServer } from '../../../test/support/mongodb-server/mongodb-test-server.js';
import { PausedRounds } from '../../../test/support/paused-rounds.js';
import { soon } from '../../../test/support/soon.js';
import { ToyLedger } from '../../../test/support/toy-ledger.js';
import { pupils, tally } from '../../../test/support/toy-projections.js';
import { RebuildUnderWay } from '../../application/ports/projection-control.js';
import {
  type MongoReadStore, openMongoReadStore,
} from '../../infrastructure/read-store/mongodb/mongo-read-store.js';
import { Directory } from '../../projections/engine/directory.js';
import { inThisThread } from '../../projections/engine/do-task.js';
import { Orders } from '../../projections/engine/orders.js';
import type { LeadNews } from '../../application/ports/leases.js';
import { SharedProjections } from './shared-projections.js';
import { leaseOf, SharedProjector, type SharedProjectorOptions } from './shared-projector.js';

// Processes that share read models, as far as they can be told apart in one: each has its own connection.

const TAKE_OVER_MS = 3_600_000;
const LONG_MS = 60_000;
const projections = [pupils, tally];

let server: MongoDbTestServer;
let ledger: ToyLedger;
let closing: (() => Promise<void>)[];

const connected = async (): Promise<MongoReadStore> => {
  const store = await openMongoReadStore({ url: server.url, database: 'read' });
  closing.push(() => store.close());
  return store;
};

/** A process that makes read models; rounds come soon one after the other. */
const projector = async (
  holder: string,
  options: Partial<Pick<
    SharedProjectorOptions, 'makeRanges' | 'pause' | 'projections' | 'onFailure' | 'onLead' | 'onStanding'
  >> = {},
): Promise<SharedProjector> => {
  const { events, vault, sealer, clock } = ledger;
  const one = new SharedProjector({
    events, vault, sealer, clock, readStore: await connected(), projections, holder,
    takeOverMs: TAKE_OVER_MS, onFailure: () => undefined, onLead: () => undefined,
    makeRanges: (_, setting) => inThisThread(setting), pause: soon, ...options,
  });
  closing.push(() => one.stop());
  return one;
};

/** Makes documents as ever, until it is told to stand still; then it tells when somebody stands there. */
class Interruptible {
  isShut = false;
  readonly reached = new Gate();
  readonly gate = new Gate();

  readonly makeRanges: SharedProjectorOptions['makeRanges'] = (_, setting) => async (tasks, control) => {
    if (this.isShut) {
      this.reached.open();
      await this.gate.opened;
      control.onProgress(1);
    }
    await inThisThread(setting)(tasks, control);
  };
}

/** A process that only asks. */
const asking = async (readStore: MongoReadStore): Promise<SharedProjections> =>
  SharedProjections.open({ ...ledger, readStore, ids: new CountingIds(), projections });

beforeEach(async () => {
  closing = [];
  server = await MongoDbTestServer.start();
  ledger = new ToyLedger();
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await server.stop();
});

const mustBeRight = async (store: MongoReadStore, asked: SharedProjections): Promise<void> => {
  expect(await asked.waitFor(await ledger.events.head(), LONG_MS)).toBe(true);
  for (const projection of projections) {
    expect(await storedReadModel(store, projection))
      .toEqual(expectedReadModel(projection, await ledger.all()));
  }
};

test('who only asks says that nobody makes read models, then follows whoever does, and whoever comes after',
  async () => {
    const store = await connected();
    const asked = await asking(store);
    await ledger.lives(await ledger.person('1'), '1480');
    expect((await asked.status()).projections.map(({ problem }) => problem))
      .toEqual(['No process leads it', 'No process leads it']);
    expect(await asked.waitFor(await ledger.events.head(), 0)).toBe(false);

    const first = await projector('first');
    await mustBeRight(store, asked);
    await projector('second');
    await first.stop(); // its leases are free at once
    await ledger.lives(await ledger.person('2'), '1481');
    await mustBeRight(store, asked);
    expect(await store.leases.holder(leaseOf(pupils))).toBe('second');
    expect((await asked.status()).projections.map(({ problem }) => problem)).toEqual([undefined, undefined]);
  });

test('whose leases are over is followed by another, and asks for them again in vain', async () => {
  const store = await connected();
  const asked = await asking(store);
  const news: LeadNews[] = [];
  const paused = new PausedRounds(2);
  const first = await projector('first', { onLead: (one) => news.push(one), pause: paused.pause });
  await ledger.lives(await ledger.person('1'), '1480');
  await mustBeRight(store, asked);
  const taken = await store.leases.acquire(leaseOf(pupils), 'nobody', 1);
  expect(taken).toBeUndefined();
  await paused.hold();
  server.passTime(2 * TAKE_OVER_MS);
  const stolen = await Promise.all(projections.map((one) => store.leases.acquire(leaseOf(one), 'thief', 1)));
  paused.goOn();
  await ledger.lives(await ledger.person('2'), '1481');
  server.passTime(2 * TAKE_OVER_MS); // the thief is gone, and the first leads anew, under another token
  await mustBeRight(store, asked);
  await first.stop();
  const own = news.filter(({ lease }) => lease.name === leaseOf(pupils));
  const thiefs = { token: stolen[0]!.token, endedAt: expect.any(Number) as number };
  expect(own.map(({ is, lease }) => [is, lease.token, lease.after])).toEqual([
    ['gained', 1, undefined], ['lost', 1, undefined], ['gained', 3, thiefs], ['given up', 3, thiefs],
  ]);
  expect([stolen.length, news.length]).toEqual([2, 8]);
});

test('leaders do what they are asked, in whatever process: one rebuild at a time', async () => {
  const store = await connected();
  const [asked, other] = [await asking(store), await asking(store)];
  const person = await ledger.person('1');
  await ledger.lives(person, '1480');
  await ledger.isCalled(person, 'Poison');
  const rebuilding = asked.rebuild([]);
  while (!(await other.status()).rebuild);
  await expect(other.rebuild(['pupils'])).rejects.toThrow(RebuildUnderWay);
  await projector('first');
  const reports = await rebuilding;
  expect(reports.map(({ name, different }) => [name, different])).toEqual([['pupils', 0], ['tally', 0]]);
  expect((await other.status()).rebuild).toBeUndefined();
  expect(await other.parked()).toMatchObject([{ projection: 'pupils', key: person }]);
  expect((await other.status()).projections[0]).toMatchObject({ parked: 1 });
  expect(await other.redrive('pupils', person)).toBe(false);
});

test('the oldest event that is not taken in is known', async () => {
  const store = await connected();
  const asked = await asking(store);
  await projector('first');
  await ledger.lives(await ledger.person('1'), '1480');
  await mustBeRight(store, asked);
  expect(await asked.waitingSince()).toBeUndefined();
  for (const stop of closing.splice(-1)) await stop();
  await ledger.lives(await ledger.person('2'), '1480');
  expect(await asked.waitingSince()).toBe(ledger.nowMs);
});

test('a leader that is paused in the middle of a rebuild tells nothing of it when it wakes', async () => {
  const store = await connected();
  const asked = await asking(store);
  await ledger.lives(await ledger.person('1'), '1480');
  const [making, paused] = [new Interruptible(), new PausedRounds(1)]; // orders are in the midst of one
  const first = await projector('first', { makeRanges: making.makeRanges, pause: paused.pause });
  await mustBeRight(store, asked);
  making.isShut = true;
  const rebuilding = asked.rebuild([]);
  await making.reached.opened;
  await paused.hold();
  server.passTime(2 * TAKE_OVER_MS);
  await projector('second');
  expect((await rebuilding).map(({ different, missing }) => [different, missing])).toEqual([[0, 0], [0, 0]]);
  making.gate.open();
  paused.goOn();
  await first.stop();
  expect(await new Orders(store).all()).toEqual([]);
  const entry = await new Directory(store).entry('pupils');
  expect(entry).toMatchObject({ made: 2 }); // what the first had begun was gone on with, and made once
});

test('whoever asked gets the answer of a rebuild that took hours', async () => {
  const store = await connected();
  const asked = await asking(store);
  const making = new Interruptible();
  await projector('first', making);
  await ledger.lives(await ledger.person('1'), '1480');
  await mustBeRight(store, asked);
  making.isShut = true;
  const rebuilding = asked.rebuild(['pupils']);
  await making.reached.opened;
  ledger.nowMs += 5 * 3_600_000;
  making.gate.open();
  expect(await rebuilding).toMatchObject([{ name: 'pupils', different: 0 }]);
});

test('an older program leaves read models of a newer one alone, and says so; the newer one takes them over',
  async () => {
    const store = await connected();
    const asked = await asking(store);
    await ledger.lives(await ledger.person('1'), '1480');
    const older = await projector('older');
    await mustBeRight(store, asked);
    const newer = { projections: [{ ...pupils, version: pupils.version + 1 }, tally] };
    const making = new Interruptible();
    making.isShut = true;
    const replacing = await projector('newer', { ...newer, makeRanges: making.makeRanges });
    await older.stop();
    await making.reached.opened; // the newer version is in the making only
    const told: string[] = [];
    const said = new Gate();
    await projector('older again', {
      onFailure: (error) => {
        told.push((error as Error).message);
        said.open();
      },
    });
    await said.opened;
    making.gate.open();
    while ((await new Directory(store).entry('pupils')).live?.version !== pupils.version + 1) {
      await soon();
    }
    const { made } = await new Directory(store).entry('pupils');
    await replacing.stop();
    for (let rounds = 0; rounds < 50; rounds += 1) await store.leases.holder(leaseOf(pupils));
    expect(await store.leases.holder(leaseOf(pupils))).toBeUndefined();
    expect(await new Directory(store).entry('pupils')).toMatchObject({ made });
    expect(told).toEqual([expect.stringContaining('This one stands by')]);
    expect((await asked.status()).projections[0]!.problem).toContain('is of a newer program');
  });

test('who cannot make what it leads says why, once, and that it goes on', async () => {
  const failures: string[] = [];
  const standing: boolean[] = [];
  await projector('first', {
    onFailure: (error) => failures.push((error as Error).message),
    onStanding: ({ fails }) => { if (standing.at(-1) !== fails) standing.push(fails); },
  });
  await ledger.lives(await ledger.person('1'), '1480');
  const store = await connected();
  await mustBeRight(store, await asking(store));
  const until = async (count: number): Promise<void> => { while (standing.length < count) await soon(); };
  await until(1);
  ledger.events.refuse(true);
  await until(2);
  for (let rounds = 0; rounds < 5; rounds += 1) await soon(); // in which it fails again
  ledger.events.refuse(false);
  await until(3);
  expect(standing).toEqual([false, true, false]);
  expect(failures).toEqual(['The ledger lets nobody in, as the test wants it']);
});

describe('an index of a live read model that', () => {
  const factsOf = async (client: MongoClient) => {
    const there = await client.db('read').listCollections().toArray();
    return client.db('read').collection(there.find(({ name }) => /^pupils_.*facts/.test(name))!.name);
  };
  let client: MongoClient;
  beforeEach(async () => {
    const one = await projector('first');
    await mustBeRight(await connected(), await asking(await connected()));
    await one.stop();
    client = new MongoClient(server.url);
    closing.unshift(() => client.close());
  });

  test('is gone is made anew at the start', async () => {
    const facts = await factsOf(client);
    const before = await facts.indexes();
    expect(before.length).toBeGreaterThan(1);
    for (const { name } of before.slice(1)) await facts.dropIndex(name!);
    await asking(await connected());
    expect(await facts.indexes()).toEqual(before);
  });

  test('is another one than declared is refused at the start, with what to do', async () => {
    const facts = await factsOf(client);
    const { name } = (await facts.indexes())[1]!;
    await facts.dropIndex(name!);
    await facts.createIndex({ document: 1 }, { name: name! });
    await expect(asking(await connected())).rejects.toThrow('Drop it, and any other on the same fields');
  });
});
