import type { ReceiveDelivery } from '../application/intake/receive-delivery.js';
import type { CostExplanations } from '../application/cost/cost-explanations.js';
import type { WhatIf } from '../application/cost/what-if.js';
import type { RegisterKeeper } from '../application/kaa/keep-register.js';
import type { HalfYearReports } from '../application/kaa-report/half-year-reports.js';
import type { Ledger } from '../application/ledger/ledger.js';
import type { NoticeFeed } from '../application/notices/notice-feed.js';
import type { LineExplanations } from '../application/settlement/line-explanations.js';
import type { LineCauses } from '../application/settlement/line-causes.js';
import type { Settlements } from '../application/settlement/settlements.js';
import type { Verification } from '../application/verification/verify-ledger.js';
import type { Clock } from '../application/ports/clock.js';
import type { EventStore } from '../application/ports/event-store.js';
import type { IdSource } from '../application/ports/id-source.js';
import type { ProjectionControl } from '../application/ports/projection-control.js';
import type { Vault } from '../application/ports/vault.js';
import type { PersonEvents } from '../application/queries/person-events.js';
import type { Silence } from '../application/queries/silence.js';
import type { Trail } from '../application/queries/trail.js';
import type { CaseloadQueries } from '../projections/caseload/queries.js';
import type { ChargeQueries } from '../projections/charges/queries.js';
import type { CostQueries } from '../projections/cost-allocation/queries.js';
import type { KaaFigures } from '../projections/kaa/figures.js';
import type { DeliveryQueries } from '../projections/deliveries/queries.js';
import type { KaaQueries } from '../projections/kaa/queries.js';
import type { StoreName } from '../composition/open-stores.js';
import type { TokenVerifier } from './authentication/token-verifier.js';
import type { Log } from './observability/log.js';
import type { PageTokens } from './requests/page-tokens.js';
import type { IsMunicipality } from '../domain/shared/known-municipality.js';

/** The limits that the API keeps. */
export interface ApiLimits {
  readonly bodyLimitBytes: number;
  /** How long a JSON body may take to come, and a delivery to go on. */
  readonly bodyWaitMs: number;
  /** How long a query waits for `atLeast`. */
  readonly waitLimitMs: number;
  /** How far a read model may be behind before the service says that it is not ready. */
  readonly readyLagEvents: number;
  /** Counts of persons below it are hidden in figures. */
  readonly smallCount: number;
}

/** Everything the API is made from; the composition root gives real adapters, tests what they need. */
export interface ApiDependencies {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly persons: PersonEvents;
  readonly trail: Trail;
  readonly silence: Silence;
  readonly caseload: CaseloadQueries;
  readonly cost: CostQueries;
  readonly explanations: CostExplanations;
  readonly lineExplanations: LineExplanations;
  readonly lineCauses: LineCauses;
  readonly whatIf: WhatIf;
  readonly settlements: Settlements;
  readonly charges: ChargeQueries;
  readonly kaa: KaaQueries;
  readonly deliveries: DeliveryQueries;
  readonly kaaFigures: KaaFigures;
  readonly register: Pick<RegisterKeeper, 'drift'>;
  readonly reports: HalfYearReports;
  readonly notices: Pick<NoticeFeed, 'page'>;
  readonly intake: Pick<ReceiveDelivery, 'receive' | 'report' | 'checkPriceList'>;
  readonly projections: ProjectionControl;
  /**
   * The instant (milliseconds since 1970) after which what was recorded may be missing in read models, since
   * they do not follow a ledger that is elsewhere; undefined while they do.
   */
  readonly staleSince?: () => number | undefined;
  /** Read models are not made here that should be: what makes them has ended, or fails. */
  readonly projectorFails?: () => boolean;
  /** How often what makes them was started anew. */
  readonly projectorRestarts?: () => number;
  /** Asks each store whether it answers; those that do not, where any may be elsewhere. */
  readonly unanswered?: () => Promise<readonly StoreName[]>;
  /** A process that does other things says how it is, and no more. */
  readonly serves?: 'everything' | 'health';
  /** Whether a code is that of a municipality. */
  readonly isMunicipality: IsMunicipality;
  /** Reads the whole ledger and says what is wrong with it. */
  readonly verify: () => Promise<Verification>;
  readonly tokens: TokenVerifier;
  readonly pageTokens: PageTokens;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  readonly limits: ApiLimits;
}

/** For injecting them into controllers. */
export const API_DEPENDENCIES = Symbol('ApiDependencies');
