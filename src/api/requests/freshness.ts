import { Inject, Injectable } from '@nestjs/common';
import { BEGINNING, type Position } from '../../application/ports/event-store.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Problem } from '../problems/problem.js';

const AGAIN_AFTER_SECONDS = 1;

/** What a query may read. `charges` also says who is protected, where rows of others do not. */
export type ReadModelName =
  'caseload' | 'cost-allocation' | 'charges' | 'kaa' | 'kaa-reports' | 'deliveries' | 'audit-trail';

/** Lets a caller read what they just wrote: queries wait for a position, within a limit. */
@Injectable()
export class Freshness {
  constructor(@Inject(API_DEPENDENCIES) private readonly api: ApiDependencies) {}

  /** Until what is read has everything: what is worked out then rests on all there is. */
  async reachesNow(...read: ReadModelName[]): Promise<void> {
    const head = await this.api.store.head();
    if (head !== BEGINNING) await this.waitFor(head, read);
  }

  /**
   * Resolves once the ledger, and the read models that are read, have come to the position; throws
   * `read-model-behind` if they are slow.
   */
  async reaches(position: Position | undefined, ...read: ReadModelName[]): Promise<void> {
    if (position === undefined) return;
    if (!this.api.store.isPosition(position)) {
      const rule = 'This is no position; send one that an answer gave.';
      throw new Problem('request-invalid', { errors: [{ field: 'atLeast', rule }] });
    }
    await this.waitFor(position, read);
  }

  /**
   * The same, and until every line that was issued can be read: what is told beside them would be wrong
   * without one.
   */
  async reachesWhatIsIssued(position?: Position, ...read: ReadModelName[]): Promise<void> {
    await this.reaches(await this.api.settlements.lastIssuedAt(), 'charges');
    await this.reaches(position, ...read);
  }

  private async waitFor(position: Position, read: readonly ReadModelName[]): Promise<void> {
    const { projections, limits, store } = this.api;
    if (await projections.waitFor(position, limits.waitLimitMs, read)) return;
    const standing = (await projections.status()).projections
      .filter(({ name }) => read.some((each) => each === name));
    if (await projections.waitFor(position, 0, read)) return; // it came while that was asked
    const lagEvents = Math.max(0, ...standing.map((each) => each.lagEvents));
    const detail = position > await store.head()
      ? 'The ledger itself has not come to this position; it may be of another ledger.' : undefined;
    throw new Problem('read-model-behind', { detail, lagEvents, retryAfterSeconds: AGAIN_AFTER_SECONDS });
  }
}
