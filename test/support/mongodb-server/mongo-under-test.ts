import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { MongoDbTestServer } from './mongodb-test-server.js';

/** Where the suites of the adapters run. */
export interface MongoUnderTest {
  readonly url: string;
  /** For the names of suites, so that they say which server it was. */
  readonly where: 'a real server' | 'the test server';
  /** A name that nobody has used yet. */
  newDatabase(): string;
  drop(database: string): Promise<void>;
  /** Lets so much time pass by the server's clock. */
  passTime(ms: number): Promise<void>;
  dispose(): Promise<void>;
}

export const mongoWhere = process.env.MONGODB_URL === undefined ? 'the test server' : 'a real server';

/**
 * A real server where MONGODB_URL names one (a database of its own for each test, dropped afterwards), and
 * else a test server.
 */
export const mongoUnderTest = async (): Promise<MongoUnderTest> => {
  const realServer = process.env.MONGODB_URL;
  const testServer = realServer === undefined ? await MongoDbTestServer.start() : undefined;
  const url = realServer ?? testServer!.url;
  const client = new MongoClient(url, { writeConcern: { w: 'majority' } });
  return {
    url,
    where: mongoWhere,
    newDatabase: () => `liggare-test-${randomBytes(8).toString('hex')}`,
    drop: async (database) => { await client.db(database).dropDatabase(); },
    passTime: async (ms) => {
      if (testServer) testServer.passTime(ms);
      else await new Promise((resolve) => { setTimeout(resolve, ms); });
    },
    dispose: async () => {
      await client.close();
      await testServer?.stop();
    },
  };
};
