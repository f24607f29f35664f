import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startFlags } from '../support/start-flags.js';
import type { Region } from './rig.js';

/** What is done in a process of its own, so that the memory it takes is its own. */
export type Task =
  | { readonly does: 'intake'; readonly dataFolder: string; readonly region: Region }
  | { readonly does: 'rebuild'; readonly dataFolder: string }
  | { readonly does: 'what-if'; readonly dataFolder: string };

/** How much it was, by what was done. */
export interface Amounts {
  /** Events in the ledger at the end. */
  readonly intake: { readonly events: number };
  readonly rebuild: Amounts['intake'];
  /** Lines that differ, and persons who have any. */
  readonly 'what-if': { readonly lines: number; readonly changedPersons: number };
}

export type Outcome<D extends Task['does'] = 'intake'> =
  Amounts[D] & { readonly seconds: number; readonly peakMiB: number };

/** Does it in a process of its own; throws if that ends badly, whose complaint is shown. */
export const apart = <D extends Task['does']>(task: Task & { readonly does: D }): Promise<Outcome<D>> =>
  answerOf('./do-apart.js', task);

/**
 * What a program of this folder answers to its orders (as JSON), in a process of its own, which node is told
 * of what `npm start` tells it; throws if that ends badly. What it says on standard error is shown.
 */
export const answerOf = async <T>(
  program: string, orders: unknown, moreFlags: readonly string[] = [],
): Promise<T> => {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [...startFlags, ...moreFlags, file, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => { said += piece.toString(); });
  const [code] = await once(child, 'close') as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return JSON.parse(said) as T;
};
