import { SingleBar } from 'cli-progress';

/**
 * A bar on standard error, so that standard output stays clean; silent when asked to be, or when nobody
 * looks.
 */
const bar = (name: string, unit: string, quiet: boolean): SingleBar | undefined => (quiet || !process.stderr.isTTY
  ? undefined
  : new SingleBar({
    format: `${name} {bar} {percentage}% | {value}/{total} ${unit} | {eta_formatted} left`, stream: process.stderr,
    hideCursor: true, barsize: 30, etaBuffer: 50,
  }));

export interface ByteProgress {
  /** The same bytes, counted as they pass. */
  watch(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  stop(): void;
}

export const byteProgress = (name: string, totalBytes: number, quiet: boolean): ByteProgress => {
  const shown = bar(name, 'bytes', quiet);
  shown?.start(totalBytes, 0);
  return {
    async* watch(content) {
      for await (const piece of content) {
        shown?.increment(piece.length);
        yield piece;
      }
    },
    stop: () => shown?.stop(),
  };
};

export interface CountProgress {
  update(done: number, total: number): void;
  stop(): void;
}

export const countProgress = (name: string, unit: string, quiet: boolean): CountProgress => {
  const shown = bar(name, unit, quiet);
  let started = false;
  return {
    update(done, total) {
      if (!started) shown?.start(total, done);
      started = true;
      shown?.setTotal(total);
      shown?.update(done);
    },
    stop: () => shown?.stop(),
  };
};
