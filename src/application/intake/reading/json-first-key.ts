/** How far from its brace an object's first key ends, blanks included; further off it is not recognised. */
export const KEY_REACH_BYTES = 4_096;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The first key of an object, with its quotes: what all items of an array have in common. */
export type FirstKey = Uint8Array;

const afterBlanks = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (isBlank(bytes[at])) at += 1;
  return at;
};

/** The first key of the object that begins here; undefined if there is none, or not all of it. */
export const firstKeyAt = (bytes: Uint8Array, at: number): FirstKey | undefined => {
  const opens = afterBlanks(bytes, at + 1);
  if (bytes[at] !== OPEN_BRACE || bytes[opens] !== QUOTE) return undefined;
  const closes = bytes.indexOf(QUOTE, opens + 1);
  const key = bytes.slice(opens, closes + 1);
  const isWhole = closes > 0 && closes - at < KEY_REACH_BYTES && !key.includes(BACKSLASH);
  return isWhole && bytes[afterBlanks(bytes, closes + 1)] === COLON ? key : undefined;
};

/** Whether an item begins at this brace; undefined if more bytes are needed to tell. */
export const isItemAt = (bytes: Uint8Array, at: number, key: FirstKey | undefined): boolean | undefined => {
  if (!key) return false;
  const opens = afterBlanks(bytes, at + 1);
  for (const [index, byte] of key.entries()) {
    if (opens + index === bytes.length) return mayGoOn(bytes, at);
    if (bytes[opens + index] !== byte) return false;
  }
  const colon = afterBlanks(bytes, opens + key.length);
  return colon === bytes.length ? mayGoOn(bytes, at) : bytes[colon] === COLON;
};

const mayGoOn = (bytes: Uint8Array, at: number): false | undefined =>
  (bytes.length - at < KEY_REACH_BYTES ? undefined : false);

/** Where the next item begins, from a place on; -1 if none can be seen to. */
export const findItem = (bytes: Uint8Array, from: number, key: FirstKey | undefined): number => {
  if (!key) return -1;
  for (let at = bytes.indexOf(OPEN_BRACE, from); at >= 0; at = bytes.indexOf(OPEN_BRACE, at + 1)) {
    if (isItemAt(bytes, at, key)) return at;
  }
  return -1;
};
