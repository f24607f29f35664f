import { StreamErased } from '../../domain/shared/erasure.js';
import type { Category, Event } from '../../domain/shared/event.js';
import type { Fact, FactTimes } from '../../domain/shared/fact-order.js';
import type { Legible, OpenedEvent } from './opened-event.js';

/** Whether an event says something: its key exists, and it is no mark that what was before is erased. */
export const isLegible = (event: OpenedEvent): event is Legible =>
  !event.erased && event.type !== StreamErased.type;

/** What is recorded, as the rules of its category read it. */
export const factsOf = <E extends Event<string, FactTimes>>(recorded: readonly Legible[]): Fact<E>[] =>
  recorded.map(({ id, type, data }) => ({ id, event: { type, data } as E }));

/** Those of a category that say something. */
export const legibleIn = (events: readonly OpenedEvent[], category: Category): Legible[] =>
  events.filter((event): event is Legible => event.category === category && isLegible(event));

/** What events of a category say; those whose key was destroyed say nothing. */
export const factsIn = <F extends Fact>(events: readonly OpenedEvent[], category: Category): F[] =>
  factsOf<F['event']>(legibleIn(events, category)) as readonly Fact[] as F[];
