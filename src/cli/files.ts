import { readFile } from 'node:fs/promises';
import type { Option } from 'commander';
import type { Query } from './api-client.js';
import { withClient } from './connection.js';
import { CliFailure, WRONG_USAGE } from './failure.js';
import { option } from './options.js';
import type { Session } from './session.js';

/** An option that asks for a file of everything instead of a page. */
export const fileOption = (name: string, what: string): Option =>
  option(`--${name} [format]`, `instead: ${what} as a file, on standard output`)
    .choices(['ndjson', 'csv']).preset('ndjson');

/** Refuses `--json` where a file is asked for, which has a form of its own. */
export const mustPrintFile = ({ options }: Session): void => {
  if (options.json) throw new CliFailure('This prints a file as it is; leave out --json.', WRONG_USAGE);
};

/** Writes a file to standard output as the server sends it. */
export const printFile = async (session: Session, path: string, query: Query): Promise<void> => {
  mustPrintFile(session);
  await withClient(session, (client, atLeast) =>
    client.download(path, { ...query, atLeast }, session.terminal.stdout));
};

/** Writes an answer to standard output as a text for people, or as JSON where that was asked for. */
export const printText = (session: Session, path: string, query: Query): Promise<void> =>
  withClient(session, async (client, atLeast) => {
    const asked = { ...query, atLeast };
    if (session.options.json) session.output.result(await client.get(path, asked), () => undefined);
    else await client.download(path, { ...asked, format: 'text' }, session.terminal.stdout);
  });

/** The JSON object that a file has, which an option named. */
export const objectIn = async (file: string, of: string): Promise<object> => {
  try {
    const said: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof said === 'object' && said !== null && !Array.isArray(said)) return said;
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw new CliFailure(`The file cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
    }
  }
  throw new CliFailure(`The file of ${of} is no JSON object; see --help.`);
};
