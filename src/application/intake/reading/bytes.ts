const NONE = new Uint8Array(0);

/** What is held back between two pieces of a delivery, followed by the next piece. */
export const joined = (held: Uint8Array, next: Uint8Array): Uint8Array => {
  if (held.length === 0) return next;
  const both = new Uint8Array(held.length + next.length);
  both.set(held);
  both.set(next, held.length);
  return both;
};

/** A copy of the end of a piece, so that holding it does not hold the whole piece in memory. */
export const heldBack = (bytes: Uint8Array, from: number): Uint8Array =>
  (from >= bytes.length ? NONE : bytes.slice(from));

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text, or undefined if the bytes are not UTF-8 (Latin-1, most often). */
export const decodedUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return undefined;
    throw error;
  }
};

/** The parsed text, or undefined if it is not JSON. JSON itself has no undefined. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
