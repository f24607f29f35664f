import { type Ending, type LineReader, type ReadLine, Unreadable } from './read-line.js';

/** Reads a delivery to its end, giving lines as they come; throws `Unreadable` where it cannot go on. */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>, reader: LineReader,
): AsyncGenerator<readonly ReadLine[], void, void> {
  for await (const piece of arriving(bytes)) {
    const lines = reader.push(piece);
    if (lines.length > 0) yield lines;
  }
  const { lines, problem }: Ending = reader.end();
  if (lines.length > 0) yield lines;
  if (problem) throw problem;
}

/** The same pieces; a sender that fails in the middle is `interrupted`. */
async function* arriving(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let received = 0;
  try {
    for await (const piece of bytes) {
      received += piece.length;
      yield piece;
    }
  } catch (error) {
    const rule = `The delivery stopped coming after ${received} bytes.`;
    throw new Unreadable('interrupted', rule, { cause: error });
  }
}
