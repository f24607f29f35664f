import type { Deviation } from './deviation.js';

/** What would resolve each kind of deviation, for whoever is to do something about it. */
export const remedies: Readonly<Record<Deviation['kind'], string>> = {
  'missing-price': 'Publish a price for the year, the kind of principal, the study path and the variant, of '
    + 'one of those that are asked for here; what rests on something else does not answer.',
  'missing-payer': 'Have the municipality where the pupil is registered, or stays, reported.',
  'payer-not-a-municipality': 'Have the municipality reported: a pseudo code pays nothing.',
  'unknown-unit': 'Register the school unit with its principal, or have the code of the unit corrected.',
  'unknown-policy': 'Set the policy that the agreement names.',
  'two-schools': 'Let a school withdraw what it reported or report the end, or decide who is paid '
    + '(POST /v1/persons/{person}/dispute-decisions).',
  'two-study-paths': 'Let the school report a change of study path or withdraw an enrolment, or decide which '
    + 'study path is paid (POST /v1/persons/{person}/dispute-decisions).',
  'extended-study-undecided': 'Decide that the municipality pays for study beyond the years of the education '
    + '(POST /v1/persons/{person}/extended-study-decisions), or have the day corrected that it began on.',
  'unconfirmed-placement': 'Have the start reported, at whatever school. Until the deadline the placement is '
    + 'charged; if no start confirms it, it never was to be.',
  'unit-closed': 'Have the school that the pupil went on to report the start, or the register of units '
    + 'corrected: a closed unit is paid nothing.',
  'too-old-at-start': 'Have the identity number or the day of the start corrected, or the start withdrawn. '
    + 'It is charged: the right to begin ends with June of the year in which one turns 20, and a '
    + 'municipality may pay all the same.',
  'dated-ahead': 'Have the day corrected if it is a slip, such as of the year. It is charged as reported; '
    + 'the doubt ends on that day.',
  'reported-late': 'Ask the school to report within the days of the policy. It is charged or credited all '
    + 'the same, as a difference where months were settled.',
};

/** Kinds of which the days are charged, with a question mark. */
const CHARGED: ReadonlySet<Deviation['kind']> =
  new Set(['unconfirmed-placement', 'too-old-at-start', 'dated-ahead', 'reported-late']);

export const isCharged = (kind: Deviation['kind']): boolean => CHARGED.has(kind);

export const deviationKinds = Object.keys(remedies) as Deviation['kind'][];
