import {
  type CorrectionRequest, correctionRequestsOf, hear, nothingHeard,
} from '../../domain/attendance/correction-requests.js';
import type { AttendanceEvent } from '../../domain/attendance/events.js';
import type { ProtectionEvent } from '../../domain/person/events.js';
import type { KaaEvent } from '../../domain/kaa/events.js';
import { type FileStatus, type KaaFile, kaaFileOf, statusOf } from '../../domain/kaa/file.js';
import {
  type ConditionOn, conditionsOn, type Membership, membershipOf, type YouthFacts,
} from '../../domain/kaa/membership.js';
import type { KaaPolicy } from '../../domain/kaa/policy.js';
import { isOfRegister } from '../../domain/kaa/register.js';
import { registerStanding, type Spell } from '../../domain/kaa/spells.js';
import type { PersonFact } from '../../domain/person/municipality.js';
import { protections } from '../../domain/person/state.js';
import type { DocumentFact, SchoolingFact } from '../../domain/schooling/standing.js';
import { type CivilDate, later } from '../../domain/shared/civil-date.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import { covering, covers } from '../../domain/shared/period.js';
import { standing } from '../../domain/shared/standing.js';
import { factsIn, isLegible, legibleIn } from '../ledger/facts-of.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import type { Position } from '../ports/event-store.js';
import { type RegisterSpell, registerView } from './register-view.js';
import type { Category } from '../../domain/shared/event.js';

/** A municipality's file, and whether what it tells of lies within a spell there. */
export interface YouthFile extends KaaFile {
  readonly municipality: string;
  /** By what was done in the latest spell here up to the day it is about, as worklists have it. */
  readonly status: FileStatus;
  /** The day up to which another municipality was let in; undefined for who keeps the file. */
  readonly disclosedUpTo?: CivilDate;
  /** What the municipality asked schools; nothing of another's that disclosed its file. */
  readonly asked: readonly CorrectionRequest[];
  /** Contacts, attempts and starts of measures on days outside any spell here: recorded, and told. */
  readonly outsideSpells: readonly string[];
}

/** What one disclosure opens: what is of its day or before, and was in the ledger when it was made. */
export interface Opened {
  readonly upTo: CivilDate;
  readonly knownBy: Position;
}

/** A youth as the ledger's facts add up: membership on every day, and the files of municipalities. */
export interface YouthView {
  readonly membership: Membership;
  /** The day it is about. */
  readonly on: CivilDate;
  readonly conditions: readonly ConditionOn[];
  readonly spells: readonly (Spell & { readonly standing: ReturnType<typeof registerStanding> })[];
  /** The municipality that is responsible on the day, whether all conditions hold or not. */
  readonly responsible: string | undefined;
  /** What registers say, and have said, whatever follows from the facts today. */
  readonly register: readonly RegisterSpell[];
  /** By municipality, the facts of its file that hold. */
  readonly files: ReadonlyMap<string, readonly Fact<KaaEvent>[]>;
  /** What municipalities asked schools, where records of attendance were read. */
  readonly asked: readonly CorrectionRequest[];
  /** By event, where in the ledger it stands. */
  readonly recordedAt: ReadonlyMap<string, Position>;
  /** Municipalities that ever wrote in a file or register of theirs, also what was withdrawn since. */
  readonly keepers: ReadonlySet<string>;
  /** Nobody ever said where the person lives or stays, and nothing is protected or erased that may say it. */
  readonly isUnclaimed: boolean;
}

/** Whether records of a category say anything of who is in the target group; who read them is none. */
export const decidesMembership = (category: Category): boolean =>
  ['person', 'protection', 'schooling', 'document', 'kaa'].includes(category);

/** The same, and what the file of a municipality is shown with. */
export const shownOfYouth = (category: Category): boolean =>
  decidesMembership(category) || category === 'attendance';

/** What decides membership, out of a person's events. */
export const youthFactsIn = (events: readonly OpenedEvent[]): YouthFacts => ({
  person: factsIn<PersonFact>(events, 'person'),
  protection: factsIn<Fact<ProtectionEvent>>(events, 'protection'),
  schooling: factsIn<SchoolingFact>(events, 'schooling'),
  documents: factsIn<DocumentFact>(events, 'document'), kaa: factsIn<Fact<KaaEvent>>(events, 'kaa'),
});

/** Folds a person's events (in any order), about one day, under what municipalities and the region set. */
export const youthView = (
  events: readonly OpenedEvent[], on: CivilDate, policy: KaaPolicy,
): YouthView => {
  const facts = youthFactsIn(events);
  const membership = membershipOf(facts, policy);
  const files = new Map<string, Fact<KaaEvent>[]>();
  for (const fact of standing(facts.kaa.filter((each) => !isOfRegister(each)))) {
    const { municipality } = fact.event.data;
    files.set(municipality, [...files.get(municipality) ?? [], fact]);
  }
  return {
    membership, on, conditions: conditionsOn(membership, on), files, asked: askedIn(events),
    recordedAt: new Map(events.map(({ id, position }) => [id, position])),
    keepers: new Set(facts.kaa.map(({ event }) => event.data.municipality)),
    isUnclaimed: membership.responsible.length === 0 && protections(facts.protection).length === 0
      && !events.some(({ erased, category }) => erased && decidesMembership(category)),
    register: registerView(legibleIn(events, 'kaa')),
    spells: membership.spells.map((spell) => ({ ...spell, standing: registerStanding(spell, on) })),
    responsible: covering(membership.responsible, on)?.municipality,
  };
};

const askedIn = (events: readonly OpenedEvent[]): CorrectionRequest[] => {
  const attendance = standing(factsIn<Fact<AttendanceEvent>>(events, 'attendance'));
  const [heard, said] = [nothingHeard(), new Map<string, unknown>()];
  for (const event of events.filter(isLegible)) {
    hear(heard, event);
    said.set(event.id, event.data);
  }
  return correctionRequestsOf(attendance, heard, (id) => said.get(id));
};

/** A municipality's file as it is, or as far as disclosures have opened it. */
export const youthFile = (
  { membership, on, files, recordedAt, asked }: YouthView, municipality: string,
  disclosures?: readonly Opened[],
): YouthFile => {
  const isOpen = ({ id, event }: Fact<KaaEvent>) => ({ upTo, knownBy }: Opened): boolean =>
    event.data.validOn <= upTo && recordedAt.get(id)! <= knownBy;
  const facts = (files.get(municipality) ?? [])
    .filter((fact) => disclosures === undefined || disclosures.some(isOpen(fact)));
  const disclosedUpTo = disclosures?.map(({ upTo }) => upTo).reduce(later);
  const file = kaaFileOf(facts);
  const spells = membership.spells.filter((spell) => spell.municipality === municipality);
  const isOutside = (day: CivilDate): boolean => !spells.some((spell) => covers(spell, day));
  const dated = [
    ...file.contacts, ...file.attempts,
    ...file.measures.flatMap(({ id, startedOn }) => (startedOn ? [{ id, on: startedOn }] : [])),
  ];
  const now = kaaFileOf(facts.filter(({ event }) => event.data.validOn <= on));
  const latest = spells.findLast(({ startedInTime }) => !startedInTime);
  const contacts = now.contacts.filter((contact) => latest === undefined || covers(latest, contact.on));
  return {
    municipality, ...file, officer: now.officer, status: statusOf({ ...now, contacts }), disclosedUpTo,
    asked: disclosures === undefined ? asked.filter((one) => one.municipality === municipality) : [],
    outsideSpells: dated.filter(({ on }) => isOutside(on)).map(({ id }) => id),
  };
};
