import { refuse } from '../shared/refusal.js';
import { programmeOf } from '../shared/study-path.js';

/** What is booked together: from or to whom, for which programme, school and month. */
export interface Booked {
  readonly counterparty: string;
  readonly studyPath: string;
  readonly unit: string;
  readonly month: string;
}

/** Which account such amounts go to. What a rule leaves out fits everything. */
export interface AccountRule {
  /** Absent: such amounts are not booked, as within one municipality. */
  readonly account?: string;
  readonly counterparty?: string;
  /** A municipality has a code of four digits; all others are principals of other kinds. */
  readonly counterpartyIs?: 'municipality' | 'other' | 'self';
  readonly programme?: string;
  /** Months of one calendar year. */
  readonly year?: string;
}

/** What an object of a dimension is taken from. */
export const objectSources = ['counterparty', 'programme', 'unit', 'month'] as const;
export type ObjectSource = (typeof objectSources)[number];

/** A dimension (SIE #DIM) that amounts are booked on: one object for all, or one that the amount tells. */
export interface DimensionRule {
  readonly number: number;
  readonly name: string;
  readonly object?: string;
  readonly of?: ObjectSource;
}

/** How a municipality or another principal books what it owes or is owed. */
export interface VoucherLayout {
  readonly name: string;
  readonly organisationNumber?: string;
  /** Series of vouchers; empty: the accounting program chooses one. */
  readonly series?: string;
  /** Where the other half of each voucher goes: a liability of a payer, a claim of a payee. */
  readonly contraAccount: string;
  /** Where VAT compensation goes; absent: it stays with the amount that it is in. */
  readonly vatAccount?: string;
  /** Where what each voucher is rounded by to whole kronor goes; absent: vouchers stay in öre. */
  readonly roundingAccount?: string;
  /** The first that fits holds. */
  readonly accounts: readonly AccountRule[];
  readonly dimensions?: readonly DimensionRule[];
}

const MUNICIPALITY = /^\d{4}$/;

const isOf = (kind: AccountRule['counterpartyIs'], counterparty: string, self: string): boolean => {
  if (kind === undefined) return true;
  if (kind === 'self') return counterparty === self;
  return (kind === 'municipality') === MUNICIPALITY.test(counterparty);
};

const fits = (rule: AccountRule, { counterparty, studyPath, month }: Booked, self: string): boolean =>
  (rule.counterparty ?? counterparty) === counterparty && isOf(rule.counterpartyIs, counterparty, self)
  && (rule.programme ?? programmeOf(studyPath)) === programmeOf(studyPath)
  && month.startsWith(rule.year ?? '');

/** The rule for an amount. Refuses (`account-missing`) what no rule is for: nothing is booked by a guess. */
export const ruleFor = (booked: Booked, self: string, { accounts }: VoucherLayout): AccountRule =>
  accounts.find((rule) => fits(rule, booked, self)) ?? refuse('account-missing', 'layout.accounts',
    `No rule fits ${booked.counterparty}, programme ${programmeOf(booked.studyPath)}, ${booked.month}.`);

/** Dimension and object of each rule, in the order of the dimensions. */
export const objectsOf = (
  booked: Booked, { dimensions = [] }: VoucherLayout,
): (readonly [number, string])[] =>
  [...dimensions].sort((a, b) => a.number - b.number).map(({ number, object, of }) =>
    [number, object ?? objectFrom(booked, of!)] as const);

const objectFrom = (booked: Booked, source: ObjectSource): string =>
  (source === 'programme' ? programmeOf(booked.studyPath) : booked[source]);

/** Refuses a layout that names a dimension twice, or gives one no object or two. */
export const mustBeLayout = ({ dimensions = [] }: VoucherLayout): void => {
  const numbers = dimensions.map(({ number }) => number);
  dimensions.forEach(({ number, object, of }, index) => {
    const field = `layout.dimensions.${index}`;
    if (numbers.indexOf(number) < index) refuse('dimension-twice', field, 'Name each dimension once.');
    if ((object === undefined) === (of === undefined)) {
      refuse('dimension-object-unclear', field, 'Give either object or of.');
    }
  });
};
