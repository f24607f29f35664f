import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { aLedgerName } from '../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { type MongoUnderTest, mongoUnderTest } from '../../test/support/mongodb-server/mongo-under-test.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { randomIds } from '../infrastructure/random-ids.js';
import { copyHouse } from './copy/copy-house.js';
import { type KurrentDbPlace, openLedgerToRead, openOrFoundLedger } from './ledger-place.js';
import { openStores, type StoresWanted } from './open-stores.js';
import { Opened } from './opened.js';

// A ledger in KurrentDB is founded by whoever uses it first. A name that is misspelt founds none.

const folders = temporaryFolder();
let server: KurrentDbTestServer;
let mongo: MongoUnderTest;

beforeAll(async () => {
  server = await KurrentDbTestServer.start();
  mongo = await mongoUnderTest();
});
afterAll(async () => {
  await Promise.all([server.stop(), mongo.dispose()]);
  folders.dispose();
});

const aPlace = (): KurrentDbPlace =>
  ({ engine: 'kurrentdb', url: server.url, ledger: aLedgerName(), driver: 'eventstore' });

const isFounded = ({ ledger }: KurrentDbPlace): boolean =>
  server.log.records.some(({ stream }) => stream.startsWith(ledger));

const openAndClose = async (wanted: StoresWanted): Promise<void> => {
  const opened = new Opened();
  await openStores(wanted, opened).finally(() => opened.close());
};

type Whole = Required<Pick<StoresWanted, 'vaultIn' | 'readModelsIn'>>;

/** A ledger's vault and fence journal, and its read models, in databases that there are not yet. */
const inMongo = (): Whole => {
  const [vault, fences, readModelsIn] = Array.from({ length: 3 }, () =>
    ({ engine: 'mongodb' as const, url: mongo.url, database: mongo.newDatabase() }));
  return { vaultIn: { ...vault!, fences: fences! }, readModelsIn: readModelsIn! };
};

const dropped = async ({ vaultIn, readModelsIn }: Whole): Promise<void> => {
  for (const { database } of [vaultIn, vaultIn.fences, readModelsIn]) await mongo.drop(database);
};

describe('none is founded beside', () => {
  test.each([
    ['vault', ['vault.db', 'wrapping-key'], 'The vault (vault.db) belongs to another ledger.'],
    ['fence journal', ['fences.db'], 'The fence journal (fences.db) belongs to another ledger.'],
    ['read models', ['read.db'], 'The read models (read.db) belong to another ledger.'],
  ])('a data folder with the %s of another', async (name, files, message) => {
    const [dataFolder, taken] = [folders.file(`${name}-of-another`), folders.file(`${name}-taken`)];
    const [right, wrong] = [aPlace(), aPlace()];
    await openAndClose({ dataFolder, ledgerIn: right });
    expect(isFounded(right)).toBe(true);
    mkdirSync(taken, { mode: 0o700 });
    for (const file of files) copyFileSync(join(dataFolder, file), join(taken, file));
    await expect(openAndClose({ dataFolder: taken, ledgerIn: wrong })).rejects.toThrow(message);
    expect(isFounded(wrong)).toBe(false);
    await openAndClose({ dataFolder, ledgerIn: right });
  });

  test.each<[string, (whole: Whole, other: Whole) => Whole]>([
    ['vault', (whole, { vaultIn }) => ({ ...whole, vaultIn: { ...vaultIn, fences: whole.vaultIn.fences } })],
    ['fence journal', ({ vaultIn, ...whole }, other) =>
      ({ ...whole, vaultIn: { ...vaultIn, fences: other.vaultIn.fences } })],
    ['read models', (whole, { readModelsIn }) => ({ ...whole, readModelsIn })],
  ])('the %s of another in MongoDB, and nothing else is made', async (name, taking) => {
    const [whole, other] = [inMongo(), inMongo()];
    const [right, wrong] = [aPlace(), aPlace()];
    const own = (): Pick<StoresWanted, 'dataFolder' | 'wrappingKey'> =>
      ({ dataFolder: folders.file(`${randomIds.next()}`), wrappingKey: new Uint8Array(32) });
    await openAndClose({ ...own(), ...other, ledgerIn: right });
    const refused = openAndClose({ ...own(), ...taking(whole, other), ledgerIn: wrong });
    await expect(refused).rejects.toThrow(`holds the ${name} of another ledger.`);
    expect(isFounded(wrong)).toBe(false);
    await openAndClose({ ...own(), ...whole, ledgerIn: wrong });
    await openAndClose({ ...own(), ...other, ledgerIn: right });
    await Promise.all([dropped(whole), dropped(other)]);
  });
});

test('of many who come first at once one founds it, and all use that', async () => {
  const place = aPlace();
  const first = () => openOrFoundLedger(place, randomIds, () => undefined);
  const slower = await openOrFoundLedger(place, randomIds, async () => {
    await (await first()).store.close(); // meanwhile, and the vault is told so
    throw new Error('the vault is of another ledger');
  });
  const faster = await first();
  expect(slower.id).toBe(faster.id);
  await Promise.all([slower, faster].map(({ store }) => store.close()));
});

test('neither does whoever follows a ledger found one, nor whoever copies from it', async () => {
  const wrong = aPlace();
  const message = `There is no ledger ${wrong.ledger} in KurrentDB. Check LIGGARE_KURRENTDB_URL and `
    + 'LIGGARE_KURRENTDB_LEDGER.';
  await expect(openLedgerToRead(wrong)).rejects.toThrow(message);
  const from = { dataFolder: folders.file('from'), ledgerIn: wrong };
  await expect(copyHouse(from, { dataFolder: folders.file('to') })).rejects.toThrow(message);
  expect(isFounded(wrong)).toBe(false);
});
