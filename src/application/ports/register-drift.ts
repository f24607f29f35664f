import type { CivilDate } from '../../domain/shared/civil-date.js';

/** Somebody whose register in a municipality is not what it should be. */
export interface Drift {
  readonly person: string;
  readonly municipality: string;
}

/** Where it is seen that a register is not what it should be. What it says may be late; never for good. */
export interface RegisterDrift {
  /** Everybody on a day, page by page. */
  on(day: CivilDate): AsyncIterable<readonly Drift[]>;
}
