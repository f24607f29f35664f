import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '../../src/infrastructure/configuration/configuration.js';
import { projectFiles, root } from './project-files.js';

/** No container engine runs where this is tested: what can be told of the files without one. */

const fileNamed = (name: string): string => projectFiles.find(({ path }) => path === name)!.text;
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, one]) => one!);

const image = fileNamed('Dockerfile');
const compose = fileNamed('docker-compose.yml');

test('what the image copies is there', () => {
  const copied = found(image, /^COPY (?!--)(.+) \S+$/gm).flatMap((paths) => paths.split(' '));
  expect(copied.length).toBeGreaterThan(5);
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const kept = found(fileNamed('.dockerignore'), /^!(.+)$/gm);
  expect(copied.filter((path) => !kept.includes(path))).toEqual([]);
});

test('the image starts what npm start does, and not as root', () => {
  const { scripts } = JSON.parse(fileNamed('package.json')) as { scripts: { start: string } };
  const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  expect(flags.filter((flag) => !image.includes(`"${flag}"`))).toEqual([]);
  expect(found(image, /^USER (.+)$/gm)).toEqual(['node']);
});

test('every setting that is made exists', () => {
  const known = Object.values(settings).flatMap(({ variable, mayBeInFile }) =>
    (mayBeInFile ? [variable, `${variable}_FILE`] : [variable]));
  const made = found(image + compose, /\b(LIGGARE_[A-Z_]+)[:=]/g);
  expect(made.length).toBeGreaterThan(3);
  expect(made.filter((name) => !known.includes(name as never))).toEqual([]);
});

test('nothing is served outside this machine, no password stands in the file, and versions are named', () => {
  expect(found(compose, /ports: (.+)$/gm).filter((ports) => !ports.includes('127.0.0.1:'))).toEqual([]);
  expect(compose).not.toMatch(/password|changeit|:latest/i);
  expect(found(compose, /file: \.\/(\S+)\//g)).toEqual(['secrets', 'secrets']);
  expect(fileNamed('.gitignore')).toMatch(/^secrets\/$/m);
});
