import { type SchoolingFact, standingSchooling } from '../../domain/schooling/standing.js';
import type { Fact, FactTimes } from '../../domain/shared/fact-order.js';
import { withdrawalsIn } from '../../domain/shared/standing.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';

const isFact = (event: OpenedEvent): event is Legible => !event.erased && event.type !== 'StreamErased';

const factOf = ({ id, type, data }: Legible): Fact => ({ id, event: { type, data: data as FactTimes } });

/** What withdraws what in a whole history: by name, or as a removal that names nothing turned out to mean. */
export class Corrections {
  private readonly removed: ReadonlyMap<string, string>;
  private readonly removedBy: ReadonlyMap<string, string>;
  private readonly withdrawals: (id: string) => Fact[];

  constructor(events: readonly OpenedEvent[]) {
    const facts = events.filter(isFact);
    const schooling = facts.filter(({ category }) => category === 'schooling');
    ({ removed: this.removed, removedBy: this.removedBy } =
      standingSchooling(schooling.map(factOf) as SchoolingFact[]));
    this.withdrawals = withdrawalsIn(facts.map(factOf));
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
