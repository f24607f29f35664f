import { Readable, Writable } from 'node:stream';
import type { Terminal } from '../../src/cli/terminal.js';

/** A terminal that is typed to beforehand, and keeps what is printed. */
export interface TestTerminal extends Terminal {
  readonly printed: { out: string; err: string };
}

interface TerminalOptions {
  /** What is typed, or piped in. */
  readonly input?: string;
  /** Whether somebody looks. */
  readonly isTTY?: boolean;
}

export const testTerminal = ({ input = '', isTTY = false }: TerminalOptions = {}): TestTerminal => {
  const printed = { out: '', err: '' };
  const collecting = (stream: 'out' | 'err'): Writable => new Writable({
    write: (piece: Buffer, _encoding, done) => {
      printed[stream] += piece.toString();
      done();
    },
  });
  return {
    printed, stdout: collecting('out'),
    stdin: Object.assign(Readable.from([input]), { isTTY }),
    stderr: Object.assign(collecting('err'), { isTTY }),
  };
};
