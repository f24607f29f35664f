import { leasesContract, type LeasesFixture } from '../../../../test/contract/leases.contract.js';
import { readStoreContract, type ReadStoreFixture } from '../../../../test/contract/read-store.contract.js';
import { mongoUnderTest } from '../../../../test/support/mongodb-server/mongo-under-test.js';
import { openMongoReadStore } from './mongo-read-store.js';

const mongo = await mongoUnderTest();
afterAll(() => mongo.dispose());

readStoreContract(`MongoDB (${mongo.where})`, async (): Promise<ReadStoreFixture> => {
  const database = mongo.newDatabase();
  let store = await openMongoReadStore({ url: mongo.url, database });
  return {
    store,
    reopen: async () => {
      await store.close();
      return store = await openMongoReadStore({ url: mongo.url, database });
    },
    dispose: async () => {
      await store.close();
      await mongo.drop(database);
    },
  };
});

leasesContract(`MongoDB (${mongo.where})`, async (): Promise<LeasesFixture> => {
  const database = mongo.newDatabase();
  const open = () => openMongoReadStore({ url: mongo.url, database });
  const [store, other] = [await open(), await open()];
  return {
    leases: store.leases, others: other.leases,
    passTime: (ms) => mongo.passTime(ms),
    dispose: async () => {
      await Promise.all([store.close(), other.close()]);
      await mongo.drop(database);
    },
  };
});
