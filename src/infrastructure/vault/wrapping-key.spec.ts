import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { WrappingKeyUnusable, wrappingKeyIn } from './wrapping-key.js';

let folder: TemporaryFolder;
let vault: string;

beforeEach(() => {
  folder = temporaryFolder();
  vault = folder.file('vault.db');
});

afterEach(() => folder.dispose());

const hex = (key: Uint8Array): string => Buffer.from(key).toString('hex');

test('the key is made on first start, and is the same ever after', async () => {
  const key = await wrappingKeyIn(folder.path, vault);
  expect(key).toHaveLength(32);
  writeFileSync(vault, '');
  expect(hex(await wrappingKeyIn(folder.path, vault))).toBe(hex(key));
});

test('two that start at once agree on one key', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => wrappingKeyIn(folder.path, vault)));
  expect(new Set(keys.map(hex)).size).toBe(1);
});

test('only its owner may read it, and no draft of it stays', async () => {
  await wrappingKeyIn(folder.path, vault);
  expect(readdirSync(folder.path)).toEqual(['wrapping-key']);
  expect(statSync(folder.file('wrapping-key')).mode & 0o777).toBe(0o600);
});

test('every installation has another', async () => {
  const one = await wrappingKeyIn(folder.path, vault);
  rmSync(folder.file('wrapping-key'));
  expect(hex(await wrappingKeyIn(folder.path, vault))).not.toBe(hex(one));
});

test.each(['', 'c2hvcnQ=', 'x'.repeat(60)])('a key file with %j in it is refused, and kept', async (text) => {
  writeFileSync(folder.file('wrapping-key'), text);
  await expect(wrappingKeyIn(folder.path, vault)).rejects
    .toThrow('wrapping-key does not hold 32 bytes in base64');
  expect(readFileSync(folder.file('wrapping-key'), 'utf8')).toBe(text);
});

test('a folder in the place of the key file is refused', async () => {
  mkdirSync(folder.file('wrapping-key'));
  await expect(wrappingKeyIn(folder.path, vault)).rejects.toThrow('wrapping-key cannot be read (EISDIR).');
});

test('for a vault whose key is gone, no other is made', async () => {
  writeFileSync(vault, '');
  await expect(wrappingKeyIn(folder.path, vault)).rejects.toThrow(WrappingKeyUnusable);
  expect(readdirSync(folder.path)).toEqual(['vault.db']);
});
