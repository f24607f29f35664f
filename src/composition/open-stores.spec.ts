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

const vaultInMongo = (): StoresWanted['vaultIn'] => {
  const [vault, fences] = [mongo.newDatabase(), mongo.newDatabase()]
    .map((database) => ({ engine: 'mongodb' as const, url: mongo.url, database }));
  return { ...vault!, fences: fences! };
};

test.each([
  ['in the data folder', undefined, 'The vault (vault.db) belongs to another ledger.'],
  ['in MongoDB', vaultInMongo, 'is the vault of another ledger.'],
])('beside a vault %s that is of another ledger none is founded', async (where, vault, message) => {
  const vaultIn = vault?.();
  const wanted: StoresWanted = {
    dataFolder: folders.file(where), wrappingKey: new Uint8Array(32), ...(vaultIn && { vaultIn }),
  };
  const [right, wrong] = [aPlace(), aPlace()];
  await openAndClose({ ...wanted, ledgerIn: right });
  expect(isFounded(right)).toBe(true);
  await expect(openAndClose({ ...wanted, ledgerIn: wrong })).rejects.toThrow(message);
  expect(isFounded(wrong)).toBe(false);
  await openAndClose({ ...wanted, ledgerIn: right });
  if (vaultIn) for (const { database } of [vaultIn, vaultIn.fences]) await mongo.drop(database);
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
