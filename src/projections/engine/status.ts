import type { Clock } from '../../application/ports/clock.js';
import type { Position } from '../../application/ports/event-store.js';
import { MOST_LAG_EVENTS, type ProjectionStatus } from '../../application/ports/projection-control.js';
import type { Stores } from './batch.js';
import type { GenerationFold } from './generation-fold.js';
import type { Directory } from './directory.js';
import { checkpointOf, parkedOf } from './generation.js';
import type { Outage } from './persistence.js';
import type { Projection } from './projection.js';

/** More waiting events than this, and a read model is catching up rather than live. */
const LIVE_WITHIN_EVENTS = 1_000;

/** Who folds here, if anybody does, and what waits in the ledger. */
export interface Folding {
  fold(generation: string): GenerationFold | undefined;
  /** How many events wait, up to a limit, and since when the oldest does (milliseconds since 1970). */
  waitingAfter(position: Position, limit: number): Promise<{ events: number; since?: number }>;
}

/** Says how far read models are. */
export class StatusReport {
  private readonly lags = new Map<Position, Promise<{ lagEvents: number; lagSeconds: number }>>();

  constructor(
    private readonly stores: Pick<Stores, 'events' | 'readStore'> & { readonly clock: Clock },
    private readonly feed: Folding,
    private readonly directory: Directory, private readonly outage: Outage | undefined,
  ) {}

  async make(
    projections: readonly Projection[],
  ): Promise<{ head: Position; projections: ProjectionStatus[] }> {
    const head = await this.stores.events.head();
    const statuses: ProjectionStatus[] = [];
    for (const projection of projections) statuses.push(await this.statusOf(projection));
    return { head, projections: statuses };
  }

  private async statusOf({ name, version }: Projection): Promise<ProjectionStatus> {
    const { live, building } = await this.directory.entry(name);
    const generation = (live ?? building)?.name ?? '';
    const fold = this.feed.fold(generation);
    const checkpoint = fold?.checkpoint ?? await this.stores.readStore.checkpoint(checkpointOf(generation));
    const lag = await this.lagAfter(checkpoint);
    const parked = fold?.parked.size
      ?? (live ? await this.stores.readStore.count(parkedOf(live.name), []) : 0);
    return {
      name, version: live?.version ?? version, checkpoint, ...lag, parked,
      state: this.stateOf(live !== undefined, building !== undefined, lag.lagEvents),
      ...this.problemOf(live?.version, version),
    };
  }

  private stateOf(isThere: boolean, isRebuilt: boolean, lagEvents: number): ProjectionStatus['state'] {
    if (this.outage) return 'failing';
    if (!isThere) return 'catching-up';
    if (isRebuilt) return 'rebuilding';
    return lagEvents > LIVE_WITHIN_EVENTS ? 'catching-up' : 'live';
  }

  private problemOf(liveVersion: number | undefined, version: number): { problem?: string } {
    if (this.outage) {
      const { error, reason = `${error.name} ${error.at}`, attempts } = this.outage;
      return { problem: `${reason}, attempt ${attempts}` };
    }
    if (liveVersion === undefined || liveVersion === version) return {};
    const problem = liveVersion > version
      ? `Version ${liveVersion} is of a newer program; this one, with ${version}, leaves it alone`
      : `Version ${liveVersion} stands still until version ${version} is made`;
    return { problem };
  }

  /** Read models are mostly at the same place: the events after it are counted once. */
  private lagAfter(checkpoint: Position): Promise<{ lagEvents: number; lagSeconds: number }> {
    let lag = this.lags.get(checkpoint);
    if (!lag) this.lags.set(checkpoint, lag = this.countAfter(checkpoint));
    return lag;
  }

  private async countAfter(checkpoint: Position): Promise<{ lagEvents: number; lagSeconds: number }> {
    const { events, since } = await this.feed.waitingAfter(checkpoint, MOST_LAG_EVENTS);
    const waitedMs = since === undefined ? 0 : Math.max(0, this.stores.clock.now() - since);
    return { lagEvents: events, lagSeconds: waitedMs / 1_000 };
  }
}
