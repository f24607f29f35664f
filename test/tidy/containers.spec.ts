import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration, settings } from '../../src/infrastructure/configuration/configuration.js';
import { temporaryFolder } from '../support/temporary-folder.js';
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
  const secrets = compose.split('\n').filter((line) => /password/i.test(line));
  expect(secrets.filter((line) => !/_FILE: \/run\/secrets\/[a-z-]+$/.test(line))).toEqual([]);
  expect(compose).not.toMatch(/changeit|:latest/i);
  expect(found(compose, /^ {4}image: (.+)$/gm).filter((image_) => !/:\d/.test(image_))).toEqual([]);
  expect(fileNamed('.gitignore')).toMatch(/^secrets\/$/m);
});

test('every secret that is used is declared, and made by the script that makes them', () => {
  const declared = found(compose, /^ {2}([a-z-]+): \{ file: \.\/secrets\/\1 \}$/gm);
  const used = new Set(found(compose, /\/run\/secrets\/([a-z-]+)/g));
  for (const names of found(compose, /secrets: \[(.+)\]$/gm)) {
    for (const name of names.split(', ')) used.add(name);
  }
  expect(declared.length).toBeGreaterThan(5);
  expect([...used].sort()).toEqual([...declared].sort());
  const script = fileNamed('docker/make-secrets.sh');
  const made = [...found(script, /> secrets\/([a-z-]+)$/gm), ...found(script, /^random ([a-z-]+)$/gm)];
  expect(made.sort()).toEqual([...declared].sort());
});

test('a Liggare takes the secrets that the script makes, wherever it is called; it makes none twice', () => {
  const folder = temporaryFolder();
  mkdirSync(folder.file('docker'));
  copyFileSync(join(root, 'docker', 'make-secrets.sh'), folder.file('docker/make-secrets.sh'));
  const script = folder.file('docker/make-secrets.sh');
  const made = (): number | null => spawnSync('sh', [script], { cwd: '/' }).status;
  expect(made()).toBe(0);
  const stores = compose.slice(compose.indexOf('x-stores:'), compose.indexOf('x-answering:'));
  const set = [...stores.matchAll(/^ {2}(LIGGARE_\w+): (.+)$/gm)].map(([, name, value]) =>
    [name, value!.replace('/run/secrets', folder.file('secrets'))]);
  const { eventStore, vaultStore, readStore } = readConfiguration(Object.fromEntries(set));
  expect([eventStore, vaultStore, readStore]).toEqual(['kurrentdb', 'mongodb', 'mongodb']);
  expect(made()).not.toBe(0);
  folder.dispose();
});

test('what is mounted from here is there', () => {
  const mounted = found(compose, /'\.\/(docker\/[^:]+):/g);
  expect(mounted.length).toBeGreaterThan(2);
  expect(mounted.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
