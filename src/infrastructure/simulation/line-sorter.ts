import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BufferedFile } from './buffered-file.js';

const SEQUENCE_DIGITS = 12;

export interface KeyedLine {
  readonly key: string;
  readonly line: string;
}

/** One sorted run, and the next of its lines. */
interface Run {
  readonly lines: AsyncIterator<string>;
  head: string;
}

/**
 * Sorts any number of lines by a key in flat memory: runs are sorted in memory, put aside in files, and
 * merged. Lines of equal keys stay in the order they were added. Keys and lines hold no line breaks, keys no
 * tab.
 */
export class LineSorter {
  private run: string[] = [];
  private runLength = 0;
  private readonly files: string[] = [];
  private added = 0;

  /**
   * @param folder for files put aside; made when needed, removed by `dispose`
   * @param longestRun characters held in memory before they are put aside
   */
  constructor(private readonly folder: string, private readonly longestRun = 16 << 20) {}

  async add(key: string, line: string): Promise<void> {
    const sortable = `${key}${String(this.added).padStart(SEQUENCE_DIGITS, '0')}\t${line}`;
    this.added += 1;
    this.run.push(sortable);
    this.runLength += sortable.length;
    if (this.runLength >= this.longestRun) await this.putAside();
  }

  /** All lines, in order of their keys. */
  async* sorted(): AsyncGenerator<KeyedLine> {
    if (this.files.length === 0) {
      yield* this.run.sort().map(keyedLine);
      return;
    }
    if (this.run.length > 0) await this.putAside();
    const runs = (await Promise.all(this.files.map(openRun))).filter((run) => run !== undefined);
    while (runs.length > 0) {
      const first = runs.reduce((least, run) => (run.head < least.head ? run : least));
      yield keyedLine(first.head);
      const next = await first.lines.next();
      if (next.done) runs.splice(runs.indexOf(first), 1);
      else first.head = next.value;
    }
  }

  async dispose(): Promise<void> {
    this.run = [];
    await rm(this.folder, { recursive: true, force: true });
  }

  private async putAside(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, `run-${this.files.length}`);
    const file = await BufferedFile.create(path);
    try {
      for (const line of this.run.sort()) await file.write(`${line}\n`);
    } finally {
      await file.close();
    }
    this.files.push(path);
    this.run = [];
    this.runLength = 0;
  }
}

const keyedLine = (sortable: string): KeyedLine => {
  const tab = sortable.indexOf('\t');
  return { key: sortable.slice(0, tab - SEQUENCE_DIGITS), line: sortable.slice(tab + 1) };
};

const openRun = async (path: string): Promise<Run | undefined> => {
  const input = createReadStream(path, { encoding: 'utf8' });
  const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
  const first = await lines.next();
  return first.done ? undefined : { lines, head: first.value };
};
