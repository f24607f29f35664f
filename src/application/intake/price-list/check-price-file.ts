import { checkList, type ListCheck, type PriceDifference } from '../../../domain/price-list/check-list.js';
import type { PublishedPrice } from '../../../domain/price-list/decide.js';
import type { PriceContext } from '../../../domain/price-list/price-context.js';
import type { Price, PriceKey } from '../../../domain/price-list/state.js';
import { deliveryFormat, type FormatLists } from '../delivery-formats.js';
import { holdBack, LINES_PER_BATCH } from '../delivery-run.js';
import { type Interpreted, interpreted, isLegible } from '../interpreted.js';
import { type LineRefusal, Unreadable } from '../reading/read-line.js';
import { readLines } from '../reading/read-lines.js';
import { inOwnColumn } from './price-rows.js';

/** A row of a price list against what is in force, by its line in the file. */
export interface RowDifference extends Omit<PriceDifference, 'index'> {
  readonly line: number;
  readonly key: PriceKey;
  readonly validOn: PublishedPrice['validOn'];
  readonly until?: PublishedPrice['until'];
}

/** What taking in a price list would do. */
export interface PriceFileCheck {
  /** How many rows it has. */
  readonly lines: number;
  /** Rows that would be refused, and why. */
  readonly refused: readonly LineRefusal[];
  readonly differences: readonly RowDifference[];
  /** Prices in force of the years, principals and bases of the list that it does not speak of. */
  readonly untouched: readonly Price[];
  /** Why it cannot be read, or not to its end; nothing of it would be taken. */
  readonly problem?: { readonly code: string; readonly rule: string };
}

/** A price and the line that says it. */
export interface PriceRow {
  readonly line: number;
  readonly price: PublishedPrice;
}

/**
 * Reads a price list as it would be taken in, and compares it with what is in force; nothing is recorded. A
 * list in our own form is taken whole or not at all, so that with refused rows nothing of it is compared.
 */
export const checkPriceFile = async (
  bytes: AsyncIterable<Uint8Array>, lists: FormatLists, inForce: PriceContext,
): Promise<PriceFileCheck> => {
  const format = deliveryFormat('price-list', lists);
  const held: Interpreted[] = [];
  try {
    for await (const lines of readLines(bytes, format.reader, LINES_PER_BATCH)) {
      holdBack(held, lines.map((line) => interpreted(line, format)));
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { code, rule } = error;
    return { lines: held.length, refused: refusedOf(held), ...NOTHING, problem: { code, rule } };
  }
  return compared(held, format.isWhole(), inForce);
};

const NOTHING = { differences: [], untouched: [] };

const refusedOf = (held: readonly Interpreted[]): LineRefusal[] =>
  held.flatMap((line) => (isLegible(line) ? [] : [line]));

export const pricesIn = (held: readonly Interpreted[]): PriceRow[] => held.filter(isLegible)
  .flatMap(({ line, facts }) => facts.statements.map(({ event }) =>
    ({ line, price: event.data as PublishedPrice })));

const compared = (held: readonly Interpreted[], isWhole: boolean, inForce: PriceContext): PriceFileCheck => {
  const [rows, illegible] = [pricesIn(held), refusedOf(held)];
  const check = checkList(rows.map(({ price }) => price), inForce, illegible.length === 0);
  const refused = [...illegible, ...brokenRules(check, rows)].sort((a, b) => a.line - b.line);
  const lines = held.length;
  if (isWhole && refused.length > 0) return { lines, refused, ...NOTHING };
  const differences = check.differences.map(({ index, ...difference }): RowDifference => {
    const { line, price: { key, validOn, until } } = rows[index]!;
    return { line, key, validOn, ...(until !== undefined && { until }), ...difference };
  });
  return { lines, refused, differences, untouched: check.untouched };
};

const brokenRules = ({ refused }: ListCheck, rows: readonly PriceRow[]): LineRefusal[] =>
  refused.map(({ index, field, ...rule }) =>
    ({ line: rows[index]!.line, ...rule, ...(field !== undefined && { field: inOwnColumn(field) }) }));
