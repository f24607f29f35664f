import { createInterface } from 'node:readline';
import { CliFailure, WRONG_USAGE } from './failure.js';
import type { Terminal } from './terminal.js';

/**
 * Reads an identity number from the terminal or a pipe. It is never an argument, since arguments stand in
 * shell histories and process lists.
 */
export const readIdentityNumber = async ({ stdin, stderr }: Terminal): Promise<string> => {
  if (stdin.isTTY) stderr.write('Identity number: ');
  const lines = createInterface({ input: stdin, crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      if (line.trim() !== '') return line.trim();
    }
  } finally {
    lines.close();
  }
  throw new CliFailure('No identity number came on standard input.', WRONG_USAGE);
};
