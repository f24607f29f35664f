import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { workerUrl } from '../../src/infrastructure/worker-url.js';

const program = fileURLToPath(workerUrl('../../src/cli/main.js', import.meta.url));

/** `liggare serve` in a process of its own, with everything it said. */
export interface ServedProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Standard output and error so far. */
  said(): string;
  stop(): Promise<void>;
}

/** Starts it on a free loopback port; rejects with what it said if it ends before it listens. */
export const serveProcess = async (
  dataFolder: string, environment: Readonly<Record<string, string>> = {},
): Promise<ServedProcess> => {
  const child = spawn(process.execPath, [program, 'serve', '--data', dataFolder, '--port', '0'], {
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
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
};
