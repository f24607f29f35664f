import { byWeight, type Picker, type Random } from './random.js';
import { rates } from './rates.js';

/**
 * How the school year begins for a pupil. Year 1 has all but the last three, the later years the two before
 * the last; the last is for those who are no pupils when it begins.
 */
export type Beginning =
  | 'confirmed' | 'elsewhere' | 'late-elsewhere' | 'never' | 'direct' | 'late-direct'
  | 'goes-on' | 'changes-school' | 'outside';

/** The one thing of note that happens to a pupil in the year, if any does. */
export type Happening =
  | 'nothing' | 'drops-out' | 'drops-out-and-comes-back' | 'pauses' | 'changes-path' | 'transfers'
  | 'leaves-and-starts' | 'changes-programme-twice' | 'leaves-at-18' | 'leaves-for-pseudo-unit'
  | 'dropout-removed' | 'transfer-removed'
  | 'admission-corrected' | 'admission-of-no-show' | 'admission-at-wrong-school'
  | 'overlaps' | 'overlaps-for-good' | 'dies' | 'emigrates';

/** Where a pupil lives over the year. */
export type Residing =
  | 'stays' | 'moves-inside' | 'moves-out' | 'moves-in' | 'moves-in-from-abroad' | 'lives-outside'
  | 'newcomer' | 'asylum-seeker';

export type Protected = 'none' | 'secrecy-marking' | 'protected-registration';
export type Leaving = 'diploma' | 'study-certificate' | 'none';

/** What somebody has behind them who is outside school for all of the year, or a part of it. */
export type Before =
  | 'never-began' | 'dropped-out' | 'study-certificate' | 'leaves-in-autumn' | 'leaves-in-spring';

/** What such a one does in the year. */
export type Then = 'stays-outside' | 'begins-programme' | 'begins-introduction' | 'completes'
  | 'emigrates' | 'dies';

/** A youth whom no school of this year takes in when it begins. */
export interface Outside {
  /** How old they become in the calendar year in which the school year begins. */
  readonly turns: 17 | 18 | 19 | 20;
  readonly before: Before;
  readonly then: Then;
  /** Stays here unregistered, under a coordination number; registered later, if another succeeds it. */
  readonly unregistered?: { readonly coordinationNumber: string; readonly successor: string | undefined };
}

/** What kind of pupil this is, before any day or school is drawn. */
export interface Traits {
  readonly year: 1 | 2 | 3 | 4;
  readonly beginning: Beginning;
  readonly happening: Happening;
  readonly residence: Residing;
  readonly protection: Protected;
  readonly newAddress: boolean;
  readonly leaving: Leaving;
  /** Gets a certificate in June, if on an introduction programme. */
  readonly certificate: boolean;
  /** On a national school of sports. */
  readonly sports: boolean;
  /** Born on 29 February, if somebody of that year of study can be. */
  readonly leapDay?: boolean;
  /** What has to be studied for the rest to come about. */
  readonly programme?: string;
  readonly priceVariant?: string;
  /** Of those who are outside school when the year begins. */
  readonly outside?: Outside;
}

/**
 * The first pupils of every region, so that even a small one has each kind of event and each trouble in it.
 * All others are left to chance.
 */
export const CAST: readonly Partial<Traits>[] = [
  { year: 1, beginning: 'confirmed', happening: 'nothing' },
  { year: 1, beginning: 'elsewhere', happening: 'nothing' },
  { year: 1, beginning: 'late-elsewhere', happening: 'nothing' },
  { year: 1, beginning: 'never' },
  { year: 1, beginning: 'direct', happening: 'nothing' },
  { year: 1, beginning: 'confirmed', happening: 'drops-out' },
  { year: 1, beginning: 'confirmed', happening: 'drops-out-and-comes-back' },
  { year: 2, beginning: 'goes-on', happening: 'pauses' },
  { year: 1, beginning: 'confirmed', happening: 'changes-path', programme: 'ES' },
  { year: 1, beginning: 'confirmed', happening: 'transfers', programme: 'SA' },
  { year: 1, beginning: 'confirmed', happening: 'leaves-and-starts', programme: 'EK' },
  { year: 1, beginning: 'confirmed', happening: 'leaves-for-pseudo-unit' },
  { year: 1, beginning: 'confirmed', happening: 'dropout-removed' },
  { year: 1, beginning: 'confirmed', happening: 'transfer-removed', programme: 'TE' },
  { year: 1, beginning: 'confirmed', happening: 'admission-corrected' },
  { year: 1, beginning: 'confirmed', happening: 'admission-of-no-show' },
  { year: 1, beginning: 'confirmed', happening: 'admission-at-wrong-school', programme: 'NA' },
  { year: 1, beginning: 'confirmed', happening: 'overlaps', programme: 'VO' },
  { year: 2, beginning: 'goes-on', happening: 'overlaps-for-good', programme: 'NA' },
  { year: 2, beginning: 'changes-school', happening: 'nothing', programme: 'SA' },
  { year: 2, beginning: 'goes-on', happening: 'dies' },
  { year: 2, beginning: 'goes-on', happening: 'emigrates' },
  { year: 2, beginning: 'goes-on', happening: 'nothing', residence: 'moves-inside' },
  { year: 2, beginning: 'goes-on', happening: 'nothing', residence: 'moves-out' },
  { year: 2, beginning: 'goes-on', happening: 'nothing', residence: 'moves-in' },
  { year: 1, beginning: 'confirmed', happening: 'nothing', residence: 'moves-in-from-abroad' },
  { year: 1, beginning: 'late-direct', happening: 'nothing', residence: 'newcomer', programme: 'IM' },
  { year: 1, beginning: 'late-direct', happening: 'nothing', residence: 'asylum-seeker', programme: 'IM' },
  { year: 1, happening: 'nothing', protection: 'secrecy-marking' },
  { year: 2, happening: 'nothing', protection: 'protected-registration' },
  { year: 2, beginning: 'goes-on', happening: 'nothing', newAddress: true },
  { year: 3, beginning: 'goes-on', happening: 'nothing', leaving: 'diploma', programme: 'EK' },
  { year: 3, beginning: 'goes-on', happening: 'nothing', leaving: 'study-certificate', programme: 'SA' },
  { year: 2, beginning: 'goes-on', happening: 'nothing', programme: 'SA', priceVariant: 'Lit' },
  { year: 1, beginning: 'confirmed', happening: 'nothing', programme: 'IM', certificate: true },
  { year: 3, beginning: 'goes-on', happening: 'nothing', programme: 'NA', sports: true },
  { year: 2, beginning: 'goes-on', happening: 'leaves-at-18', leapDay: true },
  { year: 1, beginning: 'confirmed', happening: 'changes-programme-twice', programme: 'SA' },
];

const CAST_STAYS: Partial<Traits> = { residence: 'stays', protection: 'none', newAddress: false };

const { beginnings, laterYears, documents } = rates;

const drawYear = byWeight([1, 2, 3, 4] as const, (year) => rates.years[year - 1]!);
const drawBeginning = byWeight(
  ['confirmed', 'elsewhere', 'never', 'direct'] as const, (kind) => beginnings[kind],
);
const drawLeaving = byWeight<Leaving>(['diploma', 'study-certificate', 'none'], (kind) => documents[kind]);

const beginningOf = (random: Random, year: number): Beginning => {
  if (year > 1) return random.chance(rates.changesSchoolInSummer) ? 'changes-school' : 'goes-on';
  const kind = drawBeginning(random);
  if (kind === 'elsewhere') return random.chance(rates.lateElsewhere) ? 'late-elsewhere' : kind;
  if (kind === 'direct') return random.chance(rates.lateDirect) ? 'late-direct' : kind;
  return kind;
};

type Weighted<T> = readonly (readonly [T, number])[];

const EVERYONE = 10_000;

const happenings = (dropoutsOneIn: number, changesOneIn: number): Weighted<Happening> => {
  const dropouts = Math.round(rates.droppedOut / dropoutsOneIn);
  const cameBack = Math.round((dropouts * rates.cameBack) / EVERYONE);
  const changes = (rate: number): number => Math.round(rate / changesOneIn);
  return [
    ['drops-out', dropouts - cameBack], ['drops-out-and-comes-back', cameBack], ['pauses', rates.paused],
    ['dropout-removed', Math.round(rates.dropoutRemoved / dropoutsOneIn)],
    ['changes-path', changes(rates.pathChanged)], ['transfers', changes(rates.transferred)],
    ['leaves-and-starts', changes(rates.leftAndStarted)],
    ['transfer-removed', changes(rates.transferRemoved)],
    ['leaves-for-pseudo-unit', rates.leftForPseudoUnit],
    ['overlaps', rates.overlapping], ['overlaps-for-good', rates.overlappingForGood],
    ['admission-at-wrong-school', rates.admissionAtWrongSchool],
    ['dies', rates.died], ['emigrates', rates.emigrated],
    ['changes-programme-twice', changes(rates.programmeChangedTwice)],
  ];
};

const ofYearOne: Weighted<Happening> = [
  ['admission-corrected', rates.admissionCorrected], ['admission-of-no-show', rates.admissionOfNoShow],
];

/** Fills up with the item that is left when nothing else is drawn. */
const orElse = <T>(rest: T, weighted: Weighted<T>): Picker<T> => {
  const left = weighted.reduce((sum, [, weight]) => sum - weight, EVERYONE);
  const draw = byWeight<readonly [T, number]>([...weighted, [rest, left]], ([, weight]) => weight);
  return (random) => draw(random)[0];
};

const inYearOne = orElse<Happening>('nothing', [...happenings(1, 1), ...ofYearOne]);
const inLaterYears = orElse<Happening>(
  'nothing', happenings(laterYears.dropoutsOneIn, laterYears.changesOneIn),
);

const drawResidence = orElse<Residing>('stays', [
  ['moves-inside', rates.movesInside], ['moves-out', rates.movesOut], ['moves-in', rates.movesIn],
  ['moves-in-from-abroad', rates.movesInFromAbroad], ['lives-outside', rates.livesOutside],
  ['newcomer', rates.newcomer], ['asylum-seeker', rates.asylumSeeker],
]);

const drawProtection = orElse<Protected>('none', [
  ['secrecy-marking', rates.secrecyMarking], ['protected-registration', rates.protectedRegistration],
]);

const NEW_TO_THE_COUNTRY: Partial<Traits> = {
  year: 1, beginning: 'late-direct', happening: 'nothing', protection: 'none', programme: 'IM',
};

/** What can happen to someone who begins so. */
const possible = (happening: Happening, beginning: Beginning): Happening => {
  if (beginning === 'never') return 'nothing';
  const isPlaced = beginning !== 'direct' && beginning !== 'late-direct';
  return happening === 'admission-of-no-show' && !isPlaced ? 'admission-corrected' : happening;
};

/** Sees to it that traits go together: who has no place cannot leave it, and who is gone does not move. */
const fitting = (traits: Traits): Traits => {
  const { residence, beginning, happening } = traits;
  if (residence === 'newcomer' || residence === 'asylum-seeker') {
    return { ...traits, ...NEW_TO_THE_COUNTRY };
  }
  const isGone = happening === 'dies' || happening === 'emigrates';
  return {
    ...traits,
    residence: isGone || traits.protection !== 'none' ? 'stays' : residence,
    protection: isGone ? 'none' : traits.protection,
    happening: possible(happening, beginning),
  };
};

/** What kind of pupil the one with this index is. */
export const traitsOf = (random: Random, index: number): Traits => {
  const fixed = CAST[index];
  const year = fixed?.year ?? drawYear(random);
  return fitting({
    year, beginning: beginningOf(random, year),
    happening: (year === 1 ? inYearOne : inLaterYears)(random),
    residence: drawResidence(random), protection: drawProtection(random),
    newAddress: random.chance(rates.newAddress), leaving: drawLeaving(random),
    certificate: random.chance(rates.certificate), sports: random.chance(rates.sports),
    ...(fixed && { ...CAST_STAYS, ...fixed }),
  });
};
