import {
  copyFileSync, cpSync, existsSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { recordAttempt } from '../../test/support/recorded-attempt.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { testNumbers } from '../../test/support/test-numbers.js';
import { openEmbedded } from './embedded.js';

const folders = temporaryFolder();
const one = folders.file('one');
const other = folders.file('other');
let data: string;
let copies = 0;

/** Records something about a person, and stops. */
const record = async (dataFolder: string, commandKey: string): Promise<void> => {
  const { ledger, projections, close } = await openEmbedded({ dataFolder });
  const { position } = await recordAttempt(ledger, testNumbers(2010)[0]!, commandKey);
  expect(await projections.waitFor(position, 30_000)).toBe(true);
  await close();
};

beforeAll(async () => {
  await record(one, 'first');
  await record(other, 'first');
});

afterAll(() => folders.dispose());

beforeEach(() => {
  data = folders.file(`copy-${copies += 1}`);
  cpSync(one, data, { recursive: true });
});

const remove = (...names: string[]): void => names
  .forEach((name) => ['', '-wal', '-shm'].forEach((end) => rmSync(join(data, name + end), { force: true })));

const takeFromOther = (...names: string[]): void => {
  remove(...names);
  for (const name of names) copyFileSync(join(other, name), join(data, name));
};

const mustOpen = async (): Promise<void> => (await openEmbedded({ dataFolder: data })).close();

const isRefused = async (message: string): Promise<void> => {
  await expect(openEmbedded({ dataFolder: data })).rejects.toThrow(message);
};

test('a data folder that is closed is whole without the logs of its databases', () => {
  const left = readdirSync(one).filter((name) => name.endsWith('-wal'))
    .filter((name) => statSync(join(one, name)).size > 0);
  expect(left).toEqual([]);
});

describe('a data folder is opened', () => {
  test('as it was left, and without read models, which are made anew', async () => {
    await mustOpen();
    remove('read.db');
    await mustOpen();
  });

  test('when the process ended between making the ledger and making the rest', async () => {
    remove('vault.db', 'read.db', 'ledger.db', 'fences.db');
    await mustOpen();
    remove('vault.db', 'read.db');
    await mustOpen();
  });
});

describe('a data folder is refused, and stays as it is', () => {
  test.each([
    ['the ledger', 'ledger.db', 'There is a vault.db, but no ledger.db beside it.'],
    ['the vault', 'vault.db', 'There is a ledger, but no vault.db beside it.'],
    ['the fence journal', 'fences.db', 'The fence journal is gone.'],
    ['the wrapping key', 'wrapping-key', 'There is a vault, but no wrapping-key beside it.'],
  ])('without %s', async (_, name, message) => {
    remove(name);
    await isRefused(message);
    expect(existsSync(join(data, name))).toBe(false);
  });

  test('with nothing left but read models', async () => {
    remove('ledger.db', 'vault.db');
    await isRefused('There is a read.db, but no ledger.db beside it.');
    remove('read.db');
    await isRefused('There is a fences.db, but no ledger.db beside it.');
    expect(existsSync(join(data, 'ledger.db'))).toBe(false);
  });

  test.each([
    ['ledger', ['ledger.db'], 'The vault (vault.db) belongs to another ledger.'],
    ['vault', ['vault.db', 'wrapping-key'], 'The vault (vault.db) belongs to another ledger.'],
    ['fence journal', ['fences.db'], 'The fence journal (fences.db) is not the one of this ledger'],
    ['wrapping key', ['wrapping-key'], 'The wrapping key is not the one that this vault was made with'],
    ['read models', ['read.db'], 'The read models (read.db) belong to another ledger.'],
  ])('with the %s of another', async (_, names, message) => {
    takeFromOther(...names);
    await isRefused(message);
    await isRefused(message);
  });

  test.each([
    ['ledger.db', 'The vault (vault.db) belongs to another ledger.'],
    ['vault.db', 'The vault (vault.db) is empty, and the ledger is not.'],
    ['fences.db', 'The fence journal (fences.db) is not the one of this ledger'],
  ])('with an empty file as %s', async (name, message) => {
    remove(name);
    writeFileSync(join(data, name), '');
    await isRefused(message);
    await isRefused(message);
  });

  test('with read models that know more than a ledger put back from an older copy', async () => {
    copyFileSync(join(data, 'ledger.db'), folders.file('older.db'));
    await record(data, 'second');
    remove('ledger.db');
    copyFileSync(folders.file('older.db'), join(data, 'ledger.db'));
    await isRefused('The read models (read.db) know more than the ledger, which is an older copy. Remove');
    remove('read.db');
    await mustOpen();
  });

  test('with read models that are damaged, saying what to do', async () => {
    truncateSync(join(data, 'read.db'), 20_000);
    await isRefused('The read models (read.db) cannot be opened: the file is damaged. Remove the file');
    expect(readdirSync(data)).not.toContain('holder.json');
  });
});
