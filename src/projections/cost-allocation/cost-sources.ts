import type { Legible } from '../../application/ledger/opened-event.js';
import type { Agreements } from '../../domain/agreement/state.js';
import type { Prices } from '../../domain/price-list/state.js';
import type { SchoolRegister } from '../../domain/school-register/state.js';
import { Remembered } from '../../domain/shared/remembered.js';
import type { References } from '../engine/projection.js';
import { agreementsReference, pricesReference, schoolRegisterReference } from '../references.js';
import type { RecordedSources } from './cost-of-person.js';

/** What costs are read against, besides the facts about a person. */
export const costReferences = [pricesReference, schoolRegisterReference, agreementsReference];

/** The values of those references, as what costs are reckoned from. */
export const recordedSources = (values: References): RecordedSources => ({
  register: values[schoolRegisterReference.name] as SchoolRegister,
  prices: values[pricesReference.name] as Prices, agreements: values[agreementsReference.name] as Agreements,
});

/** So many are kept: each has a copy of every price. */
const MOST_MADE = 500;

const made = new Remembered<RecordedSources, RecordedSources>(MOST_MADE);

/** Sources with some events more: the same for the same events, since prices remember what they are asked. */
export const withEvents = <Sources extends RecordedSources>(
  sources: Sources, events: readonly Legible[],
): Sources => (events.length === 0 ? sources
  : made.of(sources, events.map(({ id }) => id).join(), () => evolved(sources, events)) as Sources);

const evolved = (sources: RecordedSources, events: readonly Legible[]): RecordedSources => {
  const { register, prices, agreements } = sources;
  const values: Record<string, unknown> = {
    [schoolRegisterReference.name]: register, [pricesReference.name]: prices,
    [agreementsReference.name]: agreements,
  };
  for (const said of events) {
    for (const { name, handles, evolve } of costReferences) {
      if (handles.some(({ type }) => type === said.type)) values[name] = evolve(values[name] as never, said);
    }
  }
  return { ...sources, ...recordedSources(values) };
};
