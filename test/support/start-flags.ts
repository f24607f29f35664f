import { readFileSync } from 'node:fs';
import { shipped } from '../../src/infrastructure/program-files.js';

const { scripts } = JSON.parse(readFileSync(shipped('package.json'), 'utf8')) as {
  scripts: { start: string };
};

/** What node is told by `npm start`: how large its heaps may grow, and how fast. */
export const startFlags: readonly string[] = scripts.start.split(' ').filter((word) => word.startsWith('--'));
