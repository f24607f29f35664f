import { MongoClient } from 'mongodb';
import { KurrentDbTestServer } from './kurrentdb-server/kurrentdb-test-server.js';
import { databasesIn } from './mongodb-server/mongo-settings.js';
import { MongoDbTestServer } from './mongodb-server/mongodb-test-server.js';
import { canBeRelayed, relayTo, throughRelay } from './relayed.js';

/**
 * A server that can be away: the real one that a variable names, behind a relay that is closed and opened, or
 * a test server that ends and starts again.
 */
export interface LeavingServer<Own> {
  readonly url: string;
  /** What else a test server does on command; no real one does. */
  readonly own: Own | undefined;
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  /** Breaks every connection; whoever comes again gets through. */
  cut(): void;
  dispose(): Promise<void>;
}

interface TestServer { readonly url: string; start(): Promise<void>; stop(): Promise<void> }

const realUrl = (variable: string): string | undefined => {
  const url = process.env[variable];
  return url !== undefined && canBeRelayed(url) ? url : undefined;
};

/** For the names of suites, and of what is left out of them. */
const whereOf = (variable: string): 'a real server' | 'the test server' =>
  (realUrl(variable) === undefined ? 'the test server' : 'a real server');
export const kurrentDbThatLeaves = whereOf('KURRENTDB_URL');
export const mongoDbThatLeaves = whereOf('MONGODB_URL');

export const leavingKurrentDb = (): Promise<LeavingServer<KurrentDbTestServer>> =>
  leaving('KURRENTDB_URL', () => KurrentDbTestServer.start(), (own) => {
    own.cutSubscriptions();
    own.dropConnections();
  });

export const leavingMongoDb = (): Promise<LeavingServer<MongoDbTestServer>> =>
  leaving('MONGODB_URL', () => MongoDbTestServer.start(), (own) => { own.dropConnections(); });

const leaving = async <Own extends TestServer>(
  variable: string, start: () => Promise<Own>, cut: (own: Own) => void,
): Promise<LeavingServer<Own>> => {
  const real = realUrl(variable);
  if (real === undefined) {
    const own = await start();
    return {
      url: own.url, own, leave: () => own.stop(), comeBack: () => own.start(), cut: () => cut(own),
      dispose: () => own.stop(),
    };
  }
  const relay = await relayTo(real);
  return {
    url: throughRelay(real, relay), own: undefined, leave: () => relay.close(), comeBack: () => relay.open(),
    cut: () => relay.cut(), dispose: () => relay.close(),
  };
};

/** Leaves nothing of a test on a real MongoDB. */
export const dropDatabases = async (settings: Readonly<Record<string, string>>): Promise<void> => {
  const url = process.env['MONGODB_URL'];
  if (url === undefined) return;
  const client = new MongoClient(url, { writeConcern: { w: 'majority' } });
  for (const database of databasesIn(settings)) await client.db(database).dropDatabase();
  await client.close();
};
