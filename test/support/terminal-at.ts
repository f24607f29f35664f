import { createProgram } from '../../src/cli/program.js';
import { runCommand } from '../../src/cli/run-command.js';
import type { AnsweringServer } from './answering-server.js';
import { testTerminal } from './test-terminal.js';

/** Runs a command of the terminal program against a server: what it printed, and its exit code. */
export const runAt = async (
  { url }: Pick<AnsweringServer, 'url'>, args: readonly string[], input = '',
) => {
  const terminal = testTerminal({ input });
  const all = [...args, '--server', url, '--token', 'a-token'];
  return { code: await runCommand(createProgram(terminal), all, terminal), ...terminal.printed };
};
