import { isCompletion, tooOldOn } from '../../domain/kaa/conditions.js';
import { ofAgeOn } from '../../domain/kaa/of-age.js';
import type { RulesOn } from '../../domain/kaa/rules.js';
import { birthIn } from '../../domain/person/birth.js';
import type { PersonEvent } from '../../domain/person/events.js';
import type { PersonFact } from '../../domain/person/municipality.js';
import type { Ending } from '../../domain/schooling/stays.js';
import type { Timeline } from '../../domain/schooling/timelines.js';
import { type CivilDate, earlier, FOREVER } from '../../domain/shared/civil-date.js';
import { firstIndex } from '../../domain/shared/ordered.js';
import {
  covering, joined, type Ordered, type Period, within, without,
} from '../../domain/shared/period.js';
import { standing } from '../../domain/shared/standing.js';
import type { SortedFacts } from '../person-facts.js';
import type { LeftRow } from './collections.js';

const DAWN: CivilDate = '0001-01-01';

/** When somebody who has left a school is to be followed up, whatever the schools say. */
export interface FollowUp {
  /** The first day of the rest: 20 years old, dead, or with a diploma (schooling-and-cost.md 9). */
  readonly endsOn: CivilDate;
  /** Days on which the person lives abroad. */
  readonly abroad: Ordered;
  /** Up to the 18th birthday; nobody is known to be a minor while no birth is known. */
  readonly minorUntil: CivilDate;
}

export const followUpOf = (
  facts: Pick<SortedFacts, 'person' | 'documents'>, rulesOn: RulesOn,
): FollowUp => {
  const person = standing(facts.person);
  const birth = birthIn(person);
  const completed = standing(facts.documents).filter(isCompletion).map(({ event }) => event.data.validOn);
  const endings = [...daysOf(person, 'Died'), ...(birth ? [tooOldOn(birth, rulesOn)] : []), ...completed];
  return {
    endsOn: endings.reduce(earlier, FOREVER), abroad: abroadIn(person),
    minorUntil: birth ? ofAgeOn(birth, rulesOn) : DAWN,
  };
};

const daysOf = (facts: readonly PersonFact[], type: PersonEvent['type']): CivilDate[] =>
  facts.filter(({ event }) => event.type === type).map(({ event }) => event.data.validOn);

/** From each emigration to the next registration in Sweden. */
const abroadIn = (facts: readonly PersonFact[]): Ordered => {
  const registered = daysOf(facts, 'HomeMunicipalityRegistered');
  return joined(daysOf(facts, 'Emigrated').map((from) => (
    { from, to: registered[firstIndex(registered, (day) => day > from)] ?? FOREVER })));
};

/** A way out of a school that is no way into anything else. */
type WayOut = Pick<LeftRow, 'unit' | 'leftOn' | 'how'>;

const HOW: Partial<Record<Ending['how'], LeftRow['how']>> =
  { dropout: 'dropout', absence: 'absence', document: 'study-certificate' };

/** The ways out by day, in order; of several on one day the last that a school reported. */
const waysOut = ({ endings, lapsed, noShows }: Timeline): WayOut[] => {
  const byDay = new Map<CivilDate, WayOut>();
  for (const { unit, on } of lapsed) byDay.set(on, { unit, leftOn: on, how: 'not-confirmed' });
  for (const { unit, on } of noShows) byDay.set(on, { unit, leftOn: on, how: 'no-show' });
  for (const { unit, on, how } of endings) {
    const known = HOW[how];
    if (known) byDay.set(on, { unit, leftOn: on, how: known });
  }
  return [...byDay.values()].sort((a, b) => (a.leftOn < b.leftOn ? -1 : 1));
};

/**
 * Days outside after leaving, until taken in somewhere, or until the follow-up ends: the list to follow up.
 * One day between two schools is a day outside; none is none (schooling-and-cost.md 9).
 */
export const daysLeft = ({ stays, ...rest }: Timeline, { endsOn, abroad }: FollowUp): (WayOut & Period)[] => {
  const present = joined(stays);
  const ways = waysOut({ stays, ...rest });
  return ways.filter((way) => !covering(present, way.leftOn)).flatMap((way, index, all) => {
    const taken = present[firstIndex(present, ({ from }) => from > way.leftOn)]?.from ?? FOREVER;
    const next = all[index + 1]?.leftOn ?? FOREVER;
    const outside = { from: way.leftOn, to: [taken, next].reduce(earlier, endsOn) };
    return without(outside, within(abroad, outside)).map((part) => ({ ...way, ...part }));
  });
};
