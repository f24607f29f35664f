import { type Command, InvalidArgumentError, Option } from 'commander';
import { isCivilDate } from '../domain/shared/civil-date.js';
import { INSTANT_PATTERN } from '../domain/shared/fields.js';
import { instantInSweden } from '../domain/shared/stockholm-time.js';
import { CliFailure, WRONG_USAGE } from './failure.js';
import { MOST_ROWS } from './pages.js';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly data: string;
  readonly server?: string;
  readonly token?: string;
  readonly json: boolean;
}

/** An option whose text is read by a function that throws `InvalidArgumentError`. */
export const option = (flags: string, description: string, read?: (text: string) => unknown): Option => {
  const made = new Option(flags, description);
  return read ? made.argParser(read) : made;
};

export const addGlobalOptions = (program: Command): Command => program
  .addOption(option('--data <folder>', 'folder of the ledger').default('./data').env('LIGGARE_DATA'))
  .addOption(option('--server <url>', 'speak to this Liggare instead', webAddress).env('LIGGARE_SERVER'))
  .addOption(option('--token <token>', 'bearer token for --server').env('LIGGARE_TOKEN'))
  .option('--json', 'print one JSON document instead of text', false);

export const globalOptions = (command: Command): GlobalOptions => command.optsWithGlobals<GlobalOptions>();

export const webAddress = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('Write an address as http://127.0.0.1:8080.');
};

export const wholeNumber = (least: number, most = Number.MAX_SAFE_INTEGER) => (text: string): number => {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} on` : `${least} to ${most}`;
  throw new InvalidArgumentError(`Write a whole number from ${range}.`);
};

export const day = (text: string): string => {
  if (isCivilDate(text)) return text;
  throw new InvalidArgumentError('Write a day that exists, as yyyy-mm-dd.');
};

const INSTANT = new RegExp(INSTANT_PATTERN);

/** An instant as it is, and a day as the moment it begins in Sweden. */
export const moment = (text: string): string => {
  const read = INSTANT.test(text) ? text : instantInSweden(`${text} 00:00:00`);
  if (read !== undefined) return read;
  throw new InvalidArgumentError('Write a day as 2026-06-30, or an instant in UTC as 2026-06-30T06:00:00Z.');
};

export const month = (text: string): string => {
  if (isCivilDate(`${text}-01`)) return text;
  throw new InvalidArgumentError('Write a month as yyyy-mm.');
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isId = (text: string): boolean => UUID.test(text);

/** Anything else may be an identity number: it goes into no address, and is not said back. */
export const personId = (text: string): string => {
  if (isId(text)) return text;
  const advice = '"liggare person --search" finds it by an identity number.';
  throw new CliFailure(`That is no person id. ${advice}`, WRONG_USAGE);
};

const LINE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d{1,9}$/;

/** The id of a line of a settlement; anything else goes into no address. */
export const lineId = (text: string): string => {
  if (LINE.test(text)) return text;
  throw new CliFailure('That is no id of an issued line. The lines of a settlement have one.', WRONG_USAGE);
};

/** One or several of some words, with commas between. */
export const listOf = <T extends string>(words: readonly T[]) => (text: string): T[] =>
  text.split(',').map((each) => {
    const word = words.find((one) => one === each);
    if (word === undefined) throw new InvalidArgumentError(`Choose from ${words.join(', ')}.`);
    return word;
  });

/** A filter left unheeded would let a list pass for a shorter one: what was given in vain is refused. */
export const mustHeedAll = (command: Command, heeded: readonly string[]): void => {
  const vain = command.options.find((each) => {
    const name = each.attributeName();
    return command.getOptionValueSource(name) === 'cli' && !heeded.includes(name);
  });
  if (vain) throw new CliFailure(`${vain.long} does not go with what is asked for.`, WRONG_USAGE);
};

/** Those options of every command that prints rows in pages, by name. */
export const PAGE_OPTIONS: readonly string[] = ['limit', 'after'];

/** The options of every command that prints rows in pages. */
export const addPageOptions = (command: Command): Command => command
  .addOption(option('--limit <rows>', 'rows per page', wholeNumber(1, MOST_ROWS)).default(50))
  .option('--after <token>', 'the page after the one that ended with this');
