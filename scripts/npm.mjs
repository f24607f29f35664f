import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, wherever a script was started from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs npm in the project (the one that started us, if one did), showing what it prints. True on success. */
export const npm = (...args) => {
  const options = { cwd: root, stdio: 'inherit' };
  const script = process.env.npm_execpath;
  const { status, error } = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (error) console.error(`npm could not be started: ${error.message}`);
  return status === 0;
};
