import type { Deviation } from './deviation.js';

/** What would resolve each kind of deviation, for whoever is to do something about it. */
export const remedies: Readonly<Record<Deviation['kind'], string>> = {
  'missing-price': 'Publish a price for the year, the kind of principal, the study path and the variant, of '
    + 'one of those that are asked for here; what rests on something else does not answer '
    + '(POST /v1/price-lists/{list}/prices, liggare import price-list).',
  'missing-payer': 'Have the municipality reported where the pupil is registered, or stays '
    + '(POST /v1/persons/{person}/home-municipality or …/stay-municipality, liggare import population, '
    + 'liggare record home-municipality).',
  'payer-not-a-municipality': 'Have the municipality reported: a pseudo code pays nothing '
    + '(POST /v1/persons/{person}/home-municipality, liggare import population, '
    + 'liggare record home-municipality).',
  'unknown-unit': 'Register the school unit with its principal (POST /v1/school-units, '
    + 'liggare import school-units), or have the code of the unit corrected.',
  'unknown-policy': 'Set the policy that the agreement names (POST /v1/cost-policies/{policy}/versions; '
    + 'liggare agreements lists those there are).',
  'two-schools': 'Let a school withdraw what it reported or report the end, or decide who is paid '
    + '(POST /v1/persons/{person}/dispute-decisions, liggare dispute decide).',
  'two-study-paths': 'Let the school report a change of study path or withdraw an enrolment, or decide which '
    + 'study path is paid (POST /v1/persons/{person}/dispute-decisions, liggare dispute decide). A decision '
    + 'that names the school alone decides nothing here.',
  'extended-study-undecided': 'Decide that the municipality pays for study beyond the years of the education '
    + '(POST /v1/persons/{person}/extended-study-decisions, liggare funding extended-study), or have the day '
    + 'corrected that it began on.',
  'decision-without-place': 'Withdraw the decision (POST /v1/persons/{person}/funding-decision-withdrawals, '
    + 'liggare funding withdraw) and decide for the unit, the days and the municipality as they are, or have '
    + 'the place reported. Support of programinriktat val is for study paths that begin with IMV alone, for '
    + 'a year at most.',
  'unconfirmed-placement': 'Have the start reported, at whatever school '
    + '(POST /v1/persons/{person}/enrolments, liggare import elin, liggare record enrolments). Until the '
    + 'deadline the placement is charged; if no start confirms it, it never was to be.',
  'unit-closed': 'Have the school that the pupil went on to report the start, or the register of units '
    + 'corrected (POST /v1/school-units, liggare import school-units): a closed unit is paid nothing.',
  'too-old-at-start': 'Have the identity number or the day of the start corrected, or the start withdrawn '
    + '(POST /v1/persons/{person}/schooling-withdrawals, liggare record schooling-withdrawals). It is '
    + 'charged: the right to begin ends with June of the year in which one turns 20, and a municipality may '
    + 'pay all the same.',
  'dated-ahead': 'Have the day corrected if it is a slip, such as of the year '
    + '(POST /v1/persons/{person}/schooling-withdrawals, liggare record schooling-withdrawals). It is '
    + 'charged as reported; the doubt ends on that day.',
  'reported-late': 'Ask the school to report within the days of the policy (liggare reporting tells how long '
    + 'each takes). It is charged or credited all the same, as a difference where months were settled.',
};

/** Kinds of which the days are charged, with a question mark. */
const CHARGED: ReadonlySet<Deviation['kind']> =
  new Set(['unconfirmed-placement', 'too-old-at-start', 'dated-ahead', 'reported-late']);

export const isCharged = (kind: Deviation['kind']): boolean => CHARGED.has(kind);

export const deviationKinds = Object.keys(remedies) as Deviation['kind'][];
