import type { Document } from '../../src/application/ports/read-store.js';
import type { Contribution, Projection, References } from '../../src/projections/engine/projection.js';

/** What a document contributes, with what follows from what it has alike with others. */
export const wholeContribution = (
  projection: Projection, document: Document, references: References, key: string,
): Contribution => {
  const { alike: said, ...own } = projection.contribute(document, references, key);
  const { alike } = projection;
  if (said === undefined || !alike) return own;
  const { rows, sums } = alike.contribute(JSON.parse(JSON.stringify(said)) as Document, references);
  return {
    ...own,
    rows: [...rows.map((row) => ({ ...row, key: `~${row.key}` })), ...own.rows],
    sums: new Map([...own.sums, ...sums]),
  };
};
