import { createInterface } from 'node:readline';
import { KurrentDbTestServer } from './kurrentdb-server/kurrentdb-test-server.js';
import { MongoDbTestServer } from './mongodb-server/mongodb-test-server.js';

/**
 * The test servers of KurrentDB and MongoDB by themselves, for trying bad days by hand (`npm run
 * test-servers`). They listen on this machine only, keep everything in memory, and do what is typed.
 */
const [kurrentDb, mongoDb] = [await KurrentDbTestServer.start(), await MongoDbTestServer.start()];

interface Leaving { start(): Promise<void>; stop(): Promise<void> }
const away = new Set<Leaving>();

/** Whoever is back already does not come twice. */
const comeBack = async (server: Leaving): Promise<void> => {
  if (away.delete(server)) await server.start();
};
const leave = (server: Leaving): Promise<void> => server.stop().finally(() => away.add(server));

const orders: Readonly<Record<string, () => unknown>> = {
  'kurrentdb away': () => leave(kurrentDb),
  'kurrentdb back': () => comeBack(kurrentDb),
  'kurrentdb cut': () => kurrentDb.dropConnections(),
  'kurrentdb refuse': () => { kurrentDb.faults.everything = 'access-denied'; },
  'kurrentdb admit': () => { kurrentDb.faults.everything = undefined; },
  'mongodb away': () => leave(mongoDb),
  'mongodb back': () => comeBack(mongoDb),
  'mongodb cut': () => mongoDb.dropConnections(),
  'mongodb refuse': () => { mongoDb.faults.isUnauthorized = true; },
  'mongodb admit': () => { mongoDb.faults.isUnauthorized = false; },
};

process.stdout.write(`Test servers, not databases: what is in them is gone when they end.

export KURRENTDB_URL='${kurrentDb.url}'
export MONGODB_URL='${mongoDb.url}'

Type one of: ${Object.keys(orders).join(', ')}. Ctrl-C ends them.
`);

for await (const line of createInterface({ input: process.stdin })) {
  const order = orders[line.trim()];
  await order?.();
  process.stdout.write(order ? `Done: ${line.trim()}\n` : `There is no "${line.trim()}".\n`);
}
