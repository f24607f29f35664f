import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LocalTokenIssuer, type TokenRequest } from '../../src/api/authentication/local-token-issuer.js';
import { JwtVerifier } from '../../src/api/authentication/token-verifier.js';
import { createApi } from '../../src/api/create-api.js';
import type { ApiDependencies } from '../../src/api/dependencies.js';
import { createLog } from '../../src/api/observability/log.js';
import { PageTokens } from '../../src/api/requests/page-tokens.js';
import { CostExplanations } from '../../src/application/cost/cost-explanations.js';
import { WhatIf } from '../../src/application/cost/what-if.js';
import { ReceiveDelivery } from '../../src/application/intake/receive-delivery.js';
import { RegisterKeeper } from '../../src/application/kaa/keep-register.js';
import type { ReadStore } from '../../src/application/ports/read-store.js';
import { HalfYearReports } from '../../src/application/kaa-report/half-year-reports.js';
import { Ledger } from '../../src/application/ledger/ledger.js';
import { NoticeFeed } from '../../src/application/notices/notice-feed.js';
import { PersonEvents } from '../../src/application/queries/person-events.js';
import { Silence } from '../../src/application/queries/silence.js';
import { Trail } from '../../src/application/queries/trail.js';
import { LineCauses } from '../../src/application/settlement/line-causes.js';
import { LineExplanations } from '../../src/application/settlement/line-explanations.js';
import { Settlements } from '../../src/application/settlement/settlements.js';
import { verifyLedger } from '../../src/application/verification/verify-ledger.js';
import { LiveChargeSource } from '../../src/composition/live-charge-source.js';
import { LiveReportSource } from '../../src/composition/live-report-source.js';
import { LiveRegisterDrift } from '../../src/composition/live-register-drift.js';
import { Reach } from '../../src/composition/reach.js';
import { readModels } from '../../src/composition/read-models.js';
import { municipalityTest, shippedKaaLayout } from '../../src/infrastructure/reference-data.js';
import { sha256 } from '../../src/infrastructure/intake/sha256.js';
import { openSqliteReadStore } from '../../src/infrastructure/read-store/sqlite/sqlite-read-store.js';
import { SodiumSealer } from '../../src/infrastructure/sealing/sodium-sealer.js';
import { LivePostingIndex } from '../../src/projections/audit-trail/posting-index.js';
import { CaseloadQueries } from '../../src/projections/caseload/queries.js';
import { ChargeQueries } from '../../src/projections/charges/queries.js';
import { KaaFigures } from '../../src/projections/kaa/figures.js';
import { DeliveryQueries } from '../../src/projections/deliveries/queries.js';
import { KaaQueries } from '../../src/projections/kaa/queries.js';
import { CostSourceReader } from '../../src/projections/cost-allocation/cost-source-reader.js';
import { CostQueries } from '../../src/projections/cost-allocation/queries.js';
import { ProjectionEngine } from '../../src/projections/engine/engine.js';
import { LiveGenerations } from '../../src/projections/engine/live-generations.js';
import { apiDescription } from './api-description.js';
import { comparingHere } from './comparing-here.js';
import { DocumentedAnswers } from './documented-answers.js';
import { CountingIds } from './counting-ids.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
import { InMemoryFenceJournal } from './in-memory-fence-journal.js';
import { InMemoryVault } from './in-memory-vault.js';
import { ProjectorHere } from './projector-here.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

/** The day it is in tests of the API, until they say otherwise. */
export const NOW = '2026-03-16T08:00:00Z';

const LONGEST_MS = 20_000;

export interface Call {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly token?: string;
  /** Text is sent as it is, everything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface ApiUnderTest {
  readonly app: NestFastifyApplication;
  readonly dependencies: ApiDependencies;
  /** What the read models are in. */
  readonly readStore: ReadStore;
  /** Until the read models have all that is in the ledger. */
  catchUp(): Promise<void>;
  /** Keeps the register once, as the server does all the time. */
  keepRegister(): Promise<void>;
  /** Every line that was logged. */
  readonly logged: readonly string[];
  token(request: Omit<TokenRequest, 'organisation'> & { organisation?: string }): Promise<string>;
  call(path: string, call?: Call): Promise<Answer>;
  /** Moves the clock. */
  at(instant: string): void;
  close(): Promise<void>;
}

let promises: DocumentedAnswers | undefined;

/**
 * The API over a ledger and a vault in memory, with the real read models folded in the same thread. `changed`
 * puts other parts in; the store of the read models is closed with it.
 */
export const openApi = async (
  changed: Partial<ApiDependencies> = {}, openReadStore = sqliteIn,
): Promise<ApiUnderTest> => {
  const folder = temporaryFolder();
  let nowMs = Date.parse(NOW);
  const clock = { now: () => nowMs };
  const [sealer, ids] = [new SodiumSealer(), new CountingIds()];
  const store = new InMemoryEventStore(clock);
  const vault = new InMemoryVault(sealer, ids);
  const readStore = await openReadStore(folder);
  const live = new LiveGenerations(readStore);
  const engine = new ProjectionEngine({
    events: store, vault, sealer, readStore, clock, projections: readModels(),
  });
  await engine.start();
  const reach = new Reach({ events: store, readStore, projections: readModels(), lookEveryMs: 5 });
  const ledger = new Ledger(store, vault, sealer, new InMemoryFenceJournal());
  const isMunicipality = municipalityTest();
  const [persons, kaa] = [new PersonEvents(store, vault, sealer), new KaaQueries(live)];
  const register = new RegisterKeeper({
    ledger, persons, drift: new LiveRegisterDrift(kaa), clock, isMunicipality,
  });
  const settlements = new Settlements({
    ledger, source: new LiveChargeSource(readStore), clock, ids, newDigest: sha256,
  });
  const reports = new HalfYearReports({
    ledger, persons, source: new LiveReportSource(readStore), clock, ids, newDigest: sha256,
    shippedLayout: shippedKaaLayout(), isMunicipality,
  });
  const [charges, cost] = [new ChargeQueries(live), new CostQueries(live)];
  const sources = new CostSourceReader(live, { events: store, sealer }, isMunicipality);
  const issuer = await LocalTokenIssuer.open(folder.path, clock);
  const logged: string[] = [];
  const dependencies: ApiDependencies = {
    store, vault, ledger, clock, ids, projections: new ProjectorHere(engine, reach), persons, register, kaa,
    deliveries: new DeliveryQueries(live),
    trail: new Trail(store, vault, sealer, new LivePostingIndex(live)),
    silence: new Silence(store, vault, sealer, () => cost.register()),
    caseload: new CaseloadQueries(live), cost,
    charges, settlements, explanations: new CostExplanations(persons, sources),
    lineExplanations: new LineExplanations({ persons, sources, charges, settlements }),
    lineCauses: new LineCauses({ persons, sources, charges, settlements }),
    whatIf: new WhatIf({
      store, vault, sources, clock,
      compareAll: comparingHere({ events: store, vault, sealer }, isMunicipality),
    }),
    kaaFigures: new KaaFigures(live),
    reports, notices: new NoticeFeed({ store, vault, sealer, reports, settlements, isMunicipality }),
    intake: new ReceiveDelivery({
      ledger, clock, ids, newDigest: sha256, lists: { riksprislistaVariants: [] },
      pricesInForce: () => cost.prices(), isMunicipality,
    }),
    isMunicipality,
    verify: () => verifyLedger(store, vault, sealer),
    tokens: new JwtVerifier([issuer.trusted], clock),
    log: createLog('info', { write: (line: string) => void logged.push(line) }),
    pageTokens: new PageTokens(sealer, sealer.newKey()),
    limits: {
      bodyLimitBytes: 10_000, bodyWaitMs: 60_000, waitLimitMs: 20_000, readyLagEvents: 100,
      smallCount: 5,
    },
    ...changed,
  };
  const catchUp = async (): Promise<void> => {
    if (await reach.waitFor(await store.head(), LONGEST_MS)) return;
    throw new Error('The read models do not catch up');
  };
  const app = await createApi(dependencies);
  return {
    app, dependencies, logged,
    readStore, catchUp,
    keepRegister: async () => {
      await catchUp();
      await register.round();
      await catchUp();
    },
    token: (request) => issuer.issue({ organisation: '1480', ...request }),
    call: async (path, call) => {
      const answer = await answerOf(app, path, call);
      promises ??= new DocumentedAnswers(
        await apiDescription(async () => (await answerOf(app, '/openapi.json')).text));
      promises.mustHold(call?.method ?? (call?.body === undefined ? 'GET' : 'POST'), path, answer);
      return answer;
    },
    at: (instant) => { nowMs = Date.parse(instant); },
    close: async () => {
      await app.close();
      await engine.stop();
      await readStore.close();
      folder.dispose();
    },
  };
};

const sqliteIn = async (folder: TemporaryFolder): Promise<ReadStore> =>
  openSqliteReadStore({ file: folder.file('read.db') });

const answerOf = async (app: NestFastifyApplication, path: string, call: Call = {}): Promise<Answer> => {
  const { method = call.body === undefined ? 'GET' : 'POST', token, body, headers = {} } = call;
  const isJson = body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body);
  const response = await app.inject({
    method, url: path,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(isJson && { 'content-type': 'application/json' }), ...headers,
    },
    ...(body === undefined ? {} : { payload: isJson ? JSON.stringify(body) : body }),
  });
  const isObject = /[/+]json\b/.test(String(response.headers['content-type']));
  return {
    status: response.statusCode, headers: response.headers, text: response.payload,
    body: (isObject ? JSON.parse(response.payload) : {}) as Record<string, unknown>,
  };
};
