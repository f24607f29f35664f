import type { CivilDate } from '../../domain/shared/civil-date.js';
import { addDays, earlier } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import { byWeight, type Random } from './random.js';

/**
 * What an officer does about a youth, as a fact to be recorded; a measure is known by its offer, and the
 * words that are destroyed are those of the plan adopted last.
 */
export interface CaseStep {
  readonly route:
    | 'kaa-assignments' | 'kaa-contact-attempts' | 'kaa-contacts' | 'kaa-occupations' | 'kaa-plans'
    | 'kaa-measures' | 'kaa-measure-declines' | 'kaa-measure-starts' | 'kaa-measure-ends'
    | 'kaa-reminders' | 'kaa-listing-disputes' | 'kaa-responsibilities' | 'kaa-disclosures'
    | 'kaa-equivalent-educations' | 'kaa-equivalent-education-ends' | 'sign-explanations'
    | 'plan-erasures';
  readonly on: CivilDate;
  readonly said: Readonly<Record<string, unknown>>;
}

/**
 * How often officers do what, in ten-thousandths. Contact, measures and known occupations lie within what was
 * published (docs/reference/simulator.md); all else is assumed.
 */
export const workRates = {
  reached: 5_550, offered: 6_600, declined: 2_300, endsBefore: 4_000, assigned: 7_000, planned: 5_000,
  knownWithoutContact: 3_000, disputed: 200, reminded: 1_500,
} as const;

const CHANNELS = ['letter', 'text-message', 'previous-school', 'home-visit'] as const;
const drawAnswer = byWeight(['phone', 'text-message', 'meeting', 'home-visit'] as const, () => 1);
const drawOccupation = byWeight([
  ['work', 31], ['none', 26], ['other-education', 15], ['work-placement', 8], ['military-service', 2],
  ['unknown', 18],
] as const, ([, weight]) => weight);
const drawMeasure = byWeight([
  ['guidance', 35], ['motivation', 25], ['work-placement', 20], ['introductory-programme', 5], ['other', 15],
] as const, ([, weight]) => weight);
const drawEnd = byWeight([
  ['completed', 'none'], ['began-education', 'upper-secondary'], ['began-work', 'work'],
  ['youth-left', undefined],
] as const, () => 1);

/** Those who were there before have all been turned to after so many days. */
const LAST_TURNED_TO = 75;

/** From when a youth is worked with: whoever came in the summer is waited for, as the register waits. */
const SUMMER = { from: '06-01', to: '09-16' };
export const inRegisterFrom = (from: CivilDate): CivilDate => {
  const [year, day] = [from.slice(0, 4), from.slice(5)];
  return day >= SUMMER.from && day < SUMMER.to ? `${year}-${SUMMER.to}` : from;
};

/**
 * What is done about a youth in a spell in the days that are told of, in order; nothing that lies on the end
 * of the spell or later. Those who are there when the days begin are turned to one after the other.
 */
export const caseWork = (random: Random, spell: Period, told: Period): CaseStep[] => {
  const steps: CaseStep[] = [];
  const { to } = spell;
  const came = inRegisterFrom(spell.from);
  const from = came < told.from ? addDays(told.from, random.between(0, LAST_TURNED_TO)) : came;
  const end = earlier(to, told.to);
  const say = (route: CaseStep['route'], on: CivilDate, said: CaseStep['said'] = {}): boolean => {
    if (on >= end) return false;
    steps.push({ route, on, said });
    return true;
  };
  if (random.chance(workRates.assigned)) {
    say('kaa-assignments', addDays(from, 2), { officer: `officer-${random.between(1, 4)}` });
  }
  if (random.chance(workRates.disputed)) {
    say('kaa-listing-disputes', addDays(from, 8), { why: 'is-in-education', corrects: 'school' });
  }
  const reachedAfter = random.chance(workRates.reached) ? random.between(0, 2) : CHANNELS.length;
  let on = addDays(from, random.between(3, 14));
  for (const channel of CHANNELS.slice(0, reachedAfter)) {
    say('kaa-contact-attempts', on, { channel, outcome: 'no-answer' });
    on = addDays(on, random.between(5, 18));
  }
  if (reachedAfter < CHANNELS.length) isReached(random, on, say);
  else if (random.chance(workRates.knownWithoutContact)) say('kaa-occupations', on, { occupation: 'work' });
  return steps;
};

type Say = (route: CaseStep['route'], on: CivilDate, said?: CaseStep['said']) => boolean;

const isReached = (random: Random, on: CivilDate, say: Say): void => {
  const [occupation] = drawOccupation(random);
  const isSupported = random.chance(workRates.offered);
  say('kaa-contacts', on, {
    channel: drawAnswer(random), initiatedBy: random.chance(1_000) ? 'youth' : 'municipality', occupation,
    outcome: isSupported ? 'wants-support' : 'will-think-it-over',
  });
  if (random.chance(workRates.reminded)) {
    say('kaa-reminders', addDays(on, 1), { due: addDays(on, random.between(14, 60)), about: 'contact' });
  }
  if (isSupported) isOffered(random, addDays(on, random.between(0, 10)), say);
};

const isOffered = (random: Random, on: CivilDate, say: Say): void => {
  const [measure] = drawMeasure(random);
  if (!say('kaa-measures', on, { measure, provider: 'municipality' })) return;
  const answeredOn = addDays(on, random.between(1, 12));
  if (random.chance(workRates.declined)) {
    say('kaa-measure-declines', answeredOn);
    return;
  }
  if (random.chance(workRates.planned)) {
    say('kaa-plans', answeredOn, { goal: 'Begin a programme in autumn', youthDoes: 'Visits two schools' });
  }
  const hasBegun = say('kaa-measure-starts', answeredOn);
  if (!hasBegun || !random.chance(workRates.endsBefore)) return;
  const [why, occupationAfter] = drawEnd(random);
  say('kaa-measure-ends', addDays(answeredOn, random.between(20, 90)), { why, occupationAfter });
};
