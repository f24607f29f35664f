import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startable } from '../../src/infrastructure/program-files.js';
import { startFlags } from './start-flags.js';

const program = fileURLToPath(startable('cli/main.js'));

/** `liggare serve` in a process of its own, with everything it said. */
export interface ServedProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Standard output and error so far. */
  said(): string;
  stop(): Promise<void>;
}

export interface ServedWithin {
  /** The largest file the process may write, in blocks of 512 or 1024 bytes (as the shell counts). */
  readonly fileBlocks?: number;
}

/** Starts it on a free loopback port; rejects with what it said if it ends before it listens. */
export const serveProcess = async (
  dataFolder: string, environment: Readonly<Record<string, string>> = {},
  { fileBlocks }: ServedWithin = {},
): Promise<ServedProcess> => {
  const serve = [...startFlags, program, 'serve', '--data', dataFolder, '--port', '0'];
  const [command, ...args] = fileBlocks === undefined
    ? [process.execPath, ...serve] as const
    : ['sh', '-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, process.execPath, ...serve] as const;
  const child = spawn(command, args, {
    env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (piece: Buffer): void => {
      said += piece.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`It ended: ${said}`)));
  });
  return {
    url, child, said: () => said,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
};
