import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const victim = fileURLToPath(new URL('./victim.mjs', import.meta.url));

/** What a process did before it ended, or was ended. */
export interface Life {
  /** Ids of events that it was promised are durable. */
  readonly acknowledged: readonly string[];
  readonly isDone: boolean;
  /** What it complained of, if it ended by itself and badly. */
  readonly error: string;
}

type Arguments = readonly string[];

/** Lets the victim live, for so long or to its end. */
export const live = (args: Arguments, killAfterMs?: number): Promise<Life> => new Promise((resolve) => {
  const child = spawn(process.execPath, [victim, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, error] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => { said += piece.toString(); });
  child.stderr.on('data', (piece: Buffer) => { error += piece.toString(); });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  child.on('close', (code) => {
    clearTimeout(timer);
    const lines = said.split('\n').filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as { acknowledged?: string[] });
    resolve({
      acknowledged: lines.flatMap(({ acknowledged = [] }) => acknowledged),
      isDone: code === 0, error: code === 0 || code === null ? '' : error,
    });
  });
});
