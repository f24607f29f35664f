import { createDemo } from './demo/demo.js';
import { runCommand } from './run-command.js';

process.exitCode = await runCommand(createDemo(process), process.argv.slice(2), process);
