import type { PriceFact } from '../../../domain/price-list/decide.js';
import { mustFit, type PriceContext } from '../../../domain/price-list/price-context.js';
import { withFacts } from '../../../domain/price-list/reaching-back.js';
import { misplacedIn } from '../../../domain/price-list/succession.js';
import { Refusal } from '../../../domain/shared/refusal.js';
import { factsIn } from '../../ledger/facts-of.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { LineRefusal } from '../reading/read-line.js';
import type { LineToWrite } from '../writing/fact-writer.js';
import { type PriceRow, pricesIn } from './check-price-file.js';
import { inOwnColumn } from './price-rows.js';

interface Judging {
  readonly ledger: Ledger;
  readonly delivery: string;
  /** Whether every row could be read. */
  readonly isComplete: boolean;
}

/** Rows of a list that may not be taken, for what is in force: of its own lists, what is recorded. */
export const judgePrices = async (
  lines: readonly LineToWrite[], known: PriceContext, { ledger, delivery, isComplete }: Judging,
): Promise<LineRefusal[]> => {
  const ofDelivery = new Set<string>();
  let inForce: PriceContext = { ...known, ofDelivery };
  const lists = new Set(lines.flatMap(({ facts }) => ('list' in facts ? [facts.list] : [])));
  for (const list of lists) {
    const recorded = await ledger.read(ledger.plainStream('pricelist', list).stream);
    inForce = withFacts(inForce, factsIn<PriceFact>(recorded, 'pricelist'));
    for (const { id, meta } of recorded) if (meta.delivery === delivery) ofDelivery.add(id);
  }
  const rows = pricesIn(lines);
  const refused = rows.flatMap((row) => refusalOf(row, inForce));
  return refused.length > 0 ? refused : misplacedRows(rows, isComplete);
};

const misplacedRows = (rows: readonly PriceRow[], isComplete: boolean): LineRefusal[] =>
  misplacedIn(rows.map(({ price }) => price), isComplete).map(({ index, field, ...rule }) =>
    ({ line: rows[index]!.line, ...rule, field: inOwnColumn(field) }));

const refusalOf = ({ line, price }: PriceRow, inForce: PriceContext): LineRefusal[] => {
  try {
    mustFit(price, inForce, '');
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, field, rule } = error;
    return [{ line, code, field: inOwnColumn(field!), rule }];
  }
};
