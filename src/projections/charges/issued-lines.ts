import type { Basis } from '../../domain/settlement/settle.js';
import type { ChargeBasis, ChargeRow } from './charges.js';

/** Lines of issued settlements, which are given in the order in which they were issued. */
export const issuedLines = (rows: readonly ChargeRow[], settlements: ReadonlySet<string>): ChargeRow[] => {
  const order = [...settlements];
  return rows.filter(({ settlement }) => settlements.has(settlement)).sort((a, b) =>
    order.indexOf(a.settlement) - order.indexOf(b.settlement) || (a.id < b.id ? -1 : 1));
};

/**
 * What all that was issued for a person rests on: the last settlement with lines of theirs says it. None
 * where there are lines of months that it left out.
 */
export const basisOfIssued = (
  rows: readonly ChargeBasis[], settlements: ReadonlySet<string>,
): Basis | undefined => {
  const order = [...settlements];
  const issued = rows.filter(({ settlement }) => settlements.has(settlement))
    .sort((a, b) => order.indexOf(a.settlement) - order.indexOf(b.settlement));
  const basis = issued.at(-1)?.basis ?? undefined;
  return issued.every(({ firstMonth }) => firstMonth >= (basis?.from ?? '')) ? basis : undefined;
};
