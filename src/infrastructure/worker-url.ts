import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The compiled file of a worker, given its address relative to the module that starts it: no thread can be
 * started from TypeScript. Beside compiled code it is where it says; for sources (in tests) it is in `dist`.
 *
 * @example new Worker(workerUrl('./writer-thread.js', import.meta.url))
 */
export const workerUrl = (file: string, startedFrom: string): URL => {
  const beside = new URL(file, startedFrom);
  if (existsSync(fileURLToPath(beside))) return beside;
  const sources = beside.href.lastIndexOf('/src/');
  return new URL(`${beside.href.slice(0, sources)}/dist/${beside.href.slice(sources + '/src/'.length)}`);
};
