import { randomBytes } from 'node:crypto';
import {
  connectionStringFor,
} from '../../../src/infrastructure/event-store/kurrentdb/connection-string.js';
import { type DriverName, openDriver } from '../../../src/infrastructure/event-store/kurrentdb/driver.js';
import {
  openKurrentDbEventStore,
} from '../../../src/infrastructure/event-store/kurrentdb/kurrentdb-event-store.js';
import { type SideBySide, sideBySide, type Ways } from './cost.js';
import { KurrentDbWays } from './kurrentdb-ways.js';

/** The program that measures appends, reading and following, through the adapter and the driver by itself. */
export interface KurrentDbOrders {
  readonly url: string;
  readonly driver: DriverName;
  readonly seed: number;
  /** Events of each round. */
  readonly events: number;
  readonly rounds: number;
}

const { url, driver: name, seed, events, rounds } = JSON.parse(process.argv[2]!) as KurrentDbOrders;

const ledger = `test_${randomBytes(8).toString('hex')}`;
const driver = await openDriver(name, connectionStringFor(name, url));
const openStore = (called: string) => openKurrentDbEventStore({ url, ledger: called, driver: name });
const [written, read] = [await openStore(ledger), await openStore(`${ledger}_read`)];
const ways = new KurrentDbWays(driver, { seed, events, ledger: `${ledger}_read`, written, read });
await ways.fill();

const measured: SideBySide[] = [];
const each: readonly Ways[] = [
  ways.singles(), ways.batches(), ways.pages(), ways.streams(), ways.following(),
];
for (const one of each) measured.push(await sideBySide(one, rounds));
await Promise.all([driver.dispose(), written.close(), read.close()]);
process.stdout.write(JSON.stringify(measured));
