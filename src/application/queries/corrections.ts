import { type SchoolingFact, standingSchooling } from '../../domain/schooling/standing.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import { withdrawalsIn } from '../../domain/shared/standing.js';
import { factsIn, factsOf, isLegible } from '../ledger/facts-of.js';
import type { OpenedEvent } from '../ledger/opened-event.js';

/** What withdraws what in a whole history: by name, or as a removal that names nothing turned out to mean. */
export class Corrections {
  private readonly removed: ReadonlyMap<string, string>;
  private readonly removedBy: ReadonlyMap<string, string>;
  private readonly withdrawals: (id: string) => Fact[];

  constructor(events: readonly OpenedEvent[]) {
    ({ removed: this.removed, removedBy: this.removedBy } =
      standingSchooling(factsIn<SchoolingFact>(events, 'schooling')));
    this.withdrawals = withdrawalsIn(factsOf(events.filter(isLegible)));
  }

  /** The event that another withdraws or removes. */
  targetOf(event: OpenedEvent): string | undefined {
    const said = event.erased ? {} : event.data as { withdraws?: string };
    return said.withdraws ?? this.removed.get(event.id);
  }

  /** The event because of which another does not hold; one that was withdrawn itself is none. */
  against(id: string): string | undefined {
    return this.withdrawals(id)[0]?.id ?? this.removedBy.get(id);
  }
}
