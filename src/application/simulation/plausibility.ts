import type { CivilDate } from '../../domain/shared/civil-date.js';
import { covers, overlap, type Period } from '../../domain/shared/period.js';
import { type CaseStep, inRegisterFrom } from './case-work.js';

/** A spell in the register with what was done in it. */
export interface WorkedSpell extends Period {
  readonly person: string;
  readonly ended: string | null;
  readonly steps: readonly CaseStep[];
}

/** A figure beside what was published for the country. */
export interface Band {
  readonly figure: string;
  readonly least: number;
  readonly most: number;
  /** None where there is nobody to count. */
  readonly simulated: number | undefined;
  readonly isWithin: boolean;
}

/** One school year, and its autumn half-year. */
export interface SimulatedYear {
  readonly year: Period;
  readonly autumn: Period;
}

interface Counted {
  readonly autumn: readonly WorkedSpell[];
  readonly year: readonly WorkedSpell[];
  readonly left: readonly WorkedSpell[];
  readonly days: SimulatedYear;
}

const persons = (spells: readonly WorkedSpell[]): number => new Set(spells.map(({ person }) => person)).size;
const ratio = (part: number, whole: number): number | undefined =>
  (whole === 0 ? undefined : Math.round((part * 1_000) / whole) / 10);
const among = (spells: readonly WorkedSpell[], isOne: (spell: WorkedSpell) => boolean): number | undefined =>
  ratio(persons(spells.filter(isOne)), persons(spells));

const did = (route: CaseStep['route'], days: Period) => ({ steps }: WorkedSpell): boolean =>
  steps.some((step) => step.route === route && covers(days, step.on));
/** In a measure on a day of the days: begun before their end, and not ended before them. */
const isInMeasure = ({ from, to }: Period) => ({ steps }: WorkedSpell): boolean => {
  const of = (route: CaseStep['route']): CivilDate | undefined =>
    steps.find((step) => step.route === route)?.on;
  const [start, end = to] = [of('kaa-measure-starts'), of('kaa-measure-ends')];
  return start !== undefined && start < to && end >= from;
};
const hasOccupation = ({ steps }: WorkedSpell): boolean => steps.some(({ said }) => {
  const occupation = said.occupation ?? said.occupationAfter;
  return occupation !== undefined && occupation !== 'unknown';
});
const leftBy = (...exits: readonly string[]) => ({ left }: Counted): number | undefined =>
  ratio(left.filter(({ ended }) => exits.includes(ended ?? '')).length, left.length);
/** When the register has them, not when they came out of school: of the summer's, in the autumn. */
const came = ({ year, days }: Counted, isAutumn: boolean): number => year
  .map(({ from }) => inRegisterFrom(from))
  .filter((day) => covers(days.year, day) && covers(days.autumn, day) === isAutumn).length;

type Published = readonly [string, number, number, (counted: Counted) => number | undefined];

/**
 * What was published for the country under the law since July 2018, with five points to either side where one
 * number was. Autumn half-years: H2 2019 to H2 2022; years: 2021/22 and 2022/23, and 2018/19 for how youths
 * leave (Skolverket; docs/reference/simulator.md).
 */
const PUBLISHED: readonly Published[] = [
  ['contacted in the autumn, %', 40, 50,
    ({ autumn, days }) => among(autumn, did('kaa-contacts', days.autumn))],
  ['in a measure in the autumn, %', 18, 24, ({ autumn, days }) => among(autumn, isInMeasure(days.autumn))],
  ['occupation known over the year, %', 47, 57, ({ year }) => among(year, hasOccupation)],
  ['deregistered in the autumn, %', 36, 46,
    ({ autumn, days }) => among(autumn, ({ to }) => covers(days.autumn, to))],
  ['in the year of those in the autumn, %', 122, 132,
    ({ autumn, year }) => ratio(persons(year), persons(autumn))],
  ['came in the autumn of those in the spring, %', 200, Number.POSITIVE_INFINITY,
    (counted) => ratio(came(counted, true), came(counted, false))],
  ['left at 20, %', 42, 52, leftBy('turned-20')],
  ['left for a national programme, %', 17, 27,
    leftBy('began-national-programme', 'began-equivalent-education')],
  ['left for an introduction programme, %', 12, 22, leftBy('began-introductory-programme')],
  ['left having completed, %', 0, 9, leftBy('completed')],
  ['left otherwise, %', 5, 15, leftBy('no-longer-registered', 'emigrated', 'died')],
];

/** A simulated register held against published figures: those outside are told too. */
export const plausibility = (spells: readonly WorkedSpell[], days: SimulatedYear): Band[] => {
  const year = spells.filter((spell) => overlap(spell, days.year));
  const counted: Counted = {
    days, year, autumn: year.filter((spell) => overlap(spell, days.autumn)),
    left: year.filter(({ to }) => covers(days.year, to)),
  };
  return PUBLISHED.map(([figure, least, most, of]) => {
    const simulated = of(counted);
    return { figure, least, most, simulated,
      isWithin: simulated !== undefined && least <= simulated && simulated <= most };
  });
};
