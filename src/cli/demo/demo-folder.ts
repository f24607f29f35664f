import { access, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holderOf } from '../../infrastructure/data-folder.js';
import { makeFolder } from '../../infrastructure/make-folder.js';
import { CliFailure } from '../failure.js';

const MARKER = 'made-by-the-demo';

/**
 * Makes the demo's data folder anew. Only a folder that the demo made is ever removed: any other one that
 * holds something is left alone, and so is one in use.
 */
export const renewDemoFolder = async (folder: string): Promise<void> => {
  await mustBeReplaceable(folder);
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder, 0o700);
  await writeFile(join(folder, MARKER), 'The demo removes this folder when it starts anew.\n');
};

const mustBeReplaceable = async (folder: string): Promise<void> => {
  if (await isFree(folder)) return;
  const isOurs = await access(join(folder, MARKER)).then(() => true, () => false);
  if (!isOurs) {
    throw new CliFailure(`${folder} was not made by the demo, and is left alone. `
      + 'Choose another folder with --data.');
  }
  if (!(await holderOf(folder))) return;
  throw new CliFailure(`Another demo serves ${folder}. Stop it first, or choose another folder with --data.`);
};

/** Whether there is nothing in the way: no folder, or an empty one. */
const isFree = async (folder: string): Promise<boolean> => {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return true;
    throw new CliFailure(`${folder} cannot be used (${code}). Choose another folder with --data.`);
  }
};
