import type { ContactEvent, Protection, ProtectionEvent } from '../../domain/person/events.js';
import {
  homeMunicipalities, type MunicipalityPeriod, type PersonFact,
} from '../../domain/person/municipality.js';
import { observedIn } from '../../domain/person/observed.js';
import {
  type Address, currentAddress, type PersonState, personState, protectedRegistrations, protectionFrom,
  protections,
} from '../../domain/person/state.js';
import type { KaaEvent } from '../../domain/kaa/events.js';
import type { DocumentFact, SchoolingFact, WaitingRemoval } from '../../domain/schooling/standing.js';
import type { Schooling } from '../../domain/schooling/stays.js';
import { schoolingHistory } from '../../domain/schooling/timelines.js';
import type { Category } from '../../domain/shared/event.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { covers, coveredTwice, type Ordered } from '../../domain/shared/period.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import { standing } from '../../domain/shared/standing.js';
import { factsIn } from '../ledger/facts-of.js';
import type { OpenedEvent } from '../ledger/opened-event.js';

/**
 * A person as the ledger's facts add up, looked at on a day: everything about one person in one place. While
 * nobody registered a name or a municipality, it is those that schools gave in passing (ADR 0005).
 */
export interface PersonView extends PersonState, Omit<Schooling, 'endings' | 'brief'> {
  readonly protection: Protection;
  readonly address: Address | undefined;
  readonly municipalities: readonly MunicipalityPeriod[];
  readonly documents: readonly DocumentFact['event']['data'][];
  readonly contacts: readonly KaaEvent[];
  readonly waiting: readonly WaitingRemoval[];
  /** Days that two schools claim, or one school on two study paths. */
  readonly claimedTwice: Ordered;
  /** Categories of which something was erased: what is shown is not all there ever was. */
  readonly erased: readonly Category[];
}

/** Folds a person's events (in any order) into what they say, looked at on a day. */
export const personView = (events: readonly OpenedEvent[], lookedAt: CivilDate): PersonView => {
  const person = factsIn<PersonFact>(events, 'person');
  const schooling = factsIn<SchoolingFact>(events, 'schooling');
  const documents = factsIn<DocumentFact>(events, 'document');
  const protection = protections(factsIn<Fact<ProtectionEvent>>(events, 'protection'));
  const state = personState(person);
  const observed = observedIn([...person, ...schooling, ...documents]);
  const history = schoolingHistory(schooling, documents);
  const { timelines } = history;
  const timeline = timelines.find((each) => covers(each.lookedAt, lookedAt)) ?? timelines.at(-1)!;
  return {
    ...state, name: state.name ?? observed.name, protection: protectionFrom(protection, lookedAt),
    address: currentAddress(factsIn<Fact<ContactEvent>>(events, 'contact')),
    municipalities: homeMunicipalities(person, observed.municipalities, protectedRegistrations(protection)),
    stays: timeline.stays, beside: timeline.beside, lapsed: timeline.lapsed, noShows: timeline.noShows,
    anomalies: timeline.anomalies, decisions: timeline.decisions, waiting: history.waiting,
    claimedTwice: coveredTwice([...timeline.stays, ...timeline.beside]),
    documents: standing(documents).map(({ event }) => event.data),
    contacts: standing(factsIn<Fact<KaaEvent>>(events, 'kaa')).map(({ event }) => event)
      .filter(({ type }) => type === 'ContactMade' || type === 'ContactAttempted'),
    erased: [...new Set(events.filter((event) => event.erased).map(({ category }) => category))],
  };
};
