import { MongoClient, ReadConcern } from 'mongodb';
import { MongoDbTestServer } from '../../../test/support/mongodb-server/mongodb-test-server.js';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import { openMongoReadStore } from '../read-store/mongodb/mongo-read-store.js';
import { SodiumSealer } from '../sealing/sodium-sealer.js';
import { openMongoVault } from '../vault/mongodb/mongo-vault.js';
import { problemOfMongoUrl } from './connection-string.js';
import type { MongoOptions } from './connection.js';
import { DatabaseInfo } from './database-info.js';
import { vaultKind } from './kinds.js';
import { MongoDbUnusable } from './mongodb-unusable.js';

// What a server, or what is found in it, can be at start; always on the test server.

const sealer = new SodiumSealer();
const wrappingKey = sealer.newKey();

let server: MongoDbTestServer;
let client: MongoClient;
const opened: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  server = await MongoDbTestServer.start();
  client = new MongoClient(server.url);
});
afterEach(async () => {
  await Promise.all([client, ...opened.splice(0)].map((one) => one.close()));
  await server.stop();
});

const kept = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
  const one = await opening;
  opened.push(one);
  return one;
};
const openVault = (options: Partial<MongoOptions> & { wrappingKey?: Uint8Array } = {}) =>
  kept(openMongoVault({
    url: server.url, database: 'one', sealer, wrappingKey, deadlineMs: 2_000, ...options,
  }));
const openReadStore = (options: Partial<MongoOptions> = {}) =>
  kept(openMongoReadStore({ url: server.url, database: 'one', deadlineMs: 2_000, ...options }));

describe.each<[string, typeof openVault | typeof openReadStore, string]>([
  ['a vault', openVault, 'LIGGARE_MONGODB_VAULT_URL'], ['read models', openReadStore, 'LIGGARE_MONGODB_URL'],
])('%s in MongoDB', (_, open, addressIn) => {
  test('waits for a server that is not there at start, and says so', async () => {
    await server.stop();
    const started: Promise<void>[] = [];
    const onAway = (): void => { if (started.length === 0) started.push(server.start()); };
    await open({ onAway, deadlineMs: 500 });
    expect(started).toHaveLength(1);
  });

  test('says so long before its patience is over', async () => {
    await server.stop();
    const started: Promise<void>[] = [];
    await open({ onAway: () => { started.push(server.start()); }, deadlineMs: 600_000 });
    expect(started).toHaveLength(1);
  });

  test('does not wait for ever if it is told not to', async () => {
    await server.stop();
    const waiting = new AbortController();
    const opening = open({ onAway: () => waiting.abort(), signal: waiting.signal, deadlineMs: 100 });
    await expect(opening).rejects.toThrow(StoreUnavailable);
  });

  test('says at once that the credentials are refused, without them', async () => {
    const url = server.url.replace('mongodb://', 'mongodb://liggare:hemligt@');
    const refused = await open({ url }).then(() => new Error('not refused'), (error: Error) => error);
    expect(refused.name).toBe('StoreUnavailable');
    expect(refused.message).toContain('MongoDB refuses the credentials');
    expect(refused.message).toContain(`Check user, password and authSource in ${addressIn}`);
    expect(JSON.stringify([refused.message, refused.stack, refused.cause])).not.toContain('hemligt');
  });

  test('says that the user may not use the database', async () => {
    server.faults.isUnauthorized = true;
    await expect(open()).rejects.toThrow('or they may not read and write the database one. Check');
  });

  test('refuses a server that has no transactions', async () => {
    server.faults.isStandalone = true;
    const url = server.url.replace('replicaSet=test', 'directConnection=true');
    await expect(open({ url })).rejects.toThrow('Start it as a replica set');
  });

  test('refuses a server that cannot be read as of one moment', async () => {
    server.faults.isOld = true;
    await expect(open()).rejects.toThrow('Use version 5.0 or a later one');
  });

  test('refuses a database that holds something else', async () => {
    await client.db('one').collection('orders').insertOne({ paid: true });
    await expect(open()).rejects.toThrow(MongoDbUnusable);
    await expect(open()).rejects.toThrow('The database one in MongoDB holds something');
  });

  test('refuses what a later version has written', async () => {
    await (await open()).close();
    await client.db('one').collection<{ _id: string }>('liggare')
      .updateOne({ _id: 'format' }, { $set: { value: 2 } });
    await expect(open()).rejects.toThrow('has format 2; this version of the program knows 1');
  });

  test('is opened by many at once, and made once', async () => {
    await Promise.all([open(), open(), open()]);
    expect(await client.db('one').collection('liggare').countDocuments({ _id: 'kind' as never })).toBe(1);
    expect(server.faults.weakWrites).toBe(0);
  });
});

test('what others have just noted is known before a majority has it', async () => {
  const db = client.db('one', { readConcern: new ReadConcern('majority'), writeConcern: { w: 'majority' } });
  server.storage.majorityAt = server.storage.now;
  const first = await DatabaseInfo.open(db, vaultKind);
  server.storage.majorityAt = 1;
  const second = await DatabaseInfo.open(db, vaultKind);
  expect(await first.noted('ledger', () => 'a')).toBe('a');
  server.storage.majorityAt = 1;
  expect(await second.noted('ledger', () => 'b')).toBe('a');
});

test('a database whose name could be anything is refused', async () => {
  await expect(openVault({ database: 'a.b' })).rejects.toThrow('cannot name a database');
});

test('read models are not opened as a vault, nor a vault as read models', async () => {
  await openVault();
  await expect(openReadStore()).rejects.toThrow('is for vault, and not for the read models');
  await openReadStore({ database: 'two' });
  await expect(openVault({ database: 'two' })).rejects.toThrow('is for read models, and not for the vault');
});

test('a vault is of no use with another wrapping key, and says so', async () => {
  await openVault();
  const another = openVault({ wrappingKey: sealer.newKey() });
  await expect(another).rejects.toThrow('The wrapping key is not the one');
});

test.each<[string, object, object]>([
  ['of another order', { case: 1, category: 1, person: 1 }, { name: 'subject', unique: true }],
  ['that lets two in', { person: 1, category: 1, case: 1 }, { name: 'subject' }],
  ['of another name', { person: 1, category: 1, case: 1 }, { name: 'mine', unique: true }],
])('an index %s than the program needs is told, with what to do', async (_, key, options) => {
  await openVault();
  const streams = client.db('one').collection('streams');
  await streams.dropIndex('subject');
  await streams.createIndex(key as never, options);
  await expect(openVault()).rejects.toThrow(
    'The index subject of one.streams in MongoDB is not the one that is needed, on person, category, case.');
});

test('a vault belongs to one ledger, and an empty one to none that holds something', async () => {
  const vault = await openVault();
  await expect(vault.mustBelongTo({ id: 'a', isEmpty: false })).rejects.toThrow('is an empty vault');
  await vault.mustBelongTo({ id: 'a', isEmpty: true });
  await vault.mustBelongTo({ id: 'a', isEmpty: false });
  await expect(vault.mustBelongTo({ id: 'b', isEmpty: true })).rejects.toThrow('the vault of another ledger');
});

test('read models belong to one ledger, and know no more than it', async () => {
  const store = await openReadStore();
  const upTo = (id: string, position: string) => store.mustBelongTo({ id, head: async () => position });
  await upTo('a', '');
  await expect(upTo('b', '')).rejects.toThrow('read models of another ledger');
  await store.commit({ puts: [], deletes: [], sums: [], checkpoints: { c: '0007', d: '0003' } });
  await upTo('a', '0007');
  await expect(upTo('a', '0006')).rejects.toThrow('knows more than the ledger');
});

test('read models that grow while they are looked at are not taken for another ledger\'s', async () => {
  const store = await openReadStore();
  const reaches = (position: string) =>
    store.commit({ puts: [], deletes: [], sums: [], checkpoints: { c: position } });
  await reaches('0007');
  const head = async (): Promise<string> => {
    await reaches('0009');
    return '0008';
  };
  await store.mustBelongTo({ id: 'a', head });
});

test('an address is one that the driver takes, and loosens nothing', () => {
  const fine = [
    'mongodb://u:p@one,two:27018/?replicaSet=r&tls=true', 'mongodb+srv://one.example', 'mongodb://one',
    'mongodb://u:100%25@one', 'mongodb://u:%C3%A5@one', 'mongodb://[::1]:27017',
  ];
  expect(fine.filter((url) => problemOfMongoUrl(url) !== undefined)).toEqual([]);
  const wrong = [
    'http://one', 'mongodb://one/vault', 'mongodb://one/?w=1', 'mongodb://one/?retryWrites=false',
    'mongodb://', 'mongodb://u:100%@one', 'mongodb://u:%E5@one',
    'mongodb://one:?tls=true', 'mongodb://one,', 'mongodb://one:twice',
  ];
  expect(wrong.filter((url) => problemOfMongoUrl(url) === undefined)).toEqual([]);
});
