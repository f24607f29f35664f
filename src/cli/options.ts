import { type Command, InvalidArgumentError } from 'commander';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly data: string;
  readonly server?: string;
  readonly token?: string;
  readonly json: boolean;
}

export const addGlobalOptions = (program: Command): Command => program
  .option('--data <folder>', 'data folder of the embedded stores (LIGGARE_DATA)', process.env['LIGGARE_DATA'] ?? './data')
  .option('--server <url>', 'a running Liggare to speak to (LIGGARE_SERVER); needs a token', process.env['LIGGARE_SERVER'])
  .option('--token <token>', 'bearer token for --server (LIGGARE_TOKEN)', process.env['LIGGARE_TOKEN'])
  .option('--json', 'print JSON instead of tables', false);

export const globalOptions = (command: Command): GlobalOptions => command.optsWithGlobals<GlobalOptions>();

/** A whole number of at least `least`, for commander. */
export const wholeNumber = (least: number) => (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new InvalidArgumentError(`Write a whole number from ${least} on.`);
  return value;
};
