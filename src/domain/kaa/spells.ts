import type { PersonFact } from '../person/municipality.js';
import type { SchoolingFact } from '../schooling/standing.js';
import type { Stay } from '../schooling/stay.js';
import { addDays, type CivilDate, FOREVER, yearOf } from '../shared/civil-date.js';
import { covering, covers, joined, type Ordered, type Period, within } from '../shared/period.js';
import type { Condition } from './condition-names.js';
import type { Conditions } from './conditions.js';
import { isIntroductory } from './in-education.js';
import type { KaaPolicy } from './policy.js';
import type { Responsibility } from './responsibility.js';
import type { Entry, Exit } from './spell-codes.js';

/** An unbroken time in the target group in one municipality (period i KAA). */
export interface Spell extends Period {
  readonly municipality: string;
  readonly began: Entry;
  readonly openedBy: readonly string[];
  /** Known ahead for everyone whose birth is known: nobody stays beyond the 20th birthday. */
  readonly ended?: Exit;
  readonly closedBy: readonly string[];
  /** Somebody is placed for the coming autumn: the register waits up to this day, which does not wait. */
  readonly waitsUntil?: CivilDate;
  /** Whoever started while the register waited never comes into it. */
  readonly startedInTime: boolean;
}

export interface SpellFacts {
  /** Days on which all conditions are met. */
  readonly met: Ordered;
  readonly conditions: Conditions;
  readonly responsible: Ordered<Responsibility>;
  readonly person: readonly PersonFact[];
  readonly stays: readonly Stay[];
  readonly schooling: readonly SchoolingFact[];
}

export const spellsIn = (facts: SpellFacts, policy: KaaPolicy): Spell[] => {
  const homes = byMunicipality(facts.responsible);
  const inGroup = homes.flatMap((home) =>
    within(facts.met, home).map(({ from, to }) => ({ from, to, municipality: home.municipality })));
  const unbroken = joined(inGroup);
  return inGroup.map((spell) => ({
    ...spell, ...entryInto(spell, facts), ...exitFrom(spell, facts),
    ...waitingIn(covering(unbroken, spell.from)!, spell.municipality, facts, policy),
  }));
};

interface Home extends Period {
  readonly municipality: string;
}

/** Responsibilities of one municipality that touch are one, whatever each is known from. */
const byMunicipality = (responsible: Ordered<Responsibility>): Home[] => {
  const homes: Home[] = [];
  for (const { from, to, municipality } of responsible) {
    const last = homes.at(-1);
    if (last?.to === from && last.municipality === municipality) homes[homes.length - 1] = { ...last, to };
    else homes.push({ from, to, municipality });
  }
  return homes;
};

/** The events by which a condition turns on a day; undefined if it does not. */
const turning = (conditions: Conditions, condition: Condition, day: CivilDate) =>
  conditions[condition].find(({ from }) => from === day)?.decidedBy;

const entryInto = (
  { from, municipality }: Home, { conditions, responsible, stays }: SpellFacts,
): Pick<Spell, 'began' | 'openedBy'> => {
  const outside = turning(conditions, 'not-in-education', from);
  const isDocument = stays.some(({ to, ended }) => to === from && ended === 'document');
  if (outside) return { began: isDocument ? 'study-certificate' : 'interrupted', openedBy: outside };
  const over = turning(conditions, 'compulsory-schooling-over', from);
  if (over) return { began: 'compulsory-schooling-over', openedBy: over };
  const home = responsible.find((period) => period.from === from && period.municipality === municipality);
  return { began: 'moved-in', openedBy: home?.decidedBy ?? [] };
};

const COMPLETED: readonly Condition[] = ['no-diploma', 'no-adapted-certificate', 'no-equivalent-completed'];

const exitFrom = ({ to }: Home, facts: SpellFacts): Pick<Spell, 'ended' | 'closedBy'> => {
  const { conditions, responsible } = facts;
  const idsOn = (type: PersonFact['event']['type']): string[] => facts.person
    .filter(({ event }) => event.type === type && event.data.validOn === to).map(({ id }) => id);
  const left = (type: PersonFact['event']['type'], ended: Exit) => {
    const closedBy = idsOn(type);
    return closedBy.length > 0 ? { ended, closedBy } : undefined;
  };
  const turned = (condition: Condition, ended: Exit) => {
    const closedBy = turning(conditions, condition, to);
    return closedBy && { ended, closedBy };
  };
  if (to === FOREVER) return { closedBy: [] };
  const next = responsible.find(({ from }) => from === to)?.decidedBy;
  return left('Died', 'died') ?? turned('under-20', 'turned-20')
    ?? COMPLETED.map((condition) => turned(condition, 'completed')).find((exit) => exit !== undefined)
    ?? turned('not-in-education', beganOn(to, facts)) ?? left('Emigrated', 'emigrated')
    ?? { ended: 'no-longer-registered', closedBy: next ?? idsOn('HomeMunicipalityRegistered') };
};

const beganOn = (day: CivilDate, { stays }: SpellFacts): Exit => {
  const span = stays.filter((stay) => !covering(stay.provisional, day))
    .flatMap((stay) => covering(stay.spans, day) ?? [])[0];
  if (!span) return 'began-equivalent-education';
  return isIntroductory(span.studyPath) ? 'began-introductory-programme' : 'began-national-programme';
};

const STARTS: readonly string[] = ['Enrolled', 'Transferred'];

/**
 * The register waits for those who are placed for the coming autumn, from the end of compulsory schooling to
 * a day in September that the municipality sets: whoever has started by then never was outside. A design
 * choice, not law. Nobody is waited for twice in a summer: one who started and left again is outside.
 */
const waitingIn = (
  outside: Period, municipality: string, { conditions, schooling }: SpellFacts,
  { waitsFrom, routineOn }: KaaPolicy,
): Pick<Spell, 'waitsUntil' | 'startedInTime'> => {
  const { waitsThrough } = routineOn(municipality, outside.from);
  const year = yearOf(outside.from);
  const summer = { from: `${year}-${waitsFrom}`, to: addDays(`${year}-${waitsThrough}`, 1) };
  const isIn = (period: Period, types: readonly string[]): boolean => schooling.some(({ event }) =>
    types.includes(event.type) && covers(period, event.data.validOn));
  const isPlaced = isIn(summer, ['SummerPlaced']) || isIn({ from: outside.from, to: summer.to }, STARTS);
  const hasStarted = isIn({ from: `${year}-07-01`, to: outside.from }, STARTS);
  if (!covers(summer, outside.from) || !isPlaced || hasStarted) return { startedInTime: false };
  const isBack = turning(conditions, 'not-in-education', outside.to) !== undefined;
  return { waitsUntil: summer.to, startedInTime: isBack && outside.to < summer.to };
};

/** Whether a spell is in the register for who looks on a day, or whether the register waits for a start. */
export const registerStanding = (
  { waitsUntil, startedInTime }: Spell, lookedAt: CivilDate,
): 'registered' | 'awaiting-start' => {
  const waits = startedInTime || (waitsUntil !== undefined && lookedAt < waitsUntil);
  return waits ? 'awaiting-start' : 'registered';
};
