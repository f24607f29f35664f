import { findArray, type Found } from '../reading/find-array.js';
import { JsonArrayReader } from '../reading/json-array-reader.js';
import { NdjsonReader } from '../reading/ndjson-reader.js';
import { firstByte, Opening, type Recognised } from '../reading/opening.js';
import { type LineReader, Unreadable } from '../reading/read-line.js';

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

/** Keys that tell an event of its own from a document of another kind. */
const EVENT_KEYS = ['Typid', 'Handelsedatum'];
const isEvent = (keys: readonly string[]): boolean => EVENT_KEYS.some((key) => keys.includes(key));

/** Reads an ELIN export: a document with `Handelses`, a bare list of events, or one event a line (NDJSON). */
export const elinReader = (): LineReader => new Opening(recognise, () => new Unreadable(
  'not-elin', 'No ELIN export: that is JSON with a list Handelses, a list of events, or one event a line.',
));

const recognise = (opening: Uint8Array, base: number): Recognised | undefined => {
  switch (firstByte(opening)) {
    case OPEN_BRACKET: return arrayFrom(opening.indexOf(OPEN_BRACKET) + 1, base, 0);
    case OPEN_BRACE: return fromObject(findArray(opening, 'Handelses'), base);
    case undefined: return undefined;
    default: throw new Unreadable('not-json', 'The file is not JSON.');
  }
};

const fromObject = (found: Found, base: number): Recognised | undefined => {
  switch (found.form) {
    case 'array': return arrayFrom(found.from, base, 1);
    case 'unclear': return undefined;
    case 'object': return isEvent(found.keys) ? linesFrom(base) : wrongTopLevel();
    case 'other': return wrongTopLevel();
  }
};

const wrongTopLevel = (): never => {
  throw new Unreadable('wrong-top-level', 'The document has no list Handelses, and is no event itself.');
};

const linesFrom = (base: number): Recognised => ({ reader: new NdjsonReader(base), from: 0 });
const arrayFrom = (from: number, base: number, depth: number): Recognised =>
  ({ reader: new JsonArrayReader(base + from, depth), from });
