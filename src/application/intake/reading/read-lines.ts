import { type LineReader, type ReadLine, Unreadable } from './read-line.js';

/**
 * Reads a delivery to its end, and gives its lines so many at a time; throws `Unreadable` where it cannot go
 * on, after the lines before that.
 */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array>, reader: LineReader, atATime: number,
): AsyncGenerator<readonly ReadLine[]> {
  let waiting: readonly ReadLine[] = [];
  let problem: Unreadable | undefined;
  try {
    for await (const piece of pieces) {
      waiting = [...waiting, ...reader.push(piece)];
      for (; waiting.length >= atATime; waiting = waiting.slice(atATime)) yield waiting.slice(0, atATime);
    }
    const ending = reader.end();
    waiting = [...waiting, ...ending.lines];
    problem = ending.problem;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problem = error;
  }
  if (waiting.length > 0) yield waiting;
  if (problem) throw problem;
}
