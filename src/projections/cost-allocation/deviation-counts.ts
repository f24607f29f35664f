import type { Page } from '../../application/ports/read-store.js';
import type { Deviation } from '../../domain/cost/deviation.js';
import { deviationKinds, isCharged } from '../../domain/cost/remedies.js';
import { pagesOf } from '../engine/pages.js';
import type { DeviationOfPerson } from './collections.js';
import type { PageOf } from './cost-filter.js';

const ROWS_AT_ONCE = 500;

/** How much there is of one kind of deviation. */
export interface DeviationCount {
  readonly kind: Deviation['kind'];
  readonly deviations: number;
  readonly persons: number;
  /** Whether their days are charged all the same, with a question mark. */
  readonly isCharged: boolean;
}

/** Counts deviations by kind, those first that are not charged; none of a kind there is nothing of. */
export const deviationCounts = async (
  find: (page: PageOf) => Promise<Page<DeviationOfPerson>>,
): Promise<DeviationCount[]> => {
  const found = new Map<Deviation['kind'], { deviations: number; readonly persons: Set<string> }>();
  for await (const rows of pagesOf((after) => find({ limit: ROWS_AT_ONCE, after }))) {
    for (const { kind, person } of rows) {
      const known = found.get(kind) ?? { deviations: 0, persons: new Set() };
      known.deviations += 1;
      found.set(kind, known);
      known.persons.add(person);
    }
  }
  return deviationKinds.flatMap((kind): DeviationCount[] => {
    const { deviations, persons } = found.get(kind) ?? {};
    return deviations && persons
      ? [{ kind, deviations, persons: persons.size, isCharged: isCharged(kind) }] : [];
  }).sort((a, b) => Number(a.isCharged) - Number(b.isCharged));
};
