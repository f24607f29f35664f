import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { temporaryFolder, type TemporaryFolder } from '../../test/support/temporary-folder.js';
import { DataFolderUnusable, isDataFolder, holderOf, takeDataFolder } from './data-folder.js';

const URL_OF_OTHER = 'http://127.0.0.1:4711';
const script = fileURLToPath(new URL('../../test/support/hold-folder.mjs', import.meta.url));

let parent: TemporaryFolder;
let path: string;
let processes: ChildProcess[];

beforeEach(() => {
  parent = temporaryFolder();
  path = parent.file('data');
  processes = [];
});

afterEach(async () => {
  for (const one of processes) await kill(one);
  parent.dispose();
});

/** A process of its own that tries to take the folder, and the first thing it says. */
const takeElsewhere = async (): Promise<{ process: ChildProcess; said: string }> => {
  const started = spawn(process.execPath, [script, path, URL_OF_OTHER]);
  processes.push(started);
  const [said] = await once(started.stdout, 'data');
  return { process: started, said: String(said) };
};

const kill = async (one: ChildProcess): Promise<void> => {
  if (one.exitCode !== null || one.signalCode !== null) return;
  one.kill('SIGKILL');
  await once(one, 'exit');
};

test('a folder that is not there is made, for its owner only', async () => {
  const folder = await takeDataFolder(parent.file('data/of/mine'));
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  await folder.release();
});

test('while one process has it, another is refused and told who has it and where', async () => {
  const folder = await takeDataFolder(path);
  await folder.announce('http://127.0.0.1:8080');
  const { said } = await takeElsewhere();
  expect(said).toContain(`is in use by process ${process.pid} at http://127.0.0.1:8080.`);
  await folder.release();
  expect((await takeElsewhere()).said).toBe('held');
});

test('within the process it is refused just the same', async () => {
  const folder = await takeDataFolder(path);
  await expect(takeDataFolder(path)).rejects.toThrow(DataFolderUnusable);
  await folder.release();
  await (await takeDataFolder(path)).release();
});

test('a process that was killed holds nothing any more, whatever it left lying about', async () => {
  const { process: other, said } = await takeElsewhere();
  expect(said).toBe('held');
  await expect(takeDataFolder(path)).rejects.toThrow(`is in use by process ${other.pid} at ${URL_OF_OTHER}.`);
  await kill(other);
  expect(await holderOf(path)).toBeUndefined();
  const folder = await takeDataFolder(path);
  expect(await holderOf(path)).toEqual({ pid: process.pid });
  await folder.release();
});

test('anybody can ask who has a folder; asking makes nothing', async () => {
  expect(await holderOf(path)).toBeUndefined();
  expect(await isDataFolder(path)).toBe(false);
  expect(() => statSync(path)).toThrow();
  const { process: other } = await takeElsewhere();
  expect(await holderOf(path)).toEqual({ pid: other.pid, url: URL_OF_OTHER });
});

test('a file in the place of the folder is told', async () => {
  writeFileSync(path, '');
  expect(await holderOf(path)).toBeUndefined();
  await expect(takeDataFolder(path)).rejects.toThrow(/data is no folder, but a file, or below one\.$/);
  await expect(takeDataFolder(`${path}/below`)).rejects.toThrow(/is no folder, but a file, or below one\.$/);
});

test('a folder that cannot be made is told, however deep it lies', async () => {
  await expect(takeDataFolder('/proc/liggare/data')).rejects.toThrow(/cannot be written to \([A-Z]+\)\.$/);
});

test('a lock that is none is told', async () => {
  mkdirSync(path);
  writeFileSync(`${path}/lock.db`, 'something else '.repeat(100));
  const told = /data cannot be locked \(lock\.db\): the file is not a database\.$/;
  await expect(takeDataFolder(path)).rejects.toThrow(told);
  await expect(holderOf(path)).rejects.toThrow(told);
});

test('a folder that may not be written to is told', async () => {
  mkdirSync(path, { mode: 0o500 });
  chmodSync(parent.path, 0o755);
  await asNobody(async () => {
    await expect(takeDataFolder(path)).rejects.toThrow(/^The data folder .* cannot be (written to|locked)/);
  });
});

/** Does something without the powers of root, who may write everywhere. */
const asNobody = async (work: () => Promise<void>): Promise<void> => {
  const self = process.geteuid!();
  if (self === 0) process.seteuid!(65_534);
  try {
    await work();
  } finally {
    if (self === 0) process.seteuid!(self);
  }
};
