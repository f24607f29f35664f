import type { Agreements } from '../../domain/agreement/state.js';
import type { Prices } from '../../domain/price-list/state.js';
import type { SchoolRegister } from '../../domain/school-register/state.js';
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
