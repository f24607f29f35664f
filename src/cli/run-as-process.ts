import type { Command } from 'commander';
import { runCommand } from './run-command.js';
import type { Terminal } from './terminal.js';

const FOR_THE_OWNER_ONLY = 0o077;

/** Runs a program as this process, with its arguments and exit code. What it writes, only its owner reads. */
export const runAsProcess = async (create: (terminal: Terminal) => Command): Promise<void> => {
  process.umask(FOR_THE_OWNER_ONLY);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(); // whoever reads has had enough (`liggare trail … | head`), which is no failure
  });
  process.exitCode = await runCommand(create(process), process.argv.slice(2), process);
};
