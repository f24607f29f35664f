import { spawnSync } from 'node:child_process';
import { placesOf, projectFiles, root } from './project-files.js';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

const fileNamed = (name: string): string => projectFiles.find(({ path }) => path === name)!.text;

const { dependencies, devDependencies, scripts } = JSON.parse(fileNamed('package.json')) as Manifest;
const lock = JSON.parse(fileNamed('package-lock.json')) as { packages: Readonly<Record<string, Manifest>> };
const names = Object.keys({ ...dependencies, ...devDependencies })
  .filter((name) => !name.startsWith('@types/'));
const installed = (name: string): Manifest => lock.packages[`node_modules/${name}`]!;

const code = projectFiles.filter(({ path }) => /\.([cm]?js|ts)$/.test(path)).map(({ text }) => text);
const commands = Object.values(scripts!).flatMap((script) => script.split(/[ /]/));
const askedFor = new Set(names.flatMap((name) => Object.keys(installed(name).peerDependencies ?? {})));

test('every dependency is imported, run by a script, or asked for by another', () => {
  const isImported = (name: string): boolean => code.some((text) => new RegExp(`'${name}['/]`).test(text));
  const isRun = (name: string): boolean =>
    Object.keys(installed(name).bin ?? {}).some((command) => commands.includes(command));
  expect(names.filter((name) => !isImported(name) && !isRun(name) && !askedFor.has(name))).toEqual([]);
});

test('the lock file names no download host', () => {
  const lockFile = projectFiles.filter(({ path }) => path === 'package-lock.json');
  expect(placesOf(/"resolved":.*/g, lockFile)).toEqual([]);
});

test('LICENSES.md is up to date, and every licence in it is permissive', () => {
  const check = ['scripts/licences.mjs', '--check'];
  const { status, stderr } = spawnSync(process.execPath, check, { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
