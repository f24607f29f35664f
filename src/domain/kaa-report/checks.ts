import type { CivilDate } from '../shared/civil-date.js';
import { identityNumber } from '../shared/identity-number.js';
import { coveredTwice, covers } from '../shared/period.js';
import { Refusal } from '../shared/refusal.js';
import { daysOf, type ReportedYouth } from './reported-youth.js';

/** The facts that break a rule, by their ids; none where it is no single fact, undefined where it holds. */
type Broken = readonly string[] | undefined;

/** A rule that a half-year report is held against before it is made, and how to mend what breaks it. */
interface Check {
  readonly rule: string;
  readonly mend: string;
  readonly broken: (youth: ReportedYouth) => Broken;
}

/** Broken where that is so, by no fact in particular. */
const where = (isBroken: boolean): Broken => (isBroken ? [] : undefined);

/** Broken by those facts, if there are any. */
const by = (facts: readonly { readonly id: string }[]): Broken =>
  (facts.length > 0 ? facts.map(({ id }) => id) : undefined);

const isInRegister = ({ behind: { register } }: ReportedYouth, day: CivilDate): boolean =>
  register.some((spell) => covers(daysOf(spell), day));

const hasValidNumber = ({ number }: ReportedYouth): boolean => {
  if (number?.kind !== 'personal' && number?.kind !== 'coordination') return false;
  try {
    return identityNumber(number.value).kind === number.kind;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
};

/** The checks that follow from law alone; which of them a report is held against, its layout says. */
const CHECKS = {
  'identity-number': {
    rule: 'There is a personal or coordination number, and it is valid.',
    mend: 'Add the number (`identity-numbers`).',
    broken: (youth) => where(!hasValidNumber(youth)),
  },
  'under-20': {
    rule: 'Nobody is 20 when they come into the register.',
    mend: 'Correct the number, which tells the birth, or dispute the listing.',
    broken: ({ spells, behind: { tooOldOn } }) =>
      where(tooOldOn !== undefined && spells.some(({ from }) => from >= tooOldOn)),
  },
  'contact-in-spell': {
    rule: 'Contacts are on days on which the youth is in the register.',
    mend: 'Withdraw the contact and record it on its true day. After a back-dated move, accept it by name.',
    broken: (youth) => by(youth.behind.file.contacts.filter(({ on }) =>
      covers(youth.behind.days, on) && !isInRegister(youth, on))),
  },
  'measure-in-spell': {
    rule: 'Measures begin on days on which the youth is in the register.',
    mend: 'Withdraw the start and record it on its true day. After a back-dated move, accept it by name.',
    broken: (youth) => by(youth.behind.file.measures.filter(({ startedOn, endedOn }) =>
      startedOn !== undefined && startedOn < youth.behind.days.to
      && (endedOn ?? youth.behind.days.from) >= youth.behind.days.from && !isInRegister(youth, startedOn))),
  },
  'measure-dates': {
    rule: 'A measure that ended began, on that day or before.',
    mend: 'Withdraw the end or the start, and record it on its true day.',
    broken: ({ behind: { file, days } }) => by(file.measures.filter(({ startedOn, endedOn }) =>
      endedOn !== undefined && covers(days, endedOn) && (startedOn === undefined || endedOn < startedOn))),
  },
  'deregistration': {
    rule: 'Who left the register has a day and a reason for it, and the day comes after the registration.',
    mend: 'Nothing to mend by hand: tell whoever runs the service, since the register is kept by it.',
    broken: ({ spells }) => where(spells.some(({ from, to, ended }) =>
      (to === undefined) !== (ended === undefined) || (to !== undefined && to <= from))),
  },
  'birthday-20': {
    rule: '"Turned 20" is on the 20th birthday.',
    mend: 'Correct the number, which tells the birth; the register follows by itself.',
    broken: ({ spells, behind: { tooOldOn } }) => where(spells.some(({ to, ended }) =>
      ended === 'turned-20' && to !== tooOldOn)),
  },
  'completion-shown': {
    rule: 'Who left by completing an education has a diploma, a certificate or a decision that shows it.',
    mend: 'Record the document or the decision, or withdraw what says that it was completed.',
    broken: ({ spells, behind: { completedOn } }) => where(spells.some(({ to, ended }) =>
      ended === 'completed' && !completedOn.some((day) => to !== undefined && day <= to))),
  },
  'spells-apart': {
    rule: 'No two spells of a youth in the municipality have a day in common.',
    mend: 'Nothing to mend by hand: tell whoever runs the service, since the register is kept by it.',
    broken: ({ behind: { register } }) => where(coveredTwice(register.map(daysOf)).length > 0),
  },
  'contact-occupation': {
    rule: 'What the youth does is known on the day of each contact.',
    mend: 'Record the occupation on the day of the contact (`kaa-occupations`).',
    broken: ({ spells, behind: { file: { occupations } } }) => by(spells.flatMap(({ contacts }) =>
      contacts.filter(({ on }) => !occupations.some((known) => known.on === on)))),
  },
  'register-agrees': {
    rule: 'The register is what follows from the facts.',
    mend: 'Wait a moment: the register is being kept. If it stays, `GET /v1/kaa/drift`, or '
      + '`liggare kaa --drift`, tells of it.',
    broken: ({ behind: { isRegisterRight } }) => where(!isRegisterRight),
  },
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;
export const CHECK_NAMES = Object.keys(CHECKS) as readonly CheckName[];

/**
 * What no layout can leave out: a cell that it says must be filled is empty, and a code that it has no word
 * for. Nobody can accept the latter, since there is nothing to write.
 */
const LAYOUT_CHECKS = {
  'column-empty': {
    rule: 'A column that must be filled is filled.',
    mend: 'Record what is missing: `column` names it as the layout does.',
  },
  'code-unmapped': {
    rule: 'Every code has its word in the layout.',
    mend: 'Publish a layout that has a word for the code: `column` names where it would stand.',
  },
} as const;

export type FailingCheck = CheckName | keyof typeof LAYOUT_CHECKS;
export const FAILING_CHECKS = [...CHECK_NAMES, ...Object.keys(LAYOUT_CHECKS)] as readonly FailingCheck[];

export const checkNamed = (name: FailingCheck): Pick<Check, 'rule' | 'mend'> =>
  ({ ...CHECKS, ...LAYOUT_CHECKS })[name];

/** One rule that one youth breaks. */
export interface Failure {
  readonly check: FailingCheck;
  /** Events that break it, where they are single ones. */
  readonly facts: readonly string[];
  /** Of checks of the layout: the column. */
  readonly column?: string;
}

/** The rules of a list that a youth breaks, in the order of the list. */
export const failuresOf = (youth: ReportedYouth, names: readonly CheckName[]): Failure[] =>
  names.flatMap((check) => {
    const facts = CHECKS[check].broken(youth);
    return facts === undefined ? [] : [{ check, facts }];
  });
