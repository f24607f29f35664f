import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Timings, timings } from './measure.js';

/** About what a commit of one event adds to a log. */
const PIECE = Buffer.alloc(12_288, 1);

/** How long it takes to add to two files, each flushed before the next: what two commits take at least. */
export const twoFlushes = (folder: string, count: number): Timings => {
  mkdirSync(folder, { recursive: true });
  const files = ['one', 'other'].map((name) => openSync(join(folder, name), 'w'));
  const samplesMs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startMs = performance.now();
    for (const file of files) {
      writeSync(file, PIECE);
      fsyncSync(file);
    }
    samplesMs.push(performance.now() - startMs);
  }
  files.forEach(closeSync);
  return timings(samplesMs);
};
