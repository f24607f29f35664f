import type { LineFilter } from '../ports/charge-source.js';
import type { Position } from '../ports/event-store.js';
import type { Reconciliation } from './reconciliation.js';

/** With years of history one takes some megabytes. */
const MOST_KEPT = 4;

/**
 * Reconciliations that somebody goes through page by page. One is worked out over all accounts there are,
 * which takes seconds: further pages are of the same one, and whoever begins gets a new one.
 */
export class BegunReconciliations {
  private readonly kept = new Map<string, Reconciliation>();

  begin(filter: LineFilter, one: Reconciliation): void {
    const key = keyOf(filter);
    this.kept.delete(key);
    this.kept.set(key, one);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT) this.kept.delete(oldest!);
  }

  /** The one that was begun last, if it knows as much as is asked for. */
  begun(filter: LineFilter, atLeast: Position | undefined): Reconciliation | undefined {
    const one = this.kept.get(keyOf(filter));
    return one && (atLeast === undefined || one.position >= atLeast) ? one : undefined;
  }
}

const keyOf = ({ payer, principal, unit }: LineFilter): string => JSON.stringify([payer, principal, unit]);
