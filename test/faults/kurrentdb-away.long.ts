import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../../src/api/server.js';
import { connectionStringFor } from '../../src/infrastructure/event-store/kurrentdb/connection-string.js';
import { openDriver } from '../../src/infrastructure/event-store/kurrentdb/driver.js';
import { kurrentDbSettings } from '../support/kurrentdb-server/kurrentdb-for-tests.js';
import type { KurrentDbTestServer } from '../support/kurrentdb-server/kurrentdb-test-server.js';
import { type RunningServer, runServer } from '../support/running-server.js';
import { serveProcess } from '../support/served-process.js';
import {
  kurrentDbThatLeaves as where, type LeavingServer, leavingKurrentDb,
} from '../support/servers-that-leave.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { testWhere } from '../support/test-where.js';
import { units } from '../support/worked-example.js';

// Bad days of a Liggare whose ledger is in KurrentDB: a real one where KURRENTDB_URL names it, behind a relay
// that is closed, else the test server.

const folder = temporaryFolder();
let kurrentDb: LeavingServer<KurrentDbTestServer>;
let folders = 0;

beforeEach(async () => { kurrentDb = await leavingKurrentDb(); });
afterEach(() => kurrentDb.dispose());
afterAll(() => folder.dispose());

interface Told { status: string; missing: string[]; type: string }

const ask = async (url: string, path: string, method = 'GET'): Promise<[number, Told]> => {
  const answer = await fetch(new URL(path, url), { method });
  return [answer.status, await answer.json() as Told];
};

/** Asks until it answers that it is ready. */
const ready = async (url: string): Promise<void> => {
  while ((await fetch(new URL('/health/ready', url)).catch(() => undefined))?.status !== 200);
};

/** Longer than what fails is tried again for without a word. */
const AWAY_MS = 2_500;
const LONG_MS = 240_000;
const AWAY = 'urn:liggare:problem:store-unavailable';

describe(`KurrentDB (${where}) is away at the start`, () => {
  test('it is waited for, which is said where the API will be, and then served', async () => {
    await kurrentDb.leave();
    const served = await serveProcess(folder.file('waiting'), kurrentDbSettings(kurrentDb.url));
    expect(served.said()).toContain('not ready: the ledger does not answer; KurrentDB must be up, where '
      + 'LIGGARE_KURRENTDB_URL says, and speak TLS unless that has tls=false');
    expect(await ask(served.url, '/health/live')).toEqual([200, { status: 'live' }]);
    expect(await ask(served.url, '/health/ready')).toMatchObject([503, { missing: ['ledger'] }]);
    expect(await ask(served.url, '/v1/deliveries/elin', 'POST')).toMatchObject([503, { type: AWAY }]);
    await kurrentDb.comeBack();
    await ready(served.url);
    expect(served.said()).not.toContain(kurrentDb.url);
    await served.stop();
  });

  test('told to stop meanwhile, it stops', async () => {
    await kurrentDb.leave();
    const { child } = await serveProcess(folder.file('stopped'), kurrentDbSettings(kurrentDb.url));
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});

/** It leaves at the n-th read from now on, and comes back after a while; `over` tells whether it did. */
const leaveAtRead = (own: KurrentDbTestServer, n: number) => {
  const since = own.faults.reads;
  let reads = since;
  let [isOver, returned] = [false, undefined as Promise<void> | undefined];
  Object.defineProperty(own.faults, 'reads', {
    configurable: true, get: () => reads,
    set: (now: number) => {
      reads = now;
      if (isOver || now < since + n) return;
      isOver = true;
      returned = own.stop().then(() => sleep(AWAY_MS)).then(() => own.start());
    },
  });
  return {
    over: async (): Promise<boolean> => {
      isOver = true;
      await returned;
      return returned !== undefined;
    },
  };
};

testWhere(where === 'the test server')(
  'KurrentDB leaves at whichever read of a start: it is waited for, and then served', async () => {
    for (let [n, hasLeft] = [1, true]; hasLeft; n += 1) {
      const leaving = leaveAtRead(kurrentDb.own!, n);
      const server = await runServer(kurrentDbSettings(kurrentDb.url));
      hasLeft = await leaving.over();
      await ready(server.url);
      await server.stop();
    }
  }, LONG_MS);

describe(`KurrentDB (${where}) is away later`, () => {
  let server: RunningServer;

  beforeEach(async () => { server = await runServer(kurrentDbSettings(kurrentDb.url)); });
  afterEach(() => server.stop());

  test('commands are told so and lose nothing, queries go on and say since when', async () => {
    const administrator = await server.as('administrator', 'region');
    const { body } = await administrator.deliver<{ position: string }>('school-units', units, 'text/csv');
    await administrator.get(`/v1/caseload?atLeast=${body.position}`);
    const person = { identityNumber: '200901022392', validOn: '2025-08-18' };
    const register = () => administrator.post<Told & { repeated: boolean }>(
      '/v1/persons', person, { 'idempotency-key': 'one' });
    await kurrentDb.leave();

    expect(await register()).toMatchObject({ status: 503, body: { type: AWAY } });
    expect(await ask(server.url, '/health/ready')).toMatchObject([503, { missing: ['ledger'] }]);
    expect((await administrator.get('/metrics')).text).toContain('liggare_ledger_answers 0');
    const { status, headers } = await administrator.get('/v1/caseload');
    expect([status, Date.parse(headers.get('liggare-stale-since')!) > 0]).toEqual([200, true]);

    await kurrentDb.comeBack();
    expect(await register()).toMatchObject({ status: 201, body: { repeated: false } });
    expect(await register()).toMatchObject({ status: 200, body: { repeated: true } });
    await ready(server.url);
    while ((await administrator.get('/v1/caseload')).headers.has('liggare-stale-since'));
  });
});

describe(`refused at the start, with what to do, is (${where})`, () => {
  const refusal = async (settings: Record<string, string>, data = folder.file(`data-${folders += 1}`)) => {
    const environment = { LIGGARE_DATA: data, LIGGARE_PORT: '0', LIGGARE_LOG_LEVEL: 'silent', ...settings };
    return startServer(environment).then((server) => server.close().then(() => 'nothing'), String);
  };

  testWhere(where === 'the test server')('whoever comes with wrong credentials', async () => {
    kurrentDb.own!.faults.everything = 'access-denied';
    expect(await refusal(kurrentDbSettings(kurrentDb.url)))
      .toContain('KurrentDB refuses the credentials, or they may not read $all and write streams');
  });

  test('a ledger that a newer version wrote', async () => {
    const settings = kurrentDbSettings(kurrentDb.url);
    const driver = await openDriver('eventstore', connectionStringFor('eventstore', kurrentDb.url));
    const data = Uint8Array.from(Buffer.from('{"ledger":"1","format":2}'));
    await driver.append(`${settings['LIGGARE_KURRENTDB_LEDGER']}-identity`, -1, [{
      id: '00000000-0000-4000-8000-000000000001', type: 'LedgerFounded', data, metadata: Uint8Array.of(),
      contentType: 'application/octet-stream',
    }], 5_000);
    await driver.dispose();
    expect(await refusal(settings)).toContain('has format 2; this version knows 1. Use the version');
  });

  test('a data folder that belongs to another ledger, here or there', async () => {
    const data = folder.file('one');
    const settings = kurrentDbSettings(kurrentDb.url);
    expect(await refusal(settings, data)).toBe('nothing');
    expect(await refusal(settings, data)).toBe('nothing');
    expect(await refusal(kurrentDbSettings(kurrentDb.url), data)).toContain('The vault (vault.db) belongs to '
      + 'another ledger. Check LIGGARE_KURRENTDB_URL and LIGGARE_KURRENTDB_LEDGER');
    expect(await refusal({}, data))
      .toContain('If the ledger is in KurrentDB, say so with LIGGARE_EVENT_STORE.');
  });

  test('a ledger without its vault', async () => {
    const settings = kurrentDbSettings(kurrentDb.url);
    const server = await runServer(settings);
    await (await server.as('administrator', 'region')).deliver('school-units', units, 'text/csv');
    await server.stop();
    expect(await refusal(settings)).toContain('There is a ledger, but no vault.db beside it. Check');
  });

  test('a data folder with a ledger of its own', async () => {
    const data = folder.file('own');
    expect(await refusal({}, data)).toBe('nothing');
    expect(await refusal(kurrentDbSettings(kurrentDb.url), data))
      .toContain('There is a ledger.db in the data folder, and LIGGARE_EVENT_STORE says');
  });
});
