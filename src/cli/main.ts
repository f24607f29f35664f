#!/usr/bin/env node
import { createProgram } from './program.js';
import { runCommand } from './run-command.js';

// Whoever reads may have had enough (`liggare trail … | head`); that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCommand(createProgram(process), process.argv.slice(2), process);
