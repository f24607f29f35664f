import type { CollectionSpec } from '../../application/ports/read-store.js';
import { fingerprint } from './fingerprint.js';
import type { Contribution, Projection, Row } from './projection.js';
import type { Contributed, Sums } from './stored-document.js';
import { rowName } from './differences.js';

/** A projection contributed something that no read store would take. */
export class ContributionWrong extends Error {
  constructor(what: string) {
    super(`A contribution cannot be stored: ${what}`);
    this.name = 'ContributionWrong';
  }
}

/**
 * Checks what a projection's documents contribute. What the store would refuse must be found here, where it
 * parks one subject: in the commit it would stop everybody.
 */
export class Contributions {
  private readonly specs: ReadonlyMap<string, CollectionSpec>;

  constructor(projection: Projection) {
    this.specs = new Map(projection.collections.map((spec) => [spec.name, spec]));
  }

  /** What is remembered of a contribution; throws `ContributionWrong`. */
  remembered({ rows, sums, uses }: Omit<Contribution, 'alike'>): Contributed {
    const fingerprints: Record<string, number> = {};
    for (const row of rows) {
      const name = rowName(row);
      if (name in fingerprints) throw new ContributionWrong(`two rows of ${row.collection} have one key`);
      this.mustFit(row);
      fingerprints[name] = fingerprint(row.document);
    }
    for (const value of sums.values()) {
      if (!Number.isSafeInteger(value)) throw new ContributionWrong('a sum is no integer');
    }
    return { sums: [...sums].sort(byKey), rows: fingerprints, uses };
  }

  private mustFit({ collection, key, document }: Row): void {
    const spec = this.specs.get(collection);
    if (!spec) throw new ContributionWrong(`a row is for ${collection}, which is not declared`);
    if (key.includes('/')) throw new ContributionWrong(`a row of ${collection} has a slash in its key`);
    for (const field in spec.fields) {
      const value = document[field];
      if (value === undefined || value === null) continue;
      const fits = spec.fields[field] === 'text' ? typeof value === 'string' : Number.isSafeInteger(value);
      if (!fits) throw new ContributionWrong(`${field} of ${collection} is not of its declared type`);
    }
  }
}

const byKey = ([a]: Sums[number], [b]: Sums[number]): number => Number(a > b) - Number(a < b);
