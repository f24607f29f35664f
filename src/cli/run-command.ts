import { type Command, CommanderError } from 'commander';
import { StoreUnavailable } from '../application/ports/event-store.js';
import { Refusal } from '../domain/shared/refusal.js';
import { ConfigurationInvalid } from '../infrastructure/configuration/configuration.js';
import { CliFailure, WRONG_USAGE } from './failure.js';
import { printable } from './output.js';
import type { Terminal } from './terminal.js';

/** Lets a program print to a terminal, and throw rather than end the process. */
export const onTerminal = (program: Command, terminal: Terminal): Command => program
  .exitOverride()
  .configureOutput({
    writeOut: (text) => terminal.stdout.write(text), writeErr: (text) => terminal.stderr.write(text),
    outputError: (text, write) => write(wantsJson(program)
      ? `${JSON.stringify({ title: titleOf(text) })}\n` : text),
  })
  .configureHelp({ showGlobalOptions: true, helpWidth: 110 });

/** Runs a program; resolves to its exit code: 0 done, 1 failed, 2 wrong usage. */
export const runCommand = async (
  program: Command, args: readonly string[], terminal: Terminal,
): Promise<number> => {
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE; // has been printed
    const told = wantsJson(program) ? documentOf(error) : messageOf(error);
    for (const line of told.split('\n')) terminal.stderr.write(`${printable(line)}\n`);
    return exitCodeOf(error);
  }
};

const wantsJson = (program: Command): boolean => program.opts<{ json?: boolean }>().json === true;

/** Of wrong usage, as the parser of arguments words it for a reader. */
const titleOf = (text: string): string => text.trimEnd().replace(/^error: /, '');

const exitCodeOf = (error: unknown): number => {
  if (error instanceof CliFailure) return error.exitCode;
  return error instanceof ConfigurationInvalid || error instanceof Refusal ? WRONG_USAGE : 1;
};

/** For a program that reads it: the problem of the API as it came; of all else the message, as its title. */
const documentOf = (error: unknown): string =>
  JSON.stringify(error instanceof CliFailure && error.problem ? error.problem : { title: messageOf(error) });

/** A refusal tells its rule; all else, foreseen or not, its message. A stack helps nobody at a terminal. */
const messageOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.rule;
  if (error instanceof StoreUnavailable && error.said !== undefined) return `${error.message}: ${error.said}`;
  return error instanceof Error ? error.message : String(error);
};
