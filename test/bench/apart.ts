import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startFlags } from '../support/start-flags.js';
import type { Region } from './rig.js';

/** What is done in a process of its own, so that the memory it takes is its own. */
export type Task =
  | { readonly does: 'intake'; readonly dataFolder: string; readonly region: Region }
  | { readonly does: 'rebuild'; readonly dataFolder: string };

export interface Outcome {
  readonly events: number;
  readonly seconds: number;
  readonly peakMiB: number;
}

const program = fileURLToPath(new URL('./do-apart.js', import.meta.url));

/** Does it in a process of its own; throws if that ends badly, whose complaint is shown. */
export const apart = async (task: Task): Promise<Outcome> => {
  const child = spawn(process.execPath, [...startFlags, program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => { said += piece.toString(); });
  const [code] = await once(child, 'close') as [number | null];
  if (code !== 0) throw new Error(`The process for ${task.does} ended with ${code}`);
  return JSON.parse(said) as Outcome;
};
