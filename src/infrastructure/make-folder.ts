import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, unless they are there. Node's own way (`recursive`) hides why it failed
 * on a file system that is read-only, and never ends on one that takes no folders at all, such as /proc.
 */
export const makeFolder = async (path: string, mode?: number): Promise<void> => {
  try {
    await makeOne(path, mode);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path), mode);
    await makeOne(path, mode);
  }
};

const makeOne = async (path: string, mode: number | undefined): Promise<void> => {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
};

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Nobody thinks of these when asked why a folder cannot be written to. */
const A_FILE_IS_THERE = ['EEXIST', 'ENOTDIR'];

/** Why a folder, as it is called, cannot be written to. */
export const whyUnwritable = (folder: string, error: unknown): string => {
  const code = codeOf(error) ?? 'unknown';
  return A_FILE_IS_THERE.includes(code)
    ? `${folder} is no folder, but a file, or below one.` : `${folder} cannot be written to (${code}).`;
};
