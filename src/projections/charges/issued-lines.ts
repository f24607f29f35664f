import type { ChargeRow } from './charges.js';

/** Lines of issued settlements, which are given in the order in which they were issued. */
export const issuedLines = (rows: readonly ChargeRow[], settlements: ReadonlySet<string>): ChargeRow[] => {
  const order = [...settlements];
  return rows.filter(({ settlement }) => settlements.has(settlement)).sort((a, b) =>
    order.indexOf(a.settlement) - order.indexOf(b.settlement) || (a.id < b.id ? -1 : 1));
};
