import { type CsvHeader, CsvReader } from '../reading/csv-reader.js';
import { mustHaveColumns } from '../reading/columns.js';
import { NdjsonReader } from '../reading/ndjson-reader.js';
import { firstByte, Opening } from '../reading/opening.js';
import type { LineReader } from '../reading/read-line.js';
import { populationFields } from './population-line.js';

const OPEN_BRACE = 0x7b;
const NEEDED = ['kind', 'identityNumber', 'validOn', 'reportedAt'];
const COLUMNS = populationFields.flatMap((field) => (field === 'address'
  ? ['address.street', 'address.postalCode', 'address.city'] : [field]));

/** Reads the population feed: one JSON object a line (NDJSON), or CSV with the same names of fields. */
export const populationReader = (): LineReader => new Opening((opening, base) => {
  const first = firstByte(opening);
  if (first === undefined) return undefined;
  return { from: 0, reader: first === OPEN_BRACE ? new NdjsonReader(base) : new CsvReader(base, mustBeFeed) };
});

const mustBeFeed = ({ columns }: CsvHeader): void =>
  mustHaveColumns(columns, { needed: NEEDED, known: COLUMNS });
