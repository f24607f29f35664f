import type { CivilDate } from '../shared/civil-date.js';
import type { EventOf } from '../shared/event.js';
import type { Fact } from '../shared/fact-order.js';
import type { ListingDisputed, ReminderSet } from './case-events.js';
import type { Occupation } from './codes.js';
import type { ContactAttempted, ContactMade } from './contact-events.js';
import type { KaaEvent } from './events.js';
import { isUnderWay, type Measure, measuresIn } from './measures.js';
import type { PlanAdopted } from './plan-events.js';

type DataOf<T extends KaaEvent['type']> = Extract<KaaEvent, { type: T }>['data'];

/** A fact with the id it can be withdrawn by, and without whose file it is in. */
type Noted<D> = Omit<D, 'municipality' | 'validOn'> & { readonly id: string; readonly on: CivilDate };

export interface Reminder {
  readonly id: string;
  readonly due: CivilDate;
  readonly about: EventOf<typeof ReminderSet>['data']['about'];
  readonly settledOn?: CivilDate;
}

/** What a youth does from a day on, by which event; the end of a measure is known by its measure. */
export interface OccupationSaid {
  readonly id?: string;
  readonly on: CivilDate;
  readonly occupation: Occupation;
}

/** What a municipality's file for a youth adds up to. Everything is in order of the day it is about. */
export interface KaaFile {
  readonly contacts: readonly Noted<EventOf<typeof ContactMade>['data']>[];
  readonly attempts: readonly Noted<EventOf<typeof ContactAttempted>['data']>[];
  readonly occupations: readonly OccupationSaid[];
  readonly measures: readonly Measure[];
  readonly plans: readonly Noted<EventOf<typeof PlanAdopted>['data']>[];
  readonly reminders: readonly Reminder[];
  readonly disputes: readonly Noted<EventOf<typeof ListingDisputed>['data']>[];
  readonly disclosures: readonly { readonly id: string; readonly on: CivilDate; readonly to: string }[];
  /** The officer who works with the youth now. */
  readonly officer: string | undefined;
}

/** What is done about the youth, as far as the file tells. */
export const FILE_STATUSES = ['unknown', 'follow-up', 'in-activity', 'clarified'] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];

/** Folds the facts of one municipality's file; those that hold, in order. */
export const kaaFileOf = (facts: readonly Fact<KaaEvent>[]): KaaFile => {
  const contacts = noted(facts, 'ContactMade');
  const measures = measuresIn(facts);
  return {
    contacts, measures, attempts: noted(facts, 'ContactAttempted'),
    occupations: occupationsIn(facts, measures), plans: noted(facts, 'PlanAdopted'),
    reminders: remindersIn(facts), disputes: noted(facts, 'ListingDisputed'),
    disclosures: noted(facts, 'FileDisclosed').map(({ id, on, to }) => ({ id, on, to })),
    officer: noted(facts, 'OfficerAssigned').at(-1)?.officer,
  };
};

const noted = <T extends KaaEvent['type']>(
  facts: readonly Fact<KaaEvent>[], type: T,
): Noted<DataOf<T>>[] => facts.flatMap(({ id, event }) => {
  if (event.type !== type) return [];
  const { municipality: _whose, validOn: on, ...said } = event.data;
  return [{ ...said, id, on } as unknown as Noted<DataOf<T>>];
});

/** What was said of the occupation: by itself, in a contact, and where a measure ended. */
const occupationsIn = (
  facts: readonly Fact<KaaEvent>[], measures: readonly Measure[],
): KaaFile['occupations'] => {
  const said = facts.flatMap(({ id, event: { data } }): OccupationSaid[] =>
    ('occupation' in data && data.occupation ? [{ id, on: data.validOn, occupation: data.occupation }] : []));
  const after = measures.flatMap(({ endedOn, occupationAfter }) =>
    (endedOn && occupationAfter ? [{ on: endedOn, occupation: occupationAfter }] : []));
  return [...said, ...after].sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
};

const remindersIn = (facts: readonly Fact<KaaEvent>[]): Reminder[] => {
  const settled = new Map(noted(facts, 'ReminderSettled').map(({ reminder, on }) => [reminder, on]));
  return noted(facts, 'ReminderSet').map(({ id, due, about }) =>
    ({ id, due, about, settledOn: settled.get(id) }));
};

const IDLE: readonly Occupation[] = ['unknown', 'none'];

/**
 * Unknown until there was two-way contact, however many letters were sent. Clarified where the youth said
 * last that they want no support, and does nothing that is known: they stay in the group.
 */
export const statusOf = ({ contacts, measures, occupations }: KaaFile): FileStatus => {
  if (contacts.length === 0) return 'unknown';
  const occupation = occupations.at(-1)?.occupation ?? 'unknown';
  if (measures.some(isUnderWay) || !IDLE.includes(occupation)) return 'in-activity';
  return contacts.at(-1)!.outcome === 'wants-no-support' ? 'clarified' : 'follow-up';
};
