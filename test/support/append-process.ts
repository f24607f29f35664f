import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AppendResult, StoreUnavailable } from '../../src/application/ports/event-store.js';

const script = fileURLToPath(new URL('./append-alone.mjs', import.meta.url));

/** What a process of its own is to append, one event at a time. */
export interface Orders {
  readonly file: string;
  readonly stream: string;
  readonly events: number;
  readonly bytesEach: number;
  /** The largest file the process may write, in blocks of 512 or 1024 bytes (as the shell counts). */
  readonly fileBlocks?: number;
}

export type Told = (AppendResult & { readonly id: string })
  | Pick<StoreUnavailable, 'name' | 'message' | 'outcomeUnknown'>;

/** Runs `append-alone.mjs`, and gives what became of each event. */
export const appendInProcess = async (orders: Orders): Promise<Told[]> => {
  const { file, stream, events, bytesEach, fileBlocks = 'unlimited' } = orders;
  const { stdout } = await promisify(execFile)('sh', [
    '-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`,
    process.execPath, script, file, stream, String(events), String(bytesEach),
  ]);
  return JSON.parse(stdout);
};
