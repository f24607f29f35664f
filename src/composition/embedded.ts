import { CostExplanations } from '../application/cost/cost-explanations.js';
import { WhatIf } from '../application/cost/what-if.js';
import { ReceiveDelivery } from '../application/intake/receive-delivery.js';
import { Ledger } from '../application/ledger/ledger.js';
import { RegisterKeeper } from '../application/kaa/keep-register.js';
import { HalfYearReports } from '../application/kaa-report/half-year-reports.js';
import { replayFences, type Replayed } from '../application/erasure/replay-fences.js';
import type { EventStore } from '../application/ports/event-store.js';
import type { LeadNews } from '../application/ports/leases.js';
import type { ProjectionControl } from '../application/ports/projection-control.js';
import type { ReadStore } from '../application/ports/read-store.js';
import type { Sealer } from '../application/ports/sealer.js';
import type { Vault } from '../application/ports/vault.js';
import { NoticeFeed } from '../application/notices/notice-feed.js';
import { PersonEvents } from '../application/queries/person-events.js';
import { Silence } from '../application/queries/silence.js';
import { Trail } from '../application/queries/trail.js';
import { LineCauses } from '../application/settlement/line-causes.js';
import { LineExplanations } from '../application/settlement/line-explanations.js';
import { Settlements } from '../application/settlement/settlements.js';
import { type Verification, verifyLedger } from '../application/verification/verify-ledger.js';
import { type ProcessRole, roles } from '../infrastructure/configuration/roles.js';
import type { DataFolder } from '../infrastructure/data-folder.js';
import { sha256 } from '../infrastructure/intake/sha256.js';
import { pageTokenKeyFrom } from '../infrastructure/page-token-key.js';
import { randomIds } from '../infrastructure/random-ids.js';
import {
  municipalityTest, riksprislistaVariants, shippedKaaLayout,
} from '../infrastructure/reference-data.js';
import { systemClock } from '../infrastructure/system-clock.js';
import { LivePostingIndex } from '../projections/audit-trail/posting-index.js';
import { CaseloadQueries } from '../projections/caseload/queries.js';
import { ChargeQueries } from '../projections/charges/queries.js';
import { KaaFigures } from '../projections/kaa/figures.js';
import { DeliveryQueries } from '../projections/deliveries/queries.js';
import { KaaQueries } from '../projections/kaa/queries.js';
import { CostSourceReader } from '../projections/cost-allocation/cost-source-reader.js';
import { CostQueries } from '../projections/cost-allocation/queries.js';
import { LiveGenerations } from '../projections/engine/live-generations.js';
import type { LiveReadModels } from '../projections/engine/live-read-models.js';
import { agreeAtTheEnd } from './fences.js';
import { insisting } from './insisting.js';
import { LiveChargeSource } from './live-charge-source.js';
import { LiveReportSource } from './live-report-source.js';
import { LiveRegisterDrift } from './live-register-drift.js';
import { type OpenStores, openStores, type StoreName, type StoresWanted } from './open-stores.js';
import { Opened } from './opened.js';
import { patient } from './patient.js';
import { projectingHere, projectingTogether } from './projecting.js';
import { RegisterWatch } from './register-watch.js';
import { unanswered } from './unanswered.js';
import { comparingInThreads } from './what-if/comparers.js';
import type { IsMunicipality } from '../domain/shared/known-municipality.js';

export interface EmbeddedOptions extends StoresWanted {
  /** What this process does, where others share its stores; everything if nothing is said. */
  readonly roles?: readonly ProcessRole[];
  /** How soon others take over what this process leads, when it ends without a word. */
  readonly takeOverMs?: number;
  /** Told what does not go well between processes and is tried again. */
  readonly onFailure?: (error: unknown) => void;
  /** Told what this process leads from now on, or no more, where others share its stores. */
  readonly onLead?: (news: LeadNews) => void;
}

const TAKE_OVER_MS = 15_000;

/** A whole Liggare over one data folder: stores opened, projector running, everything closed by `close`. */
export interface Liggare {
  readonly folder: DataFolder;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly sealer: Sealer;
  readonly ledger: Ledger;
  readonly readStore: ReadStore;
  readonly live: LiveReadModels;
  readonly projections: ProjectionControl;
  /** The instant (milliseconds since 1970) after which what was recorded may be missing in read models. */
  staleSince(): number | undefined;
  /** What makes read models here has ended unasked, or fails. */
  projectorFails(): boolean;
  /** How often it was started anew. */
  projectorRestarts(): number;
  /** Stores that do not answer within a moment. */
  unanswered(): Promise<StoreName[]>;
  readonly persons: PersonEvents;
  readonly trail: Trail;
  readonly silence: Silence;
  readonly caseload: CaseloadQueries;
  readonly cost: CostQueries;
  readonly explanations: CostExplanations;
  readonly lineExplanations: LineExplanations;
  readonly lineCauses: LineCauses;
  readonly isMunicipality: IsMunicipality;
  readonly whatIf: WhatIf;
  readonly settlements: Settlements;
  readonly charges: ChargeQueries;
  readonly kaa: KaaQueries;
  readonly deliveries: DeliveryQueries;
  readonly kaaFigures: KaaFigures;
  readonly register: RegisterKeeper;
  readonly reports: HalfYearReports;
  readonly notices: NoticeFeed;
  readonly intake: ReceiveDelivery;
  readonly pageTokenKey: Uint8Array;
  /** What was erased again at the start, since the ledger or the vault is older than the erasure. */
  readonly replayed: Replayed;
  /** Has the register of the activity responsibility kept from now on, until everything is closed. */
  keepRegister(onFailure: (error: unknown) => void): void;
  verify(onProgress?: (events: number) => void): Promise<Verification>;
  close(): Promise<void>;
}

/** Opens the embedded stores; throws `DataFolderUnusable` and its like, with nothing left open. */
export const openEmbedded = async (options: EmbeddedOptions): Promise<Liggare> => {
  const opened = new Opened();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
};

/** For deliveries, which go on where another machine was away for a moment. */
const patientLedger = ({ store, vault, sealer, fences }: OpenStores, opened: Opened): Ledger => {
  const closing = opened.add(new AbortController(), async (one) => one.abort());
  return new Ledger(patient(store, closing), patient(vault, closing), sealer, fences);
};

const open = async (options: EmbeddedOptions, opened: Opened): Promise<Liggare> => {
  const { roles: does = roles, takeOverMs = TAKE_OVER_MS } = options;
  const { onFailure = () => undefined, onLead = () => undefined } = options;
  const stores = await openStores(options, opened);
  const { folder, store, vault, sealer, fences, places, shared } = stores;
  const ledger = new Ledger(store, vault, sealer, fences);
  const { away = {} } = options;
  const isElsewhere = options.ledgerIn !== undefined || options.vaultIn !== undefined;
  const replay = (): Promise<Replayed> => replayFences(ledger);
  const replayed = await (isElsewhere ? insisting('ledger', away, replay) : replay());
  const asked = { roles: does, takeOverMs, onFailure, onLead, away };
  const projecting = shared
    ? await projectingTogether(stores, shared, asked, opened) : await projectingHere(stores, asked, opened);
  const { readStore, projections } = projecting;
  const isStale = (): boolean => projecting.staleSince() !== undefined;
  opened.add(ledger, async () => { if (!isStale()) await agreeAtTheEnd(ledger); });
  const live = new LiveGenerations(readStore);
  const isMunicipality = municipalityTest();
  const [persons, kaa] = [new PersonEvents(store, vault, sealer), new KaaQueries(live)];
  const register = new RegisterKeeper({
    ledger, persons, drift: new LiveRegisterDrift(kaa), clock: systemClock, isMunicipality,
  });
  const settlements = new Settlements({
    ledger, source: new LiveChargeSource(readStore), clock: systemClock, ids: randomIds, newDigest: sha256,
  });
  const reports = new HalfYearReports({
    ledger, persons, source: new LiveReportSource(readStore), clock: systemClock, ids: randomIds,
    newDigest: sha256, shippedLayout: shippedKaaLayout(), isMunicipality,
  });
  const [charges, cost] = [new ChargeQueries(live), new CostQueries(live)];
  const sources = new CostSourceReader(live, { events: store, sealer }, isMunicipality);
  return {
    folder, store, vault, sealer, readStore, live, projections, ledger, isMunicipality,
    pageTokenKey: pageTokenKeyFrom(places.wrappingKey),
    persons,
    trail: new Trail(store, vault, sealer, new LivePostingIndex(live)),
    silence: new Silence(store, vault, sealer, () => cost.register()),
    caseload: new CaseloadQueries(live), cost, kaa, register,
    explanations: new CostExplanations(persons, sources),
    whatIf: new WhatIf({
      store, vault, sources, clock: systemClock,
      compareAll: comparingInThreads(places),
    }),
    charges, deliveries: new DeliveryQueries(live),
    settlements, lineExplanations: new LineExplanations({ persons, sources, charges, settlements }),
    lineCauses: new LineCauses({ persons, sources, charges, settlements }),
    kaaFigures: new KaaFigures(live),
    reports, notices: new NoticeFeed({ store, vault, sealer, reports, settlements, isMunicipality }),
    intake: new ReceiveDelivery({
      ledger: isElsewhere ? patientLedger(stores, opened) : ledger,
      clock: systemClock, ids: randomIds, newDigest: sha256,
      lists: { riksprislistaVariants: riksprislistaVariants() },
      pricesInForce: () => cost.prices(), isMunicipality,
    }),
    replayed,
    staleSince: () => projecting.staleSince(), projectorFails: () => projecting.projectorFails(),
    projectorRestarts: () => projecting.projectorRestarts(),
    unanswered: () => unanswered({ store, vault, fences, readStore }),
    keepRegister: (onError) => {
      const isLedHere = projecting.leading('kaa-register');
      opened.add(
        new RegisterWatch({ register, projections, isLedHere, onFailure: onError }), (watch) => watch.stop());
    },
    verify: (onProgress) => verifyLedger(store, vault, sealer, { onProgress }),
    close: () => opened.close(),
  };
};
