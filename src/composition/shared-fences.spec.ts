import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, MongoClient } from 'mongodb';
import {
  type MongoUnderTest, mongoUnderTest, mongoWhere,
} from '../../test/support/mongodb-server/mongo-under-test.js';
import { recordAttempt } from '../../test/support/recorded-attempt.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { under } from '../../test/support/test-ledger.js';
import { testNumbers } from '../../test/support/test-numbers.js';
import { ErasePerson, ErasePersonHandler } from '../application/erasure/erase-person.js';
import { openEmbedded } from './embedded.js';

// Processes whose vault is in MongoDB, and the fence journal that they have together. The ledger is in a data
// folder, since a copy of it can be put back there.

const [ERASED, KEPT] = testNumbers(2010) as [string, string];
const folders = temporaryFolder();
let mongo: MongoUnderTest;
let client: MongoClient;

beforeAll(async () => {
  mongo = await mongoUnderTest();
  client = new MongoClient(mongo.url, { writeConcern: { w: 'majority' } });
});
afterAll(async () => {
  await client.close();
  await mongo.dispose();
  folders.dispose();
});

/** Everything in a database, by collection. */
const copied = async (database: string): Promise<[string, Document[]][]> => {
  const collections = await client.db(database).listCollections().toArray();
  return Promise.all(collections.map(async ({ name }): Promise<[string, Document[]]> =>
    [name, await client.db(database).collection(name).find().toArray()]));
};

const putBack = async (database: string, copy: readonly [string, Document[]][]): Promise<void> => {
  await client.db(database).dropDatabase();
  for (const [name, documents] of copy) {
    if (documents.length > 0) await client.db(database).collection(name).insertMany(documents);
  }
};

const aFolder = (name: string): string => {
  const folder = folders.file(name);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
};

test(`over older copies a process erases again what another erased (${mongoWhere})`, async () => {
  const [vault, fences] = [mongo.newDatabase(), mongo.newDatabase()];
  const place = (database: string) => ({ engine: 'mongodb' as const, url: mongo.url, database });
  const wrappingKey = new Uint8Array(32).fill(7);
  const open = (dataFolder: string) => openEmbedded({
    dataFolder, wrappingKey, vaultIn: { ...place(vault), fences: place(fences) },
  });
  const [first, second] = [aFolder('first'), aFolder('second')];

  const yesterday = await open(first);
  for (const number of [ERASED, KEPT]) await recordAttempt(yesterday.ledger, number, `of ${number}`);
  await yesterday.close();
  copyFileSync(join(first, 'ledger.db'), join(second, 'ledger.db'));
  const copy = await copied(vault);

  const today = await open(first);
  const person = (await today.vault.findPerson(ERASED))!;
  await new ErasePersonHandler(today.ledger).execute(
    new ErasePerson(person, 'everything', 'KS 2026/17', under('erase')));
  await today.close();

  await putBack(vault, copy);
  const restored = await open(second);
  expect(restored.replayed).toEqual({ erasedAgain: 1, toldByLedger: 0 });
  expect(await restored.vault.findPerson(ERASED)).toBeUndefined();
  expect(await restored.vault.findPerson(KEPT)).toBeDefined();
  await restored.close();

  await client.db(fences).dropDatabase();
  await expect(open(second)).rejects.toThrow('is not the one that the vault was used with');
  await mongo.drop(vault);
  await mongo.drop(fences);
});
