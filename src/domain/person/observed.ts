import type { Fact } from '../shared/fact-order.js';
import { standing } from '../shared/standing.js';
import type { Name } from './state.js';

/** What deliveries said about a person in passing, with facts of any kind (ADR 0005). */
export interface Observations {
  /** The name that came with the last of the facts; a part that nobody gave is empty. */
  readonly name: Name | undefined;
  /** Every municipality that came with a fact. */
  readonly municipalities: ReadonlySet<string>;
}

interface InPassing {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly homeMunicipality?: string;
}

/** What came in passing with the facts that hold. */
export const observedIn = (facts: readonly Fact[]): Observations => {
  const observed = standing(facts).flatMap(({ event }): InPassing[] =>
    ('observed' in event.data && event.data.observed ? [event.data.observed] : []));
  const named = observed.findLast(({ givenName, familyName }) => givenName || familyName);
  return {
    name: named && { givenName: named.givenName ?? '', familyName: named.familyName ?? '' },
    municipalities: new Set(observed.flatMap(({ homeMunicipality }) => homeMunicipality ?? [])),
  };
};
