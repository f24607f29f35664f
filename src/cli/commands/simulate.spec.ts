import { readdirSync, writeFileSync } from 'node:fs';
import { type TemporaryFolder, temporaryFolder } from '../../../test/support/temporary-folder.js';
import { testTerminal } from '../../../test/support/test-terminal.js';
import { createProgram } from '../program.js';
import { runCommand } from '../run-command.js';

let folder: TemporaryFolder;
beforeEach(() => { folder = temporaryFolder(); });
afterEach(() => folder.dispose());

const simulated = async (out: string, ...more: readonly string[]) => {
  const terminal = testTerminal();
  const args = ['simulate', '--out', out, '--pupils', '3', ...more];
  return { code: await runCommand(createProgram(terminal), args, terminal), ...terminal.printed };
};

test('simulated files are told as JSON too', async () => {
  const { code, out, err } = await simulated(folder.file('region'), '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ notice: expect.stringContaining('3 pupils') as string });
});

test('a folder that holds something is left alone', async () => {
  writeFileSync(folder.file('mine.txt'), 'mine');
  expect(await simulated(folder.path)).toEqual({ code: 2, out: '', err: 'Give a folder that is empty.\n' });
  expect(readdirSync(folder.path)).toEqual(['mine.txt']);
});

test('what is no folder, or cannot be written to, is told as that', async () => {
  const file = folder.file('mine.txt');
  writeFileSync(file, 'mine');
  const isNone = 'is no folder, but a file, or below one.';
  expect(await simulated(file)).toMatchObject({ code: 1, err: `The folder ${file} ${isNone}\n` });
  expect((await simulated(`${file}/below`)).err).toBe(`The folder ${file}/below ${isNone}\n`);
  expect((await simulated('/proc/liggare')).err)
    .toMatch(/^The folder \/proc\/liggare cannot be written to \(E[A-Z]+\)\.\n$/);
});
