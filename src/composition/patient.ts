import { setTimeout as pauseOf } from 'node:timers/promises';
import { StoreRefused, StoreUnavailable } from '../application/ports/event-store.js';

export interface Patience {
  /** Ends the waiting: whoever waits is told what went wrong. */
  readonly signal: AbortSignal;
  /** For how long a store that does not answer is asked again; enough for a server to be started anew. */
  readonly forMs?: number;
}

const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

type Method = (...given: unknown[]) => unknown;

/**
 * The same store for work that nobody wants to begin anew, such as a delivery of many lines: what fails since
 * the store does not answer is asked again for a while. Ports allow that: an append with the same ids at the
 * same revision is one append, and a vault is told twice what it was told once.
 */
export const patient = <S extends object>(store: S, { signal, forMs = PATIENCE_MS }: Patience): S => {
  const again = async (first: Promise<unknown>, work: () => unknown): Promise<unknown> => {
    const until = performance.now() + forMs;
    let answer: unknown = first;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        return await answer;
      } catch (error) {
        const mayComeBack = error instanceof StoreUnavailable && !(error instanceof StoreRefused);
        if (!mayComeBack || signal.aborted || performance.now() + pauseMs > until) throw error;
        await pauseOf(pauseMs, undefined, { signal }).catch(() => { throw error; });
      }
      answer = work();
    }
  };
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const work = (): unknown => (member as Method).apply(target, given);
        const answer = work();
        return answer instanceof Promise ? again(answer, work) : answer; // such as a subscription
      };
    },
  });
};
