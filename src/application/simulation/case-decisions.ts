import { addDays, type CivilDate, earlier } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import type { CaseStep } from './case-work.js';
import type { Random } from './random.js';

/** How often, in ten-thousandths of those it may be about: assumed. */
const RATES = { disclosed: 6_000, equivalent: 150, equivalentEnds: 5_000, planRevised: 3_000 } as const;

const EDUCATIONS = [
  'international-baccalaureate', 'foreign-upper-secondary', 'folk-high-school',
  'adult-education-upper-secondary',
] as const;

/** A spell with what was done in it. */
export interface DecidedSpell extends Period {
  readonly municipality: string;
  readonly ended: string | null;
  readonly protected: boolean;
  readonly steps: readonly CaseStep[];
}

/**
 * What else officers decide on a youth once the work of a spell is done: whether an education is equivalent,
 * a second version of the plan, whether the next municipality may read the file, and that theirs goes on
 * being responsible where the register no longer tells. From a stream of chance of its own.
 */
export const caseDecisions = (
  random: Random, spell: DecidedSpell, next: DecidedSpell | undefined, told: Period,
): CaseStep[] => [
  ...revisesPlan(random, spell, told), ...findsEquivalent(random, spell, told),
  ...handsOver(random, spell, next), ...confirms(spell, next),
];

/** The spell as it is once an education in it was found equivalent. */
export const endedByDecision = <S extends DecidedSpell>(spell: S): S => {
  const began = spell.steps.find(({ route }) => route === 'kaa-equivalent-educations');
  return began ? { ...spell, to: began.on, ended: 'began-equivalent-education' } : spell;
};

const isDone = (steps: readonly CaseStep[], done: CaseStep['route']): boolean =>
  steps.some(({ route }) => route === done);

/** Some days after all else that was done. */
const afterwards = (random: Random, { steps }: DecidedSpell): CivilDate =>
  addDays(steps.map(({ on }) => on).sort().at(-1)!, random.between(10, 40));

const revisesPlan = (random: Random, spell: DecidedSpell, told: Period): CaseStep[] => {
  if (!isDone(spell.steps, 'kaa-plans') || !random.chance(RATES.planRevised)) return [];
  const on = afterwards(random, spell);
  const said = { goal: 'Begin a vocational programme', municipalityDoes: 'Books guidance',
    followUps: [addDays(on, 30)] };
  return on < earlier(spell.to, told.to) ? [{ route: 'kaa-plans', on, said }] : [];
};

const findsEquivalent = (random: Random, spell: DecidedSpell, told: Period): CaseStep[] => {
  if (!isDone(spell.steps, 'kaa-contacts') || !random.chance(RATES.equivalent)) return [];
  const on = addDays(afterwards(random, spell), 41);
  if (on >= earlier(spell.to, told.to)) return [];
  const education = random.pick(EDUCATIONS);
  const ends = addDays(on, random.between(30, 90));
  const outcome = random.pick(['completed', 'aborted'] as const);
  const began: CaseStep = { route: 'kaa-equivalent-educations', on, said: { education } };
  const ended: CaseStep =
    { route: 'kaa-equivalent-education-ends', on: ends, said: { education, outcome } };
  return random.chance(RATES.equivalentEnds) && ends < told.to ? [began, ended] : [began];
};

/** Nothing follows a youth by itself: who moved is known to the next municipality if theirs lets it read. */
const handsOver = (random: Random, spell: DecidedSpell, next: DecidedSpell | undefined): CaseStep[] => {
  const isMove = next?.from === spell.to && next.municipality !== spell.municipality;
  if (!isMove || spell.steps.length === 0 || !random.chance(RATES.disclosed)) return [];
  return [{ route: 'kaa-disclosures', on: spell.to, said: { to: next.municipality } }];
};

const confirms = ({ protected: isProtected, ended, to }: DecidedSpell, next?: DecidedSpell): CaseStep[] =>
  (isProtected && ended === 'no-longer-registered' && !next
    ? [{ route: 'kaa-responsibilities', on: to, said: {} }] : []);
