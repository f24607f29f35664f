import { addDays, type CivilDate, earlier, later } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import { type CaseStep, inRegisterFrom } from './case-work.js';
import type { Random } from './random.js';

/** How often, in ten-thousandths of those it may be about: assumed. */
const RATES = {
  disclosed: 6_000, equivalent: 150, equivalentEnds: 5_000, planRevised: 3_000,
  explained: 5_000, wordsTakenAway: 400,
} as const;

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
  /** While there is a sign that no school ever spoke of the youth: the events it rests on. */
  readonly unheardOf?: readonly string[];
}

/**
 * What else officers decide on a youth once the work of a spell is done: whether an education is equivalent,
 * a second version of the plan, whether the next municipality may read the file, that theirs goes on being
 * responsible where the register no longer tells, what is behind a sign, and that words must go. From a
 * stream of chance of its own.
 */
export const caseDecisions = (
  random: Random, spell: DecidedSpell, next: DecidedSpell | undefined, told: Period,
): CaseStep[] => [
  ...revisesPlan(random, spell, told), ...findsEquivalent(random, spell, told),
  ...handsOver(random, spell, next), ...confirms(spell, next),
  ...explainsSign(random, spell, told), ...takesWordsAway(random, spell, told),
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

/** The sign is ticked off by what it rests on: whoever moves is a sign again where they come to. */
const explainsSign = (random: Random, spell: DecidedSpell, told: Period): CaseStep[] => {
  const { unheardOf: evidence, steps, from, to } = spell;
  if (!evidence || !random.chance(RATES.explained)) return [];
  const looked: Pick<CaseStep, 'on'> = { on: inRegisterFrom(later(from, told.from)) };
  const on = addDays([looked, ...steps].map((one) => one.on).reduce(later), random.between(1, 5));
  const why = random.pick(['never-began', 'followed-up'] as const);
  return on < earlier(to, told.to) ? [{ route: 'sign-explanations', on, said: { evidence, why } }] : [];
};

/** Confirmed although one is asked, seen by somebody else, and destroyed: that there was a plan stays. */
const takesWordsAway = (random: Random, spell: DecidedSpell, told: Period): CaseStep[] => {
  if (!isDone(spell.steps, 'kaa-plans') || !random.chance(RATES.wordsTakenAway)) return [];
  const on = addDays(afterwards(random, spell), 41);
  if (on >= earlier(spell.to, told.to)) return [];
  const said = { goal: 'Begin in autumn, once there is a diagnosis', wordsConfirmed: true };
  return [{ route: 'kaa-plans', on, said }, { route: 'plan-erasures', on, said: {} }];
};
