import { MongoClient } from 'mongodb';
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

interface Lease { readonly _id: string; readonly sessions: unknown[] }
interface Token { readonly _id: string; readonly writes: number }

test(`MongoDB (${mongo.where}): what a leader left under way holds nobody up, and is gone`, async () => {
  const database = mongo.newDatabase();
  const store = await openMongoReadStore({ url: mongo.url, database });
  const lease = (await store.leases.acquire('a', 'one', 100))!;
  const leader = await new MongoClient(mongo.url).connect();
  const session = leader.startSession();
  const tokens = leader.db(database).collection<Token>('tokens');
  await leader.db(database).collection<Lease>('leases')
    .updateOne({ _id: 'a' }, { $set: { sessions: [session.id!.id] } });
  session.startTransaction();
  await tokens.updateOne({ _id: 'a' }, { $inc: { writes: 1 } }, { session });
  await mongo.passTime(200);
  expect(await store.leases.acquire('a', 'two', 1_000)).toMatchObject({ token: lease.token + 1 });
  await expect(session.commitTransaction()).rejects.toThrow();
  expect(await tokens.findOne({ _id: 'a' })).toMatchObject({ writes: 0 });
  await leader.close();
  await store.close();
  await mongo.drop(database);
});
