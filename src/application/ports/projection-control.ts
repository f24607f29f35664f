import type { Position } from './event-store.js';

/** Waiting events are counted up to here: a lag of this many means that many or more. */
export const MOST_LAG_EVENTS = 10_000;

/** How far one read model is. */
export interface ProjectionStatus {
  readonly name: string;
  /** Version of the code that answers now; a newer one may be in the making beside it. */
  readonly version: number;
  readonly state: 'catching-up' | 'live' | 'rebuilding' | 'failing';
  /** Everything up to here is in it. */
  readonly checkpoint: Position;
  /** At most `MOST_LAG_EVENTS`. */
  readonly lagEvents: number;
  readonly lagSeconds: number;
  /** Subjects set aside because one of their events could not be folded. */
  readonly parked: number;
  /** Why it is failing, where it is. */
  readonly problem?: string;
}

/** A subject set aside; the read model goes on without it until it is driven again. */
export interface ParkedSubject {
  readonly projection: string;
  readonly key: string;
  readonly position: Position;
  readonly reason: string;
}

/** What a rebuild found when it compared the new with the old, document by document and sum by sum. */
export interface RebuildReport {
  readonly name: string;
  readonly equal: number;
  /** Only in the old, only in the new, in both but not the same. */
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  /** Some of the keys that differ. */
  readonly examples: readonly string[];
}

/** How far all are; and how far a rebuild under way has come, where others may have asked for it. */
export interface Standing {
  readonly head: Position;
  readonly projections: ProjectionStatus[];
  readonly rebuild?: { readonly done: number; readonly total: number };
}

/** Somebody has read models made anew already. */
export class RebuildUnderWay extends Error {
  constructor() {
    super('Read models are being made anew already');
    this.name = 'RebuildUnderWay';
  }
}

/** What may be asked of the projector, wherever it runs. */
export interface ProjectionControl {
  status(): Promise<Standing>;
  /**
   * True once the read models (all, unless some are named) have everything up to a position that the ledger
   * has come to; false if that takes longer than the limit.
   */
  waitFor(position: Position, limitMs: number, names?: readonly string[]): Promise<boolean>;
  /**
   * Makes read models anew beside the live ones (all, when none is named), compares and switches; throws
   * `RebuildUnderWay` where it is known that others do.
   */
  rebuild(
    names: readonly string[], onProgress?: (done: number, total: number) => void,
  ): Promise<RebuildReport[]>;
  parked(): Promise<ParkedSubject[]>;
  /** Folds a parked subject again; false if it fails again. */
  redrive(projection: string, key: string): Promise<boolean>;
}
