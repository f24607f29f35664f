import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startable } from '../../src/infrastructure/program-files.js';

/** What a program said, and the code it ended with. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a compiled program of the terminal (`main` is `liggare`) in a process of its own. */
export const startProgram = (
  program: 'main' | 'demo', args: readonly string[], environment: RunOptions['environment'] = {},
): ChildProcessWithoutNullStreams => {
  const file = fileURLToPath(startable(`cli/${program}.js`));
  return spawn(process.execPath, [file, ...args], { env: { ...process.env, ...environment } });
};

/** What a process says until it ends. */
export const ended = async (child: ChildProcessWithoutNullStreams): Promise<Ended> => {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, out, err };
};

/** Runs a program to its end. */
export const runProgram = (
  program: 'main' | 'demo', args: readonly string[], { input = '', environment }: RunOptions = {},
): Promise<Ended> => {
  const child = startProgram(program, args, environment);
  child.stdin.end(input);
  return ended(child);
};
