import { Inject, Injectable } from '@nestjs/common';
import { BEGINNING, type Position } from '../../application/ports/event-store.js';
import { API_DEPENDENCIES, type ApiDependencies } from '../dependencies.js';
import { Problem } from '../problems/problem.js';

const AGAIN_AFTER_SECONDS = 1;

/** Lets a caller read what they just wrote: queries wait for a position, within a limit. */
@Injectable()
export class Freshness {
  constructor(@Inject(API_DEPENDENCIES) private readonly api: ApiDependencies) {}

  /** Until the read models have everything: what is worked out then rests on all there is. */
  async reachesNow(): Promise<void> {
    const head = await this.api.store.head();
    if (head !== BEGINNING) await this.reaches(head);
  }

  /** Resolves once all read models have come to the position; `read-model-behind` if they are slow. */
  async reaches(position: Position | undefined): Promise<void> {
    if (position === undefined) return;
    const { projections, limits, store } = this.api;
    if ((await store.readAt([position])).length === 0) {
      const rule = 'The ledger has no event at this position; send one that it gave.';
      throw new Problem('request-invalid', { errors: [{ field: 'atLeast', rule }] });
    }
    if (await projections.waitFor(position, limits.waitLimitMs)) return;
    const { projections: standing } = await projections.status();
    const lagEvents = Math.max(0, ...standing.map((each) => each.lagEvents));
    throw new Problem('read-model-behind', { lagEvents, retryAfterSeconds: AGAIN_AFTER_SECONDS });
  }
}
