import type { CostShares, Funding } from '../funding/state.js';
import { divideHalfAwayFromZero, type Ore } from '../shared/money.js';
import { type Period, within, without } from '../shared/period.js';
import type { PayerBasis } from './payers.js';

/**
 * Which part of what is paid for a place one of several payers pays, as a text: `1/3`, or `rest-1,1/3`, which
 * is what is left after two others have paid one of three parts each. With it a line can be reckoned again
 * from what it says itself.
 */
export type ShareCode = string;

const SHARE = /^(rest-)?([\d,]+)\/(\d+)$/;

/**
 * A payer's share of a running sum, rounded once; whoever takes the remainder pays what the others leave, so
 * that all of them together always pay the sum.
 *
 * @example shareOf('1/2', 101); // 51, and shareOf('rest-1/2', 101) is 50
 */
export const shareOf = (code: ShareCode, sum: Ore): Ore => {
  const [, rest, parts = '', of = ''] = SHARE.exec(code)!;
  const ofOthers = parts.split(',')
    .reduce((total, part) => total + divideHalfAwayFromZero(sum * Number(part), Number(of)), 0);
  return rest === undefined ? ofOthers : sum - ofOthers;
};

/** Who pays which part. */
interface Payment {
  readonly payer: string;
  readonly share: ShareCode;
}

/** Who pays which part, and the event that says so: a decision on the pupil's place, or an agreement. */
export type Shares = Pick<CostShares, 'id' | 'remainder' | 'others'>;

/** Days at a school unit, and how what they cost is shared, if it is. */
export interface SharedDays extends Period {
  readonly shares?: Shares;
}

/**
 * Days cut by how they are shared: as was decided of the pupil's place at the school unit, else as an
 * agreement has it for all such places.
 */
export const sharedDays = (
  days: Period, unit: string, { shares }: Pick<Funding, 'shares'>,
  agreed: (part: Period) => readonly (Shares & Period)[],
): SharedDays[] => {
  const shared = ({ from, to, id, remainder, others }: Shares & Period): SharedDays =>
    ({ from, to, shares: { id, remainder, others } });
  const whole = { from: days.from, to: days.to };
  const decided = within(shares.filter((each) => each.unit === unit), whole).map(shared);
  const byAgreement = without(whole, decided).flatMap(agreed).map(shared);
  const all = [...decided, ...byAgreement];
  return [...all, ...without(whole, all)].sort((a, b) => (a.from < b.from ? -1 : 1));
};

/** Who pays what, where the home municipality has been put in its place; a payer named twice pays both. */
const paymentsOf = ({ remainder, others }: Shares, home: string): Payment[] => {
  const named = ({ payer = home, parts }: CostShares['remainder']) => ({ payer, parts });
  const partsOf = new Map<string, number>();
  for (const { payer, parts } of others.map(named)) partsOf.set(payer, (partsOf.get(payer) ?? 0) + parts);
  const last = named(remainder);
  const of = [...partsOf.values()].reduce((sum, parts) => sum + parts, last.parts);
  partsOf.delete(last.payer);
  const paid = [...partsOf].map(([payer, parts]) => ({ payer, share: `${parts}/${of}` }));
  if (paid.length === 0) return [{ payer: last.payer, share: '1/1' }];
  return [{ payer: last.payer, share: `rest-${[...partsOf.values()].join(',')}/${of}` }, ...paid];
};

/** The same days for each of those who pay a part of them. */
export const sharesOf = <S extends { readonly payer: string; readonly payerBasis: PayerBasis }>(
  segment: S, shares: Shares,
): (S & { readonly share: ShareCode; readonly home?: string })[] =>
  paymentsOf(shares, segment.payer).map(({ payer, share }) => (payer === segment.payer
    ? { ...segment, share } : { ...segment, payer, payerBasis: 'shared', home: segment.payer, share }));
