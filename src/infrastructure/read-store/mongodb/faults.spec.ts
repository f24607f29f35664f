import { MongoClient } from 'mongodb';
import type { CommandFault } from '../../../../test/support/mongodb-server/faults.js';
import { MongoDbTestServer } from '../../../../test/support/mongodb-server/mongodb-test-server.js';
import { untilThere } from '../../../../test/support/until-there.js';
import { StoreUnavailable } from '../../../application/ports/event-store.js';
import { LeaseLost } from '../../../application/ports/leases.js';
import type { CollectionSpec, Commit } from '../../../application/ports/read-store.js';
import { type MongoReadStore, openMongoReadStore } from './mongo-read-store.js';

// Bad days and close calls, done on command by the test server.

const notes: CollectionSpec = { name: 'notes', fields: { word: 'text' }, indexes: [['word']] };

let server: MongoDbTestServer;
let [store, other]: MongoReadStore[] = [];

const open = (deadlineMs = 30_000): Promise<MongoReadStore> =>
  openMongoReadStore({ url: server.url, database: 'read', deadlineMs });

beforeEach(async () => {
  server = await MongoDbTestServer.start();
  [store, other] = [await open(), await open()];
  await store.declare([notes]);
});
afterEach(async () => {
  await Promise.all([store!.close(), other!.close()]);
  await server.stop();
});

/** A document, a sum and a checkpoint at once. */
const one = (key: string, position: string): Commit => ({
  puts: [{ collection: 'notes', key, document: { word: key } }], deletes: [],
  sums: [{ space: 's', key: 'k', add: 1 }], checkpoints: { c: position },
});

/** What was committed: keys, the sum of commits, and how far. */
const committed = async (): Promise<unknown[]> => [
  (await other!.scan('notes', '', 10)).map(({ key }) => key).join(), (await other!.sums('s', ''))[0]?.value,
  await other!.checkpoint('c'),
];

const collectionsIn = async (database: string): Promise<string[]> => {
  const client = new MongoClient(server.url);
  const names = (await client.db(database).listCollections().toArray()).map(({ name }) => name).sort();
  await client.close();
  return names;
};

test.each<[string, CommandFault]>([
  ['update', 'drop-before'], ['update', 'drop-after'], ['update', 'transient'], ['update', 'not-primary'],
  ['commitTransaction', 'drop-before'], ['commitTransaction', 'drop-after'],
  ['commitTransaction', 'transient'], ['commitTransaction', 'not-primary'],
])('after %s: %s, twice, a commit is there once', async (command, fault) => {
  server.faults.next(command, fault, fault);
  await store!.commit(one('a', '1'));
  expect(await committed()).toEqual(['a', 1, '1']);
  expect(server.faults.weakWrites).toBe(0);
});

test('a commit whose connection broke after another had is there once', async () => {
  server.faults.next('commitTransaction', 'held');
  const commit = store!.commit(one('a', '1'));
  await server.faults.somethingHeld();
  server.faults.next('find', 'held');
  const reading = store!.checkpoint('c');
  await server.faults.somethingHeld(2);
  server.dropConnections(); // those made last break first
  server.faults.letGo();
  await Promise.all([reading, commit]);
  expect(await committed()).toEqual(['a', 1, '1']);
});

test('a commit that nobody answers for is told as unknown, and what is read then is true', async () => {
  const impatient = await open(300);
  server.faults.next('commitTransaction', 'held');
  const commit = impatient.commit(one('a', '1'));
  await server.faults.somethingHeld();
  await server.stop();
  await expect(commit).rejects.toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: true });
  await server.start();
  server.faults.letGo();
  expect(await committed()).toEqual(['', undefined, '']);
  await impatient.close();
});

test('a call that a server never answers is given up, as unknown', async () => {
  const impatient = await openMongoReadStore({ url: server.url, database: 'read', silenceMs: 300 });
  server.faults.next('commitTransaction', 'held');
  const unknown = { name: 'StoreUnavailable', outcomeUnknown: true };
  await expect(impatient.commit(one('a', '1'))).rejects.toMatchObject(unknown);
  server.faults.letGo();
  await impatient.close();
});

test('a server that is away is StoreUnavailable, nothing of it unknown, and comes back', async () => {
  const impatient = await open(300);
  await server.stop();
  const away = { name: 'StoreUnavailable', outcomeUnknown: false };
  await expect(impatient.get('notes', 'a')).rejects.toMatchObject(away);
  await expect(impatient.commit(one('a', '1'))).rejects.toMatchObject(away);
  await server.start();
  await store!.commit(one('a', '1'));
  expect(await committed()).toEqual(['a', 1, '1']);
  await impatient.close();
});

test('two who write the same at once are one after the other', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `${index}`);
  await Promise.all(keys.map((key, index) => (index % 2 ? store! : other!).commit(one(key, key))));
  expect((await store!.sums('s', ''))[0]!.value).toBe(20);
});

test('a snapshot that takes longer than the server keeps what was says so', async () => {
  await store!.commit(one('a', '1'));
  await expect(store!.snapshot(async (view) => {
    await store!.commit(one('b', '2'));
    server.storage.historyFrom = server.storage.now;
    await view.count('notes', []);
  })).rejects.toThrow('reading took longer than MongoDB keeps what was');
  expect(await store!.count('notes', [])).toBe(2);
});

test('a collection that another process dropped is an error, and never an empty answer', async () => {
  await other!.commit(one('a', '1'));
  expect(await store!.count('notes', [])).toBe(1);
  await other!.drop('notes');
  const asked = [
    () => store!.get('notes', 'a'), () => store!.getMany('notes', ['a']), () => store!.scan('notes', '', 1),
    () => store!.count('notes', []), () => store!.find('notes', { where: [], limit: 1 }),
  ];
  for (const ask of asked) await expect(ask()).rejects.toThrow('The collection notes');
});

test('a drop that was interrupted is finished by the next, and by scrubbing', async () => {
  const before = await collectionsIn('read');
  await store!.declare([{ ...notes, name: 'old_a' }, { ...notes, name: 'old_b' }]);
  server.faults.next('drop', 'drop-before', 'drop-before', 'drop-before');
  await store!.drop('old_');
  expect(await collectionsIn('read')).toEqual(before);
});

test('an index that is not as declared is told, with what to do', async () => {
  const client = new MongoClient(server.url);
  const [name] = (await collectionsIn('read')).filter((each) => each.startsWith('notes.'));
  await client.db('read').collection(name!).dropIndex('word');
  await client.db('read').collection(name!).createIndex({ f_word: -1, _id: 1 }, { name: 'word' });
  await client.close();
  const told = /^The index word of read\.notes\..* on f_word, _id\. Drop it/;
  await expect(store!.declare([notes])).rejects.toThrow(told);
});

describe('under a lease', () => {
  const HOUR = 3_600_000;

  /** A leader whose lease is over, held while it commits: the commit that goes on once it is let go. */
  const heldWithinCommit = async (
    command: 'update' | 'commitTransaction',
  ): Promise<{ commit: Promise<void> }> => {
    const old = store!.under((await store!.leases.acquire('p', 'one', 1))!);
    server.passTime(HOUR);
    server.faults.next(command, 'held');
    const commit = old.commit(one('a', '1'));
    await server.faults.somethingHeld();
    return { commit };
  };

  test('who leads writes, and who led before does not, whatever it writes', async () => {
    const old = store!.under((await store!.leases.acquire('p', 'one', HOUR))!);
    await old.commit(one('a', '1'));
    server.passTime(2 * HOUR);
    await old.commit(one('b', '2')); // late, but nobody else leads yet
    const current = other!.under((await other!.leases.acquire('p', 'two', HOUR))!);
    for (const write of [
      () => old.commit(one('c', '3')), () => old.drop('notes'),
      () => old.declare([{ ...notes, name: 'more' }]),
    ]) await expect(write()).rejects.toThrow(LeaseLost);
    await current.commit(one('d', '4'));
    expect(await committed()).toEqual(['a,b,d', 3, '4']);
  });

  test('who leads several things writes nothing more once one of them is led by somebody else', async () => {
    const lease = async (name: string, holder: string, of = store) =>
      (await of!.leases.acquire(name, holder, HOUR))!;
    const both = store!.under(await lease('p', 'one'), await lease('q', 'one'));
    await both.commit(one('a', '1'));
    server.passTime(2 * HOUR);
    await lease('q', 'two', other);
    await expect(both.commit(one('b', '2'))).rejects.toThrow('Somebody else leads q now');
    expect(await committed()).toEqual(['a', 1, '1']);
  });

  test('a leader that was paused within a commit cannot end it once somebody else leads', async () => {
    const { commit: paused } = await heldWithinCommit('update');
    const lease = await other!.leases.acquire('p', 'two', HOUR);
    server.faults.letGo();
    await expect(paused).rejects.toThrow(LeaseLost);
    await other!.under(lease!).commit(one('b', '1'));
    expect(await committed()).toEqual(['b', 1, '1']);
  });

  test('a commit that is all but done is done before somebody else leads', async () => {
    const { commit: late } = await heldWithinCommit('commitTransaction');
    let leads = false;
    const taking = other!.leases.acquire('p', 'two', HOUR).then(() => { leads = true; });
    expect(await other!.get('notes', 'a')).toBeUndefined();
    expect(leads).toBe(false);
    server.faults.letGo();
    await Promise.all([late, taking]);
    expect(await committed()).toEqual(['a', 1, '1']);
  });

  test('who ended or was paused within a commit keeps nobody from leading: it is given up', async () => {
    const { commit: paused } = await heldWithinCommit('commitTransaction');
    const lease = await other!.leases.acquire('p', 'two', 200);
    expect(lease).toMatchObject({ name: 'p', token: 2 });
    await other!.under(lease!).commit(one('b', '1'));
    server.faults.letGo();
    await expect(paused).rejects.toThrow(LeaseLost);
    expect(await committed()).toEqual(['b', 1, '1']);
  });

  test('a commit that takes longer than the lease is not given up, as long as that is renewed', async () => {
    const lease = (await store!.leases.acquire('p', 'one', HOUR))!;
    server.faults.next('commitTransaction', 'held');
    const commit = store!.under(lease).commit(one('a', '1'));
    await server.faults.somethingHeld();
    expect(await store!.leases.renew(lease, 3 * HOUR)).toBe(true);
    server.passTime(2 * HOUR);
    expect(await other!.leases.acquire('p', 'two', 200)).toBeUndefined();
    server.faults.letGo();
    await commit;
    expect(await committed()).toEqual(['a', 1, '1']);
  });

  test('where that cannot be, who asks is told soon, and has what else there is', async () => {
    const old = store!.under((await store!.leases.acquire('p', 'one', 1))!);
    await old.commit(one('a', '1'));
    const client = new MongoClient(server.url);
    await client.db('read').collection('leases').updateOne({}, { $set: { sessions: [] } });
    await client.close();
    server.passTime(HOUR);
    server.faults.next('commitTransaction', 'held');
    const late = old.commit(one('b', '2'));
    await server.faults.somethingHeld();
    expect(await other!.leases.acquire('p', 'two', 200)).toBeUndefined();
    expect(await other!.leases.acquire('p', 'two', 200)).toBeUndefined();
    expect(await other!.leases.acquire('q', 'two', 200)).toMatchObject({ name: 'q' });
    server.faults.letGo();
    await late;
    const after = { token: 1, endedAt: expect.any(Number) as number }; // not those that nobody led under
    const taken = (await other!.leases.acquire('p', 'two', HOUR))!;
    expect(taken).toEqual({ name: 'p', token: 4, after });
    await other!.leases.release(taken);
    expect(await store!.leases.acquire('p', 'one', HOUR)).toEqual({ name: 'p', token: 5 });
  });

  test('what may have been committed is decided before anything is read', async () => {
    const impatient = await open(300);
    const bound = impatient.under((await impatient.leases.acquire('p', 'one', HOUR))!);
    server.faults.next('commitTransaction', 'held');
    const commit = bound.commit(one('a', '1'));
    await server.faults.somethingHeld();
    await server.cutOff();
    await expect(commit).rejects.toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: true });
    await expect(bound.checkpoint('c')).rejects.toThrow(StoreUnavailable); // and it is not forgotten by that
    await server.start();
    expect(await untilThere(() => bound.checkpoint('c'))).toBe('');
    server.faults.letGo();
    await bound.commit(one('b', '2'));
    expect(await committed()).toEqual(['b', 1, '2']);
    await impatient.close();
  });

  test('what was committed is read after a failure, though another primary has to learn of it', async () => {
    const impatient = await open(300);
    const bound = impatient.under((await impatient.leases.acquire('p', 'one', HOUR))!);
    const before = server.storage.now;
    await bound.commit(one('a', '1'));
    await server.cutOff();
    await expect(bound.checkpoint('c')).rejects.toThrow(StoreUnavailable);
    server.storage.majorityAt = before;
    await server.start();
    expect(await store!.checkpoint('c')).toBe('');
    expect(await untilThere(() => bound.checkpoint('c'))).toBe('1');
    await impatient.close();
  });

  test('closing it closes nothing', async () => {
    const bound = store!.under((await store!.leases.acquire('p', 'one', HOUR))!);
    await bound.close();
    await store!.commit(one('a', '1'));
  });
});

test('read models that are closed say so', async () => {
  await store!.close();
  await expect(store!.checkpoint('c')).rejects.toThrow(StoreUnavailable);
});
