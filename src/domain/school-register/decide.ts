import { canonicalJson, type Fact } from '../shared/fact-order.js';
import { reported } from '../shared/reported.js';
import { type SchoolRegisterEvent, UnitRegistered } from './events.js';
import type { UnitFacts } from './state.js';

/** Units the register does not have as they are said; one said twice is nothing new. */
export const registerUnits = (
  units: readonly UnitFacts[], recorded: readonly Fact<SchoolRegisterEvent>[],
): SchoolRegisterEvent[] => {
  const known = new Set(recorded.map(({ event }) => canonicalJson(event.data)));
  return units.flatMap((unit, index) => {
    const event = reported(UnitRegistered, unit, `units.${index}.`);
    const content = canonicalJson(unit);
    if (known.has(content)) return [];
    known.add(content);
    return [event];
  });
};
