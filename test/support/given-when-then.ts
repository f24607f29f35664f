import type { Event } from '../../src/domain/shared/event.js';
import type { Fact, FactTimes } from '../../src/domain/shared/fact-order.js';
import { Refusal } from '../../src/domain/shared/refusal.js';

type FactEvent = Event<string, FactTimes>;

/** The id of the nth fact that was given, counted from 1. */
export const factId = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

/** Facts as a ledger would have them: with ids, in the order of the list. */
export const asFacts = <E extends FactEvent>(events: readonly E[]): Fact<E>[] =>
  events.map((event, index) => ({ id: factId(index + 1), event }));

type Decide<C, E extends FactEvent> = (command: C, recorded: readonly Fact<E>[]) => readonly E[];

/**
 * A rule as a sentence: given these facts, when this is said, then these events, or this refusal.
 *
 * @example given(named).when(withdrawPersonFact, { withdraws: factId(1), source }).then(withdrawn);
 */
export const given = (...events: readonly FactEvent[]) => ({
  when: <C, E extends FactEvent>(decide: Decide<C, E>, command: NoInfer<C>) =>
    outcomeOf(() => decide(command, asFacts(events as readonly E[]))),
});

const outcomeOf = <E>(decided: () => readonly E[]) => ({
  then: (...expected: readonly E[]): void => expect(decided()).toEqual(expected),
  thenNothing: (): void => expect(decided()).toEqual([]),
  thenRefused: (code: string, field?: string, rule?: RegExp): void => {
    const refusal = refusalOf(decided);
    expect([refusal.code, refusal.field]).toEqual([code, field]);
    if (rule) expect(refusal.rule).toMatch(rule);
  },
});

/** The refusal something ends in; anything else it ends in is thrown on. */
export const refusalOf = (act: () => unknown): Refusal => {
  let answer: unknown;
  try {
    answer = act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`Nothing was refused; the answer was ${JSON.stringify(answer)}`);
};
