import { ofQuestions } from '../../domain/attendance/decide.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Category } from '../../domain/shared/event.js';
import type { PersonView } from '../queries/person-view.js';
import type { TrailEntry } from '../queries/trail.js';
import { type Action, may, maySeeCategory, maySeeFact, type Ownership } from './access.js';
import type { Caller } from './caller.js';

/**
 * Parts of a person that a caller may not see; named in the answer, so that nobody takes them for empty. Save
 * for protected persons they follow from the role alone: that there is something to hide tells of it.
 */
export const WITHHELD = ['identity', 'contact', 'stays-at-other-units', 'kaa', 'kaa-of-others'] as const;
export type Withheld = (typeof WITHHELD)[number];

type Identity = Pick<PersonView, 'name' | 'numbers' | 'municipalities'>;
type Contact = Pick<PersonView, 'address'>;

/** A person as one caller may see them. */
export interface DisclosedPerson extends Partial<Identity>, Partial<Contact>,
  Omit<PersonView, keyof Identity | keyof Contact | 'documents' | 'waiting'> {
  readonly documents: readonly object[];
  /** Removals that wait for a human: which fact, where, and why. */
  readonly waiting: readonly { factId: string; unit?: string; on: CivilDate; because: string }[];
  readonly withheld: readonly Withheld[];
}

const sees = (caller: Caller, action: Action, ownership?: Ownership): boolean =>
  may(caller, action, ownership) === 'allowed';

const seesIdentity = (caller: Caller, isProtected: boolean): boolean =>
  sees(caller, 'see-identity') && (!isProtected || sees(caller, 'see-protected-identity'));

/** Who a person belongs to on a day: municipalities from then on, and every school unit there ever was. */
export const ownersOf = (view: PersonView, day: CivilDate): Ownership => ({
  organisations: view.municipalities.filter(({ to }) => to > day).map(({ municipality }) => municipality),
  units: view.stays.map(({ unit }) => unit),
});

/** That there was a file on a youth is a fact of it, and nobody can tell any more whose it was. */
const mayKnowOfErasure = (caller: Caller, category: Category): boolean =>
  (category === 'kaa' ? sees(caller, 'see-kaa-facts') : maySeeCategory(caller, category));

const atVisibleUnits = <T extends object>(caller: Caller, items: readonly T[]): T[] =>
  items.filter((item: Said) => sees(caller, 'see-schooling-facts', { units: [item.unit] }));

/**
 * Leaves out what the caller may not see, and says what was left out. What is protected today hides all of
 * the past, whatever was known of protection then.
 */
export const disclosePerson = (
  caller: Caller, view: PersonView, protectionToday = view.protection,
): DisclosedPerson => {
  const { name, numbers, municipalities, address, ...rest } = view;
  const isProtected = protectionToday !== 'none';
  const identity = seesIdentity(caller, isProtected);
  const contact = identity && sees(caller, 'see-contact-facts');
  const stays = atVisibleUnits(caller, view.stays);
  const contacts = view.contacts.filter(({ data: { municipality } }) =>
    sees(caller, 'see-kaa-facts', { organisations: [municipality] }));
  const withheld: Record<Withheld, boolean> = {
    identity: !identity, contact: !contact, 'stays-at-other-units': !sees(caller, 'see-schooling-facts'),
    kaa: !maySeeCategory(caller, 'kaa'),
    'kaa-of-others': maySeeCategory(caller, 'kaa') && !sees(caller, 'see-kaa-facts'),
  };
  return {
    ...rest, erased: view.erased.filter((category) => mayKnowOfErasure(caller, category)),
    ...(identity && { name, numbers, municipalities }), ...(contact && { address }), stays, contacts,
    beside: atVisibleUnits(caller, view.beside),
    lapsed: atVisibleUnits(caller, view.lapsed), noShows: atVisibleUnits(caller, view.noShows),
    anomalies: atVisibleUnits(caller, view.anomalies),
    decisions: atVisibleUnits(caller, view.decisions),
    claimedTwice: sees(caller, 'see-schooling-facts') ? view.claimedTwice : [],
    waiting: atVisibleUnits(caller, view.waiting.map(({ fact, because }) => ({
      factId: fact.id, on: fact.event.data.validOn, because,
      unit: fact.event.data.unit,
    }))),
    documents: atVisibleUnits(caller, view.documents).map((document) => withoutObserved(document)),
    withheld: WITHHELD.filter((part) => withheld[part]),
  };
};

interface Said {
  readonly unit?: string;
  readonly fromUnit?: string;
  readonly municipality?: string;
  readonly observed?: unknown;
}

/** Without the name and municipality that a school gave in passing. */
const withoutObserved = (fact: object): object => {
  const { observed: _names, ...said }: Said = fact;
  return said;
};

/**
 * A question to a school, or its answer, seen for the school's sake alone: it names a municipality, which
 * nobody there is told of a protected person.
 */
const isBetweenOthers = (caller: Caller, { category }: TrailEntry, { municipality }: Said): boolean =>
  category === 'attendance' && municipality !== undefined
  && !sees(caller, 'see-attendance-facts', { organisations: [municipality] });

/** Who asked tells the school nothing but the municipality: ids of actors may tell what they work with. */
const unsigned = (entry: TrailEntry): TrailEntry =>
  (ofQuestions.includes(entry.type) ? { ...entry, actor: entry.organisation } : entry);

/** A fact of the trail as the caller may see it; `undefined` where they may not see it at all. */
export const discloseEntry = (
  caller: Caller, entry: TrailEntry, isProtected: boolean,
): TrailEntry | undefined => {
  const said = (entry.data ?? {}) as Said;
  const owners = {
    organisations: ['kaa', 'attendance', 'funding'].includes(entry.category) ? [said.municipality] : [],
    units: [said.unit, said.fromUnit],
  };
  if (!maySeeFact(caller, entry.category, owners)) return undefined;
  const isNamed = seesIdentity(caller, isProtected);
  if (isBetweenOthers(caller, entry, said)) return isNamed ? unsigned(entry) : undefined;
  if (isNamed) return entry;
  if (['person', 'contact'].includes(entry.category)) return undefined;
  return entry.erased ? entry : { ...entry, data: withoutObserved(said) };
};
