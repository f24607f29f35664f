import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths of files below a folder whose names are as wanted; none if there is no such folder. */
export const filesIn = async (folder, wanted) => {
  const entries = await orNothing(readdir(folder, { recursive: true, withFileTypes: true })) ?? [];
  return entries.filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
};

/** When a file was written last; 0 if there is none. */
export const changedMs = async (file) => (await orNothing(stat(file)))?.mtimeMs ?? 0;

/** When the newest of some files was written. */
export const newestMs = async (files) => Math.max(0, ...await Promise.all(files.map(changedMs)));

const orNothing = async (found) => {
  try {
    return await found;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};
