import { feedReader } from '../reading/feed-reader.js';
import type { LineReader } from '../reading/read-line.js';
import { populationFields } from './population-line.js';

const needed = ['kind', 'identityNumber', 'validOn', 'reportedAt'];
const known = populationFields.flatMap((field) => (field === 'address'
  ? ['address.street', 'address.postalCode', 'address.city'] : [field]));

/** Reads the population feed; in CSV an address has a column for each of its parts. */
export const populationReader = (): LineReader => feedReader({ needed, known });
