import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

type Stderr = Terminal['stderr'];

/** A bar on standard error; none where nobody looks, so that logs and pipes stay clean. */
const barOn = (stderr: Stderr, name: string, unit: string): SingleBar | undefined => (stderr.isTTY
  ? new SingleBar({
    format: `${name} {bar} {percentage}% | {value}/{total} ${unit} | {eta_formatted} left`,
    stream: stderr, hideCursor: true, barsize: 30, etaBuffer: 50,
  })
  : undefined);

/** Something that takes a while, and how far it is. */
export interface Progress {
  at(done: number, total?: number): void;
  stop(): void;
}

export const progressOn = (stderr: Stderr, name: string, unit: string, total: number): Progress => {
  const bar = barOn(stderr, name, unit);
  bar?.start(total, 0);
  return {
    at: (done, newTotal = total) => {
      bar?.setTotal(newTotal);
      bar?.update(done);
    },
    stop: () => bar?.stop(),
  };
};

/** The same bytes, counted as they pass. */
export async function* counted(
  content: AsyncIterable<Uint8Array>, progress: Progress,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    progress.at(bytes);
    yield piece;
  }
}
