import type { CollectionSpec } from '../../application/ports/read-store.js';
import type { Segment } from '../../domain/cost/allocation.js';
import type { Deviation } from '../../domain/cost/deviation.js';
import type { ShapeWithVat } from '../../domain/cost/shape.js';
import type { StateClaim } from '../../domain/cost/state-claims.js';
import type { SentClaim } from '../../domain/funding/state.js';
import type { Delay } from '../../domain/cost/doubts.js';
import { type CivilDate, yearOf } from '../../domain/shared/civil-date.js';
import type { Look } from '../timeline-rows.js';

/** Days of one person that could not be charged, or that somebody should look at. */
export interface DeviationRow extends Deviation, Look {
  /** Of a report that came late, the day the ledger learnt of it; the last of days for what stays open. */
  readonly newsOn: CivilDate;
}

/** The same, and whose days they are. */
export interface DeviationOfPerson extends DeviationRow {
  readonly person: string;
}

/** What may be claimed of the state for one person. */
export interface StateClaimRow extends StateClaim, Look {
  readonly person: string;
}

/** What was claimed of the state for one person, and what it answered. */
export interface SentClaimRow extends SentClaim, Look {
  readonly person: string;
}

export const COST_ALLOCATION = 'cost-allocation';
export const STRETCHES = 'stretches';

const onDays = { from: 'text', to: 'text', since: 'text', until: 'text' } as const;
const whose = { payer: 'text', unit: 'text', studyPath: 'text' } as const;

/** Of stretches and deviations, whose they are is said by their keys alone: many have the very same ones. */
export const costCollections: readonly CollectionSpec[] = [
  {
    name: STRETCHES, fields: { ...onDays, ...whose, principalId: 'text' },
    indexes: [['payer', 'unit', 'studyPath', 'from'], ['unit', 'from']],
  },
  {
    name: 'deviations', fields: { ...onDays, ...whose, principal: 'text', kind: 'text', newsOn: 'text' },
    indexes: [['payer', 'from'], ['unit', 'from'], ['from']],
  },
  {
    name: 'state-claims',
    fields: {
      on: 'text', municipality: 'text', unit: 'text', principal: 'text', person: 'text', since: 'text',
      until: 'text',
    },
    indexes: [['municipality', 'on'], ['person', 'on']],
  },
  {
    name: 'sent-claims',
    fields: { from: 'text', municipality: 'text', person: 'text', since: 'text', until: 'text' },
    indexes: [['municipality', 'from'], ['person', 'from']],
  },
];

/** Whom a payer owes for which study path. */
export interface Owed {
  readonly payer: string;
  readonly unit: string;
  readonly principal: string;
  readonly studyPath: string;
}

/** Paid days as many pupils may have them alike. */
export interface OwedShape extends Owed, ShapeWithVat {}

/**
 * What is summed is how many pupils have paid days of one shape: what they cost in any period follows from
 * it, without rounding anything that is not rounded per pupil. A few shapes serve hundreds of pupils, since
 * most stay for the whole of a year. A shape lies within one calendar year, by which its key begins.
 */
export const shapeKey = (segment: Segment): string => {
  const { payer, unit, principal, studyPath, from, to } = segment;
  const owed = [payer, unit, principal.id, studyPath];
  return [yearOf(from), ...owed, from, to, price(segment), count(segment)].join('|');
};

/**
 * The yearly price: `11500000`; with how much of it compensates for VAT, if the payee gets any:
 * `11130000,630000`; with the part that is paid if that is not all: `11500000*1/2`; or what is paid besides a
 * price: `+5000000`.
 */
const price = ({ perYearOre, vatPerYearOre, share, isBeside }: ShapeWithVat): string => {
  const vat = vatPerYearOre === undefined ? '' : `,${vatPerYearOre}`;
  return `${isBeside ? '+' : ''}${perYearOre}${vat}${share === undefined ? '' : `*${share}`}`;
};

/** What was counted before, and how if that is not day by day: `40`, or `2 SNAPSHOT/1{"day":15}`. */
const count = ({ countedBefore, counting }: ShapeWithVat): string =>
  (counting === undefined ? String(countedBefore) : `${countedBefore} ${counting}`);

/**
 * What a sum key says, read back; the day of looking that ends it (see `sumsOverLooks`) is left to its
 * reader.
 */
export const shapeIn = (key: string): OwedShape => {
  const [, payer, unit, principal, studyPath, from, to, priced, counted] = key.split('|') as
    [string, string, string, string, string, CivilDate, CivilDate, string, string];
  const space = counted.indexOf(' ');
  const [whole, share] = priced.split('*') as [string, string?];
  const [perYearOre, vatPerYearOre] = whole.split(',');
  return {
    payer, unit, principal, studyPath, from, to, perYearOre: Number(perYearOre),
    ...(vatPerYearOre !== undefined && { vatPerYearOre: Number(vatPerYearOre) }),
    countedBefore: Number(space < 0 ? counted : counted.slice(0, space)),
    ...(share !== undefined && { share }), ...(priced.startsWith('+') && { isBeside: true }),
    ...(space >= 0 && { counting: counted.slice(space + 1) }),
  };
};

/** Under which it is summed how many reports of schools took how many days; a year begins no such key. */
const DELAYS = 'delay';

export const delayKey = ({ month, payer, principal, unit, kind, days, isLate }: Delay): string =>
  [DELAYS, month, payer, principal, unit, kind, days, Number(isLate)].join('|');

/** The beginning of the keys of a month, and of a payer if one is asked for. */
export const delayPrefix = (month: string, payer?: string): string =>
  [DELAYS, month, ...(payer === undefined ? [] : [payer]), ''].join('|');

export const delayIn = (key: string): Delay => {
  const [, month, payer, principal, unit, kind, days, isLate] = key.split('|') as
    [string, string, string, string, string, string, string, string];
  return { month, payer, principal, unit, kind, days: Number(days), isLate: isLate === '1' };
};
