import type { Command } from 'commander';
import { type GlobalOptions, globalOptions } from './options.js';
import { type Output, outputTo } from './output.js';
import type { Terminal } from './terminal.js';

/** One run of one command. */
export interface Session {
  readonly options: GlobalOptions;
  readonly output: Output;
  readonly terminal: Terminal;
}

export const sessionOf = (command: Command, terminal: Terminal): Session => {
  const options = globalOptions(command);
  return { options, output: outputTo(terminal.stdout, options.json), terminal };
};
