import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_FILE = 'wrapping-key';
const KEY_BYTES = 32;

/** The wrapping key cannot be used. The message is for the operator and never holds the key. */
export class WrappingKeyUnusable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrappingKeyUnusable';
  }
}

/**
 * The key that wraps all keys in the vault, from a file in the data folder that only its owner may read, made
 * before the vault is. Keep a copy apart from the databases: without it nothing about a person can be read
 * again. Throws `WrappingKeyUnusable`, also when there is a vault and its key is gone.
 */
export const wrappingKeyIn = async (dataFolder: string, vaultFile: string): Promise<Uint8Array> => {
  const file = join(dataFolder, KEY_FILE);
  const key = await keyFrom(file);
  if (key) return key;
  if (!existsSync(vaultFile)) return makeKey(file);
  throw new WrappingKeyUnusable(
    `There is a vault, but no ${KEY_FILE} beside it. Put the file back, or set LIGGARE_WRAPPING_KEY.`,
  );
};

/** Puts the key of one data folder into another; nothing where the key is not kept in the folder. */
export const copyWrappingKey = async (from: string, to: string): Promise<void> => {
  const key = await keyFrom(join(from, KEY_FILE));
  if (!key) return;
  const there = await makeKey(join(to, KEY_FILE), key);
  if (Buffer.compare(there, key) === 0) return;
  throw new WrappingKeyUnusable(
    `There is another ${KEY_FILE} in the folder to copy into. Use another folder.`);
};

const keyFrom = async (file: string): Promise<Uint8Array | undefined> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new WrappingKeyUnusable(`${KEY_FILE} cannot be read (${error.code}).`);
  });
  if (text === undefined) return undefined;
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new WrappingKeyUnusable(`${KEY_FILE} does not hold 32 bytes in base64`);
  return key;
};

/** Whole or not at all, and never over another: two that start at once agree on the first. */
const makeKey = async (file: string, key: Uint8Array = randomBytes(KEY_BYTES)): Promise<Uint8Array> => {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${Buffer.from(key).toString('base64')}\n`);
    await handle.sync();
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await handle.close();
    await rm(draft);
  }
  return (await keyFrom(file))!;
};
