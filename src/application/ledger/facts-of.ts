import type { Event } from '../../domain/shared/event.js';
import type { Fact, FactTimes } from '../../domain/shared/fact-order.js';
import type { Legible } from './opened-event.js';

/** What is recorded, as the rules of its category read it. */
export const factsOf = <E extends Event<string, FactTimes>>(recorded: readonly Legible[]): Fact<E>[] =>
  recorded.map(({ id, type, data }) => ({ id, event: { type, data } as E }));
