import { type Columns, mustHaveColumns } from './columns.js';
import { CsvReader } from './csv-reader.js';
import { NdjsonReader } from './ndjson-reader.js';
import { firstByte, Opening } from './opening.js';
import { type LineReader, Unreadable } from './read-line.js';

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

/** Reads a feed of ours: one JSON object a line (NDJSON), or CSV with the same names of fields. */
export const feedReader = (columns: Columns): LineReader => new Opening((opening, base) => {
  const first = firstByte(opening);
  if (first === undefined) return undefined;
  if (first === OPEN_BRACKET) throw oneArray();
  const isTable = first !== OPEN_BRACE;
  const table = () => new CsvReader(base, (header) => mustHaveColumns(header.columns, columns));
  return { from: 0, reader: isTable ? table() : new NdjsonReader(base) };
});

const oneArray = (): Unreadable =>
  new Unreadable('wrong-top-level', 'The file is one JSON array. Write one object a line (NDJSON).');
