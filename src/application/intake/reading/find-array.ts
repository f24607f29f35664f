const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;

/** What the opening of a JSON document shows. */
export type Found =
  /** The array of that name begins after this place. */
  | { readonly form: 'array'; readonly from: number }
  /** The first object has no such key, and ends; these are the keys it has. */
  | { readonly form: 'object'; readonly keys: readonly string[] }
  /** The name is there, but leads to no array; or this is no object. */
  | { readonly form: 'other' }
  /** The opening ends too early to tell. */
  | { readonly form: 'unclear' };

/** Looks in the opening of a document, at its first level only, for the array under a name. */
export const findArray = (opening: Uint8Array, name: string): Found => {
  const decoder = new TextDecoder();
  const keys: string[] = [];
  let depth = 0;
  for (let at = 0; at < opening.length; at += 1) {
    const byte = opening[at]!;
    if (byte === QUOTE) {
      const end = endOfString(opening, at);
      const after = afterBlanks(opening, end + 1);
      if (depth === 1 && opening[after] === COLON) keys.push(decoder.decode(opening.subarray(at + 1, end)));
      if (depth === 1 && opening[after] === COLON && keys.at(-1) === name) return arrayAt(opening, after + 1);
      at = end;
    } else if (isOpening(byte)) {
      depth += 1;
    } else if (isClosing(byte)) {
      depth -= 1;
      if (depth === 0) return { form: 'object', keys };
    } else if (depth === 0 && !isBlank(byte)) {
      return { form: 'other' };
    }
  }
  return { form: 'unclear' };
};

const arrayAt = (opening: Uint8Array, afterColon: number): Found => {
  const at = afterBlanks(opening, afterColon);
  if (at === opening.length) return { form: 'unclear' };
  return opening[at] === 0x5b ? { form: 'array', from: at + 1 } : { form: 'other' };
};

/** The closing quote, or the end of the opening. */
const endOfString = (bytes: Uint8Array, opens: number): number => {
  let at = opens + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, bytes.length);
};

const afterBlanks = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (at < bytes.length && isBlank(bytes[at]!)) at += 1;
  return Math.min(at, bytes.length);
};
