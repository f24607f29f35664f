import type { ProjectionControl } from '../../application/ports/projection-control.js';
import type { Lease } from '../../application/ports/leases.js';
import type { Places } from '../store-places.js';

/**
 * The most that the heap of a thread that folds may grow to; a third of it is in use. Without a limit,
 * garbage would lie until the process had taken a good part of the machine.
 */
export const HEAP_MIB = 512;

/** What the projector's thread is started with. */
export interface ProjectorStart extends Places {
  /** Under which it writes read models that others write too. */
  readonly leases?: readonly Lease[];
}

/** How far read models are stands in their store; all else is asked. */
export type Asked = Exclude<keyof ProjectionControl, 'waitFor'>;

/** Main thread → projector. */
export type Request =
  | { readonly id: number; readonly ask: Asked; readonly args: readonly unknown[] }
  | { readonly ask: 'stop' };

/** Projector → main thread. */
export type Reply =
  | { readonly is: 'started' }
  | { readonly is: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly is: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly is: 'refusal'; readonly id: number; readonly message: string; readonly unavailable: boolean }
  /** The ledger does not answer, or answers again, to those who follow it. */
  | { readonly is: 'away' }
  | { readonly is: 'there' }
  /** Read models cannot be made, since an instant (milliseconds since 1970); or can again. */
  | {
    readonly is: 'failing'; readonly since: number; readonly message: string; readonly unavailable: boolean;
  }
  | { readonly is: 'well' };

/** A thread that makes documents → projector, for each range. */
export interface RangeMade {
  readonly is: 'done';
}
