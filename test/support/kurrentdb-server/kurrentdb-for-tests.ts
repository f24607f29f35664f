import { randomBytes } from 'node:crypto';
import { type DriverName, drivers } from '../../../src/infrastructure/event-store/kurrentdb/driver.js';
import { KurrentDbTestServer } from './kurrentdb-test-server.js';

/** A KurrentDB to test against: the real one that KURRENTDB_URL names, else the test server. */
export interface KurrentDbForTests {
  /** For the names of suites. */
  readonly where: 'a real server' | 'the test server';
  readonly url: string;
  /** Settings of a Liggare whose ledger is there, under a name of its own. */
  settings(driver?: DriverName): Record<string, string>;
  stop(): Promise<void>;
}

const realUrl = process.env.KURRENTDB_URL;
export const where = realUrl === undefined ? 'the test server' : 'a real server';

/**
 * Through which clients the contract is held, and bad days and the whole program are tried: all of them
 * against a real server and where EVERY_CLIENT is set (`npm run faults` sets it), else the usual one.
 */
export const clientsTried: readonly DriverName[] =
  realUrl !== undefined || process.env.EVERY_CLIENT !== undefined ? drivers : ['eventstore'];

/** A name that no other test uses. */
export const aLedgerName = (): string => `test_${randomBytes(8).toString('hex')}`;

export const kurrentDbSettings = (
  url: string, driver: DriverName = 'eventstore',
): Record<string, string> => ({
  LIGGARE_EVENT_STORE: 'kurrentdb', LIGGARE_KURRENTDB_URL: url, LIGGARE_KURRENTDB_LEDGER: aLedgerName(),
  LIGGARE_KURRENTDB_CLIENT: driver,
});

export const kurrentDbForTests = async (): Promise<KurrentDbForTests> => {
  const server = realUrl === undefined ? await KurrentDbTestServer.start() : undefined;
  const url = realUrl ?? server!.url;
  return {
    where, url, settings: (driver) => kurrentDbSettings(url, driver),
    stop: async () => { await server?.stop(); },
  };
};
