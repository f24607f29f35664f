import type { Position } from '../../application/ports/event-store.js';
import type { ReadView } from '../../application/ports/read-store.js';

/** Where queries find what projections made: names of the generation that is live now. */
export interface LiveReadModels {
  readonly store: ReadView;
  /** The collection that holds a projection's rows, or its documents under the name `documents`. */
  collection(projection: string, name: string): Promise<string>;
  /** The space that holds a projection's sums. */
  sumSpace(projection: string): Promise<string>;
  /** How far a projection has come. */
  checkpoint(projection: string): Promise<Position>;
  /** The current value of a reference, if any event has touched it. */
  reference<R>(name: string): Promise<R | undefined>;
}
