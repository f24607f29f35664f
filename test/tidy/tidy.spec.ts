import { accessSync, constants, readFileSync } from 'node:fs';
import { placesOf, projectFiles } from './project-files.js';

// What eslint and dependency-cruiser cannot see. A failing rule lists every place as `file:line: what`. Some
// patterns are written with a bracketed letter, so that they do not find themselves.

const code = projectFiles.filter(({ path }) => /^(src|test|scripts)\//.test(path));

test('files are named after the one thing they hold', () => {
  const vague = /(^|[/.-])(utils?|helpers?|managers?|common|misc)(?=[/.-])/;
  expect(code.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
});

test('file names are in kebab case', () => {
  const kebab = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
  const isKebab = (path: string): boolean => path.split('/').every((part) => kebab.test(part));
  expect(code.map(({ path }) => path).filter((path) => !isKebab(path))).toEqual([]);
});

test('no test is singled out, or skipped but for what a real server cannot be told to do', () => {
  const singled = /\b(describe|test|it)\.(onl[y]|ski[p]|tod[o]|failin[g])\b|\b(x|f)(describe|test|it)\(/g;
  const others = code.filter(({ path }) => path !== 'test/support/test-where.ts');
  expect(placesOf(singled, others)).toEqual([]);
});

test('nothing is left for later', () => {
  expect(placesOf(/\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b.*/g, projectFiles)).toEqual([]);
});

test('no rule is switched off in a comment', () => {
  expect(placesOf(/eslint-disabl[e]|@ts-(ignor[e]|nochec[k])|istanbul ignor[e]/g, code)).toEqual([]);
});

test('no path of a particular machine stands anywhere', () => {
  const absolute = /(?<![\w.:/-])\/(home|mnt|root|tmp|Users|work)\/[^\s'"`)]*|\b[A-Z]:\\[\w\\]+/g;
  expect(placesOf(absolute, projectFiles)).toEqual([]);
});

test('what was built can be called by its name', () => {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> };
  for (const file of Object.values(bin)) expect(() => accessSync(file, constants.X_OK)).not.toThrow();
});
