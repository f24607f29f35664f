import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './npm.mjs';

const STANDARD_ERROR = 2;

/** Runs a script of node's; what it prints goes to standard error, since standard output is for answers. */
const step = (...script) => {
  const options = { cwd: root, stdio: ['ignore', STANDARD_ERROR, STANDARD_ERROR] };
  const { status } = spawnSync(process.execPath, script, options);
  if (status !== 0) process.exit(1);
};

/** Installs what is missing and builds what changed, so that the program runs, on a fresh clone too. */
export const buildIfNeeded = () => {
  step(join(root, 'scripts', 'ensure-installed.mjs'));
  step(join(root, 'scripts', 'build.mjs'));
};
