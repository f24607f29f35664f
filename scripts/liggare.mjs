// The terminal program: installs and builds what is missing, then runs it in this process with its arguments.
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
await import('../dist/cli/main.js');
