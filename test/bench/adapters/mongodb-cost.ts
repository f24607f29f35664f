import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { openMongoReadStore } from '../../../src/infrastructure/read-store/mongodb/mongo-read-store.js';
import { type SideBySide, sideBySide, type Ways } from './cost.js';
import { MongoDbWays, pupils } from './mongodb-ways.js';

/** The program that measures commits and reading, through the adapter and the driver by itself. */
export interface MongoDbOrders {
  readonly url: string;
  /** Documents of each round. */
  readonly documents: number;
  readonly rounds: number;
}

const LONG_MS = 3_600_000;

const { url, documents, rounds } = JSON.parse(process.argv[2]!) as MongoDbOrders;
const database = `liggare-test-${randomBytes(8).toString('hex')}`;
const whole = await openMongoReadStore({ url, database });
await whole.declare([pupils]);
const lease = await whole.leases.acquire('projection/pupils', 'bench', LONG_MS);
const client = new MongoClient(url, {
  readConcern: { level: 'majority' }, writeConcern: { w: 'majority', journal: true },
});
const db = client.db(database);
await db.collection('bare_pupils').createIndex({ f_municipality: 1, f_since: 1, _id: 1 });

const ways = new MongoDbWays({ client, db, documents, store: whole.under(lease!) });
const each: readonly Ways[] = [ways.commits(), ways.byKeys(), ways.pages()];
const measured: SideBySide[] = [];
for (const one of each) measured.push(await sideBySide(one, rounds));
await db.dropDatabase();
await Promise.all([client.close(), whole.close()]);
process.stdout.write(JSON.stringify(measured));
