import type { KaaEvent } from '../../domain/kaa/events.js';
import { responsibilities } from '../../domain/kaa/responsibility.js';
import type { Audience, Homes } from '../../domain/notices/notices.js';
import type { ProtectionEvent } from '../../domain/person/events.js';
import { homeMunicipalities, type PersonFact } from '../../domain/person/municipality.js';
import { observedIn } from '../../domain/person/observed.js';
import { protectedRegistrations, protections } from '../../domain/person/state.js';
import type { DocumentFact, SchoolingFact } from '../../domain/schooling/standing.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';
import { standing } from '../../domain/shared/standing.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import type { Position } from '../ports/event-store.js';
import { factsIn } from '../ledger/facts-of.js';

const isOfBelonging = ({ category, type }: OpenedEvent): boolean =>
  category === 'person' || category === 'protection' || type === 'ResponsibilityConfirmed';

/** Where one person belonged by what was known at a position, for one audience. */
export class HomesKnown {
  /** Since few events say where somebody belongs, most positions have the homes of the one before. */
  private readonly byFacts = new Map<number, Homes>();
  private readonly deciding: readonly OpenedEvent[];

  constructor(
    private readonly history: readonly OpenedEvent[], private readonly audience: Audience,
    private readonly isMunicipality: IsMunicipality,
  ) {
    this.deciding = history.filter(isOfBelonging);
  }

  before(position: Position): Homes {
    return this.homesIn(this.deciding.filter((event) => event.position < position));
  }

  with(position: Position): Homes {
    return this.homesIn(this.deciding.filter((event) => event.position <= position));
  }

  private homesIn(known: readonly OpenedEvent[]): Homes {
    const homes = this.byFacts.get(known.length) ?? this.folded(known);
    this.byFacts.set(known.length, homes);
    return homes;
  }

  /** Economists go by who pays, officers by who is responsible (Education Act 29:6). */
  private folded(known: readonly OpenedEvent[]): Homes {
    const facts = {
      person: factsIn<PersonFact>(known, 'person'),
      protection: factsIn<Fact<ProtectionEvent>>(known, 'protection'),
      schooling: factsIn<SchoolingFact>(this.history, 'schooling'),
      documents: factsIn<DocumentFact>(this.history, 'document'),
    };
    if (this.audience === 'follow-up') {
      const held = { person: standing(facts.person), kaa: standing(factsIn<Fact<KaaEvent>>(known, 'kaa')) };
      return responsibilities(facts, held, this.isMunicipality);
    }
    const { municipalities } = observedIn([...facts.person, ...facts.schooling, ...facts.documents]);
    return homeMunicipalities(
      facts.person, municipalities, protectedRegistrations(protections(facts.protection)));
  }
}
