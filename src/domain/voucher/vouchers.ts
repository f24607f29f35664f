import type { Ore } from '../shared/money.js';
import { type Booked, mustBeLayout, objectsOf, ruleFor, type VoucherLayout } from './layout.js';

/** What a settlement comes to for one payer, payee, school, study path and month. */
export interface Sum {
  readonly payer: string;
  readonly principal: string;
  readonly unit: string;
  readonly studyPath: string;
  readonly month: string;
  readonly days: number;
  readonly debitOre: Ore;
  readonly creditOre: Ore;
}

/** One amount on one account. Above zero it is debit, below zero credit. */
export interface VoucherRow {
  readonly account: string;
  /** Dimension and object, as often as there are dimensions. */
  readonly objects: readonly (readonly [number, string])[];
  readonly ore: Ore;
  readonly month?: string;
  readonly days?: number;
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
    const row = rowOf({ ...sum, counterparty }, sum, books, layout);
    if (!row) continue;
    const rows = byCounterparty.get(counterparty) ?? new Map<string, VoucherRow>();
    byCounterparty.set(counterparty, rows);
    addTo(rows, row);
  }
  return [...byCounterparty.keys()].sort().flatMap((counterparty) =>
    voucherOf(counterparty, byCounterparty.get(counterparty)!, layout));
};

const rowOf = (
  booked: Booked, { debitOre, creditOre, month, days }: Sum, { side, party }: Books, layout: VoucherLayout,
): VoucherRow | undefined => {
  const { account } = ruleFor(booked, party, layout);
  if (account === undefined) return undefined;
  const owed = debitOre + creditOre;
  const ore = side === 'payer' ? owed : 0 - owed;
  return { account, objects: objectsOf(booked, layout), ore, month, days };
};

const keyOf = ({ account, objects, month }: VoucherRow): string => JSON.stringify([account, objects, month]);

const addTo = (rows: Map<string, VoucherRow>, row: VoucherRow): void => {
  const other = rows.get(keyOf(row));
  rows.set(keyOf(row), other
    ? { ...row, ore: row.ore + other.ore, days: row.days! + other.days! } : row);
};

/** None where nothing is left to be booked. */
const voucherOf = (
  counterparty: string, all: ReadonlyMap<string, VoucherRow>, { contraAccount }: VoucherLayout,
): Voucher[] => {
  const rows = [...all.keys()].sort().map((key) => all.get(key)!).filter(({ ore }) => ore !== 0);
  if (rows.length === 0) return [];
  const sum = rows.reduce((total, { ore }) => total + ore, 0);
  const contra: VoucherRow = { account: contraAccount, objects: [], ore: 0 - sum };
  return [{ counterparty, rows: sum === 0 ? rows : [...rows, contra] }];
};
