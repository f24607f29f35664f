import { writeFileSync } from 'node:fs';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { testTerminal } from '../../../test/support/test-terminal.js';
import { createProgram } from '../program.js';
import { runCommand } from '../run-command.js';

const folder = temporaryFolder();
beforeAll(() => { writeFileSync(folder.file('ledger.db'), ''); });
afterAll(() => folder.dispose());

const madeFor = async (...who: string[]) => {
  const terminal = testTerminal({ input: '' });
  const args = ['token', '--data', folder.file('.'), '--organisation', '1480', ...who];
  expect(await runCommand(createProgram(terminal), args, terminal)).toBe(0);
  return terminal.printed;
};

test.each([
  [['--role', 'registrar'], /^Without --units, a registrar/],
  [['--role', 'registrar', '--units', '94353434'], /^$/],
  [['--role', 'economist'], /^$/],
])('a token for %j is made, and whoever would write for no unit is told', async (who, note) => {
  const { out, err } = await madeFor(...who);
  expect(out).toMatch(/^[\w.-]+\n$/);
  expect(err).toMatch(note);
});
