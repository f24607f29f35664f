import { firstIndex } from '../shared/ordered.js';
import type { DocumentFact, SchoolingFact } from './standing.js';

const takesIn = ({ event }: SchoolingFact, unit: string): boolean =>
  ['SummerPlaced', 'Enrolled', 'Transferred'].includes(event.type)
  && 'unit' in event.data && event.data.unit === unit;

/**
 * How many of the facts (in fact order) are read before a document: those of the days before its own.
 * It is about time spent at its school, so that it ends nothing that begins there on its day (inferred); save
 * where the pupil never was there before, since then it can be about nothing else.
 */
export const factsBefore = ({ event }: DocumentFact, facts: readonly SchoolingFact[]): number => {
  const { validOn } = event.data;
  const unit = event.type === 'DocumentIssued' ? event.data.unit : undefined;
  const takenIn = unit === undefined ? -1 : facts.findIndex((fact) => takesIn(fact, unit));
  if (facts[takenIn]?.event.data.validOn === validOn) return takenIn + 1;
  return firstIndex(facts, (fact) => fact.event.data.validOn >= validOn);
};
