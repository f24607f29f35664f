import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, wherever a script was started from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** How npm is started: the one that started us, if one did. */
const npmCommand = (args) => {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args], {}]
    : ['npm', args, { shell: process.platform === 'win32' }];
};

const start = (args, stdio) => {
  const [command, all, options] = npmCommand(args);
  return spawn(command, all, { ...options, cwd: root, stdio });
};

/** Runs npm in the project, showing what it prints. True on success. */
export const npm = async (...args) => {
  const [status] = await once(start(args, 'inherit'), 'close');
  return status === 0;
};

/** Runs Node in the project, showing what it prints. True on success. */
export const node = async (...args) => {
  const [status] = await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'close');
  return status === 0;
};

/** Runs npm beside others; what it prints comes when it has ended. */
export const npmAside = async (...args) => {
  const child = start(args, ['ignore', 'pipe', 'pipe']);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => { output += piece; });
  const [status] = await once(child, 'close');
  return { passed: status === 0, output };
};
