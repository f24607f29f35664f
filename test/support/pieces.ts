import fc from 'fast-check';
import type { Ending, LineReader, ReadLine } from '../../src/application/intake/reading/read-line.js';

/** Cuts bytes at the given places. */
export const cutAt = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...cuts].map((from, index) => bytes.slice(from, cuts[index] ?? bytes.length));
};

/** Places to cut at: none, a few, or all of them. */
export const places: fc.Arbitrary<number[]> = fc.array(fc.nat(), { maxLength: 40 });

/** Everything a reader makes of some pieces. */
export const readAll = (reader: LineReader, pieces: readonly Uint8Array[]): Ending => {
  const lines: ReadLine[] = pieces.flatMap((piece) => reader.push(piece));
  const ending = reader.end();
  return { ...ending, lines: [...lines, ...ending.lines] };
};

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Content as a sender would send it, in pieces of so many bytes. */
export async function* deliveryBytes(
  content: string | Uint8Array, pieceBytes = 5_000,
): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}
