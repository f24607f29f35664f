import type { DaysInMonth } from '../cost/cost-sums.js';
import { type Ore, roundingToKronor } from '../shared/money.js';
import { type Booked, mustBeLayout, objectsOf, ruleFor, type VoucherLayout } from './layout.js';

/** What a settlement comes to for one payer, payee, school, study path and month. */
export interface Sum extends DaysInMonth {
  readonly debitOre: Ore;
  readonly creditOre: Ore;
  /** How much of both compensates for VAT, of lines that tell it. */
  readonly vatOre: Ore;
}

/** One amount on one account. Above zero it is debit, below zero credit. */
export interface VoucherRow {
  readonly account: string;
  /** Dimension and object, as often as there are dimensions. */
  readonly objects: readonly (readonly [number, string])[];
  readonly ore: Ore;
  readonly month?: string;
  readonly days?: number;
  /** VAT compensation, booked apart. */
  readonly isVat?: true;
  /** What the voucher is rounded by to whole kronor. */
  readonly isRounding?: true;
}

/** What is booked of one counterparty: its rows come to nothing together. */
export interface Voucher {
  readonly counterparty: string;
  readonly rows: readonly VoucherRow[];
}

/** Whose books, and on which side of what is owed. */
export interface Books {
  readonly side: 'payer' | 'payee';
  readonly party: string;
}

/**
 * The vouchers of an issued settlement: one for each counterparty, a row for each account, objects and month,
 * and the other half on the contra account. A payer has costs as debit, a payee income as credit; what is
 * credited in the settlement turns both.
 */
export const vouchersOf = (sums: readonly Sum[], books: Books, layout: VoucherLayout): Voucher[] => {
  mustBeLayout(layout);
  const byCounterparty = new Map<string, Map<string, VoucherRow>>();
  for (const sum of sums) {
    const counterparty = books.side === 'payer' ? sum.principal : sum.payer;
    const booked = rowsOf({ ...sum, counterparty }, sum, books, layout);
    if (booked.length === 0) continue;
    const rows = byCounterparty.get(counterparty) ?? new Map<string, VoucherRow>();
    byCounterparty.set(counterparty, rows);
    for (const row of booked) addTo(rows, row);
  }
  return [...byCounterparty.keys()].sort().flatMap((counterparty) =>
    voucherOf(counterparty, byCounterparty.get(counterparty)!, layout));
};

/** What is owed on its account; VAT compensation on an account of its own, where the layout has one. */
const rowsOf = (
  booked: Booked, { debitOre, creditOre, vatOre, month, days }: Sum, { side, party }: Books,
  layout: VoucherLayout,
): VoucherRow[] => {
  const { account } = ruleFor(booked, party, layout);
  if (account === undefined) return [];
  const { vatAccount } = layout;
  const apartOre = vatAccount === undefined ? 0 : vatOre;
  const turned = (ore: Ore): Ore => (side === 'payer' ? ore : 0 - ore);
  const objects = objectsOf(booked, layout);
  const row: VoucherRow = { account, objects, ore: turned(debitOre + creditOre - apartOre), month, days };
  return vatAccount === undefined || vatOre === 0
    ? [row] : [row, { account: vatAccount, objects, ore: turned(vatOre), month, isVat: true }];
};

const keyOf = ({ account, objects, month, isVat }: VoucherRow): string =>
  JSON.stringify([account, objects, month, isVat]);

const addTo = (rows: Map<string, VoucherRow>, row: VoucherRow): void => {
  const other = rows.get(keyOf(row));
  rows.set(keyOf(row), other
    ? { ...row, ore: row.ore + other.ore, ...(row.days !== undefined && { days: row.days + other.days! }) }
    : row);
};

/** None where nothing is left to be booked. */
const voucherOf = (
  counterparty: string, all: ReadonlyMap<string, VoucherRow>, layout: VoucherLayout,
): Voucher[] => {
  const rows = [...all.keys()].sort().map((key) => all.get(key)!).filter(({ ore }) => ore !== 0);
  if (rows.length === 0) return [];
  const sum = rows.reduce((total, { ore }) => total + ore, 0);
  const { contraAccount, roundingAccount } = layout;
  const rounding = roundingAccount === undefined ? 0 : roundingToKronor(sum);
  const others: VoucherRow[] = [
    { account: roundingAccount ?? '', objects: [], ore: rounding, isRounding: true },
    { account: contraAccount, objects: [], ore: 0 - sum - rounding },
  ];
  return [{ counterparty, rows: [...rows, ...others.filter(({ ore }) => ore !== 0)] }];
};
