import type { Event } from '../../src/domain/shared/event.js';
import type { Legible } from '../../src/application/ledger/opened-event.js';
import type { Reference, References } from '../../src/projections/engine/projection.js';
import { asRecorded } from './folded.js';
import { factId } from './given-when-then.js';

/** Events as they stand in the ledger, the nth under `factId(n)`. */
export const recorded = (events: readonly Event[]): Legible[] => events.map((one, index) =>
  asRecorded({ id: factId(index + 1), event: one as Parameters<typeof asRecorded>[0]['event'] }));

/** References as an engine folds them from these events. */
export const referencesAfter = (
  references: readonly Reference[], events: readonly Event[],
): References =>
  Object.fromEntries(references.map((reference) => [reference.name, folded(reference, events)]));

const folded = ({ init, evolve, handles }: Reference, events: readonly Event[]): unknown => {
  const types = handles.map(({ type }) => type);
  return recorded(events).filter(({ type }) => types.includes(type)).reduce<unknown>(evolve, init());
};
