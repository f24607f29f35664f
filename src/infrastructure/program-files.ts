import { existsSync } from 'node:fs';

/** The folder of the program, whether this is a source, compiled, or part of a bundle. */
const programRoot = (): URL => {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) folder = new URL('../', folder);
  return folder;
};

const ROOT = programRoot();

/** A file that ships with the program, such as a code list. */
export const shipped = (file: string): URL => new URL(file, ROOT);

/**
 * What a process or thread is started from, named as the source it is made of: no thread can be started from
 * TypeScript.
 *
 * @example new Worker(startable('composition/projector/maker-thread.js'))
 */
export const startable = (source: string): URL => shipped(`dist/${source}`);
