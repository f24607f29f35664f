import type { Command } from 'commander';
import { testTerminal } from '../../test/support/test-terminal.js';
import { createProgram } from './program.js';
import { runCommand } from './run-command.js';

const ran = async (...args: readonly string[]) => {
  const terminal = testTerminal();
  const code = await runCommand(createProgram(terminal), args, terminal);
  return { code, ...terminal.printed };
};

/** Every command with its names, those below others too. */
const commandsIn = (command: Command, ...above: string[]): (readonly [string, Command])[] =>
  command.commands.flatMap((one) => {
    const names = [...above, one.name()];
    return [[names.join(' '), one] as const, ...commandsIn(one, ...names)];
  });
const names = commandsIn(createProgram(testTerminal())).map(([name]) => name);

test.each(names)('%s tells what it is for, with examples that begin with its name', async (name) => {
  const { code, out, err } = await ran(...name.split(' '), '--help');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(new RegExp(`^Usage: liggare ${name} `));
  expect(out).toMatch(new RegExp(`Examples:\\n  \\$ (export \\w+=\\$\\()?liggare ${name}\\b`));
  expect(out).toContain('Global Options:');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
});

test('examples are commands that can be typed: every option in them exists', () => {
  const program = createProgram(testTerminal());
  for (const [name, command] of commandsIn(program)) {
    const below = commandsIn(command).map(([, one]) => one);
    const options = [program, command, ...below].flatMap((one) => one.options).map(({ long }) => long);
    let help = '';
    command.configureOutput({ writeOut: (text) => { help += text; } }).outputHelp();
    const lines = help.split('\n').filter((line) => line.startsWith('  $ '));
    const used = lines.flatMap((line) => line.match(/--[a-z-]+/g) ?? []);
    expect([name, used.filter((option) => !options.includes(option))]).toEqual([name, []]);
  }
});
