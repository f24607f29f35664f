import { Command } from 'commander';
import { testTerminal } from '../../test/support/test-terminal.js';
import { StoreUnavailable } from '../application/ports/event-store.js';
import { runCommand } from './run-command.js';

test('of a store that is away whoever runs the program reads which machine it is', async () => {
  const terminal = testTerminal();
  const said = 'connect ECONNREFUSED 192.0.2.7:2113';
  const program = new Command().action(() => {
    throw new StoreUnavailable('KurrentDB does not answer', false, { said });
  });
  expect(await runCommand(program, [], terminal)).toBe(1);
  expect(terminal.printed.err).toBe(`KurrentDB does not answer: ${said}\n`);
});
