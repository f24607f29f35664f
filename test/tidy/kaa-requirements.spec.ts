import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles, root } from './project-files.js';

const page = projectFiles.find(({ path }) => path === 'docs/reference/kaa-requirements.md')!.text;
const rows = page.split('\n').filter((line) => line.startsWith('| K')).map((line) => {
  const [, requirement, , state, where] = line.split('|').map((cell) => cell.trim());
  return { requirement: requirement!, state: state!, where: where! };
});

test('every requirement on the activity responsibility has its row, in order', () => {
  const numbered = Array.from({ length: 48 }, (_, index) => `K${index + 1}`);
  expect(rows.map(({ requirement }) => requirement).filter((each) => each !== 'K6a')).toEqual(numbered);
});

test('what is built names tests, and all that are named are there', () => {
  const untested = rows.filter(({ state, where }) => state === 'built' && !where.includes('.spec.ts`'));
  expect(untested).toEqual([]);
  const named = [...page.matchAll(/`([\w/.-]+\.spec\.ts)`/g)].map(([, path]) => path!);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
