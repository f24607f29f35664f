import { readdirSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { aLedgerName } from '../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import {
  type MongoUnderTest, mongoUnderTest, mongoWhere,
} from '../../../test/support/mongodb-server/mongo-under-test.js';
import { recordAttempt } from '../../../test/support/recorded-attempt.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { under } from '../../../test/support/test-ledger.js';
import { testNumbers } from '../../../test/support/test-numbers.js';
import { ErasePerson, ErasePersonHandler } from '../../application/erasure/erase-person.js';
import { openEmbedded } from '../embedded.js';
import { copyHouse, type House } from './copy-house.js';

// Moving house with a vault that is in MongoDB on one side.

const folders = temporaryFolder();
const NUMBERS = testNumbers(2010).slice(0, 4) as [string, string, string, string];
const [ERASED, SURVIVOR, JOINED] = NUMBERS;
const wrappingKey = new Uint8Array(32).fill(7);
const home: House = { dataFolder: folders.file('home'), wrappingKey };
let kurrentDb: KurrentDbTestServer;
let mongo: MongoUnderTest;
let folderCount = 0;

const aFolder = (): string => folders.file(`house-${folderCount += 1}`);
const aPlace = () => ({ engine: 'mongodb' as const, url: mongo.url, database: mongo.newDatabase() });
const aSharedHouse = () => ({
  dataFolder: aFolder(), wrappingKey, vaultIn: { ...aPlace(), fences: aPlace() }, founds: true,
  ledgerIn: { engine: 'kurrentdb', url: kurrentDb.url, ledger: aLedgerName(), driver: 'eventstore' } as const,
});

beforeAll(async () => {
  [kurrentDb, mongo] = [await KurrentDbTestServer.start(), await mongoUnderTest()];
  const liggare = await openEmbedded({ ...home, ledgerIn: undefined, vaultIn: undefined });
  const { ledger, vault, close } = liggare;
  for (const number of NUMBERS) await recordAttempt(ledger, number, number);
  const [erased, survivor, joined] = await Promise.all(
    [ERASED, SURVIVOR, JOINED].map((number) => vault.claim(number)));
  await vault.join(survivor!, joined!);
  await new ErasePersonHandler(ledger).execute(
    new ErasePerson(erased!, 'everything', 'D-1', under('erase')));
  await close();
});

afterAll(async () => {
  await mongo.dispose();
  await kurrentDb.stop();
  folders.dispose();
});

/** What whoever enters a house finds of its persons. */
const found = async (house: House): Promise<object> => {
  const { ledgerIn, vaultIn } = house as ReturnType<typeof aSharedHouse>;
  const { dataFolder } = house;
  const liggare = await openEmbedded({ dataFolder, wrappingKey, ledgerIn, vaultIn });
  const { vault, fences } = liggare.ledger;
  const persons = await Promise.all(NUMBERS.map((number) => vault.findPerson(number)));
  const known = persons.filter((one) => one !== undefined);
  const canonical = await Promise.all(known.map((one) => vault.canonicalPerson(one)));
  const keys = (await vault.keysOf(known)).map(({ stream, key, state }) => [stream, state, String(key)]);
  const { findings } = await liggare.verify();
  const erased = (await fences.all()).map(({ stream, decision, isDone }) => [stream, decision, isDone]);
  await liggare.close();
  return { persons, canonical, keys: keys.sort(), findings, erased };
};

test(`a vault moves into MongoDB and back, and is the same to whoever enters (${mongoWhere})`, async () => {
  const [there, back] = [aSharedHouse(), { dataFolder: aFolder(), wrappingKey }];
  await copyHouse(home, there);
  await copyHouse(there, back);
  expect(readdirSync(back.dataFolder).filter((name) => name.includes('.new'))).toEqual([]);
  const original = await found(home);
  expect(await found(back)).toEqual(original);
  expect(await found(there)).toEqual(original);
  const [one, other, another] = NUMBERS.slice(1).map(() => expect.any(String) as string);
  expect(original).toMatchObject({ findings: [], persons: [undefined, one, other, another] });
});

test('a copy that was broken off is refused at every start, and is taken up again', async () => {
  const there = aSharedHouse();
  const broken = copyHouse(home, there, { onCopied: () => { throw new Error('broken off'); } });
  await expect(broken).rejects.toThrow('broken off');
  await expect(found(there)).rejects.toThrow('a copy that was not finished. Run liggare copy again');
  const client = new MongoClient(mongo.url);
  const vault = client.db(there.vaultIn.database);
  const { added } = await copyHouse(home, there);
  expect(added).toBeGreaterThan(0);
  // As it is left between its rows and its last note.
  await vault.collection<{ _id: string }>('liggare').deleteOne({ _id: 'ledger' });
  await vault.collection('streams').deleteMany({ category: 'kaa' });
  await expect(found(there)).rejects.toThrow('a copy that was not finished');
  expect(await copyHouse(home, there)).toMatchObject({ added: 0 });
  await client.close();
  expect(await found(there)).toEqual(await found(home));
});

test('refused are another key, a vault that was served since, and one of another ledger', async () => {
  const there = aSharedHouse();
  const otherKey = { ...home, wrappingKey: new Uint8Array(32).fill(8) };
  await expect(copyHouse(otherKey, there)).rejects.toThrow('is not the one that this vault was made with');
  await copyHouse(home, there);
  expect(await copyHouse(home, there)).toMatchObject({ added: 0 });
  const { vault, close } = await openEmbedded(there);
  await vault.claim(testNumbers(2011)[0]!);
  await close();
  await expect(copyHouse(home, { ...there, dataFolder: aFolder() })).rejects.toThrow('has been served since');
  const other = aSharedHouse();
  await expect(copyHouse(home, { ...other, vaultIn: there.vaultIn }))
    .rejects.toThrow('holds the vault of another ledger');
  await copyHouse(home, other);
  await expect(copyHouse(home, { ...other, dataFolder: aFolder(), vaultIn: there.vaultIn }))
    .rejects.toThrow('is the one of another ledger');
});
