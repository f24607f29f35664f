import { readFileSync } from 'node:fs';
import { simulate } from '../../src/infrastructure/simulation/simulate.js';
import { kurrentDbSettings } from '../support/kurrentdb-server/kurrentdb-for-tests.js';
import type { KurrentDbTestServer } from '../support/kurrentdb-server/kurrentdb-test-server.js';
import { mongoSettings } from '../support/mongodb-server/mongo-settings.js';
import type { MongoDbTestServer } from '../support/mongodb-server/mongodb-test-server.js';
import { type Client, type RunningServer, runServer } from '../support/running-server.js';
import {
  dropDatabases, kurrentDbThatLeaves, type LeavingServer, leavingKurrentDb, leavingMongoDb, mongoDbThatLeaves,
} from '../support/servers-that-leave.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// Read models made anew over and over, from a ledger in KurrentDB that is written to and cut off meanwhile.

const LONG_MS = 900_000;
const REBUILDS = 4;

const folder = temporaryFolder();
let kurrentDb: LeavingServer<KurrentDbTestServer>;
let mongoDb: LeavingServer<MongoDbTestServer>;
let region: { readonly kind: string; readonly bytes: Uint8Array; readonly type: string }[];

beforeAll(async () => {
  [kurrentDb, mongoDb] = [await leavingKurrentDb(), await leavingMongoDb()];
  const path = folder.file('region');
  const { files } = await simulate({ folder: path, pupils: 400, seed: 7, schoolYear: '2025/2026' });
  region = files.filter(({ kind }) => kind !== 'truth').map(({ kind, name }) => ({
    kind, bytes: readFileSync(`${path}/${name}`),
    type: typeOf(name),
  }));
}, LONG_MS);

afterAll(async () => {
  await Promise.all([kurrentDb.dispose(), mongoDb.dispose()]);
  folder.dispose();
}, LONG_MS);

const typeOf = (name: string): string =>
  ({ csv: 'text/csv', json: 'application/json' })[name.split('.').at(-1)!] ?? 'application/x-ndjson';

type Report = Readonly<Record<'equal' | 'missing' | 'extra' | 'different', number>>;

/** Sends a file until it was taken in whole: what comes twice is known already. */
const insist = async (
  administrator: Client, { kind, bytes, type }: (typeof region)[number],
): Promise<void> => {
  for (let state = ''; state !== 'completed';) {
    const { status, body } = await administrator.deliver<{ state?: string }>(kind, bytes, type);
    if (status >= 300 && status !== 503) throw new Error(`${kind} is answered ${status}`);
    state = body.state ?? '';
  }
};

const rebuilt = async (administrator: Client): Promise<Report[]> => {
  const { status, body } = await administrator.post<{ reports: Report[] }>(
    '/v1/projections/rebuild', { projections: [] });
  expect(status).toBe(200);
  return body.reports;
};

const readModels = [['in a data folder', false], [`in MongoDB (${mongoDbThatLeaves})`, true]] as const;

test.each(readModels)(
  `read models %s are the same each time, and lack nothing (KurrentDB: ${kurrentDbThatLeaves})`,
  async (_, isShared) => {
    const settings = {
      ...kurrentDbSettings(kurrentDb.url), ...(isShared && mongoSettings(mongoDb.url)),
      LIGGARE_KAA_REGISTER: 'computed',
    };
    const server: RunningServer = await runServer(settings);
    const administrator = await server.as('administrator', 'region');
    const writing = (async () => { for (const file of region) await insist(administrator, file); })();
    for (let round = 0; round < REBUILDS; round += 1) {
      const reports = rebuilt(administrator);
      kurrentDb.cut();
      expect((await reports).map(({ missing, extra, different }) => [missing, extra, different]))
        .toEqual((await reports).map(() => [0, 0, 0]));
    }
    await writing;
    const last = await rebuilt(administrator);
    expect(last.map(({ missing, extra, different }) => [missing, extra, different]))
      .toEqual(last.map(() => [0, 0, 0]));
    expect(Math.max(...last.map(({ equal }) => equal))).toBeGreaterThan(300);
    await server.stop();
    await dropDatabases(settings);
  }, LONG_MS);
