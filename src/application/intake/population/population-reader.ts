import { type CsvHeader, CsvReader } from '../reading/csv-reader.js';
import { mustHaveColumns } from '../reading/columns.js';
import { NdjsonReader } from '../reading/ndjson-reader.js';
import { firstByte, Opening } from '../reading/opening.js';
import { type LineReader, Unreadable } from '../reading/read-line.js';
import { populationFields } from './population-line.js';

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const NEEDED = ['kind', 'identityNumber', 'validOn', 'reportedAt'];
const COLUMNS = populationFields.flatMap((field) => (field === 'address'
  ? ['address.street', 'address.postalCode', 'address.city'] : [field]));

/** Reads the population feed: one JSON object a line (NDJSON), or CSV with the same names of fields. */
export const populationReader = (): LineReader => new Opening((opening, base) => {
  const first = firstByte(opening);
  if (first === undefined) return undefined;
  if (first === OPEN_BRACKET) throw oneArray();
  return { from: 0, reader: first === OPEN_BRACE ? new NdjsonReader(base) : new CsvReader(base, mustBeFeed) };
});

const oneArray = (): Unreadable =>
  new Unreadable('wrong-top-level', 'The file is one JSON array. Write one object a line (NDJSON).');

const mustBeFeed = ({ columns }: CsvHeader): void =>
  mustHaveColumns(columns, { needed: NEEDED, known: COLUMNS });
