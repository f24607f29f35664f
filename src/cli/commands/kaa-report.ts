import { Argument, type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import type { ApiClient, Query } from '../api-client.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { mustPrintFile } from '../files.js';
import { option } from '../options.js';
import type { Column, Output } from '../output.js';
import { everyPage } from '../pages.js';
import { type Session, sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';
import { type Rules, rulesText } from '../youth-text.js';

type Row = Readonly<Record<string, unknown>>;
interface Listed { readonly items: readonly Row[] }

interface Options {
  readonly municipality?: string;
  readonly half?: string;
  readonly accept?: string;
  readonly decision?: string;
  readonly format?: string;
}

/** What an action is given: the word after it, and the options. */
interface Given extends Options {
  readonly of?: string;
}

const columns = (...fields: readonly string[]): Column<Row>[] => fields.map((field) => [field, (row) => {
  const value = row[field];
  return typeof value === 'number' ? value : String(value ?? '');
}]);

const reportColumns = columns(
  'report', 'municipality', 'half', 'madeAt', 'persons', 'rows', 'standing', 'file', 'isReplaced');
const layoutColumns = columns('name', 'standing', 'from', 'through', 'rows', 'ships');
const checkColumns = columns('check', 'persons', 'rule', 'mend');
const differenceColumns = columns('person', 'change', 'column', 'was', 'is');

const needed = (value: string | undefined, what: string): string => {
  if (value !== undefined) return value;
  throw new CliFailure(`${what} is missing.`, WRONG_USAGE);
};

const subjectOf = ({ municipality, half }: Given) =>
  ({ municipality: needed(municipality, '--municipality'), half: needed(half, '--half') });

const reportOf = ({ of }: Given): string => encodeURIComponent(needed(of, 'The id of a report'));

const overrideOf = ({ accept, decision }: Given): object | undefined => {
  if (accept === undefined && decision === undefined) return undefined;
  return { checks: needed(accept, '--accept').split(','), decision: needed(decision, '--decision') };
};

/** Reports that were made by versions that did not note their rules have none. */
const printTotals = (output: Output, { failures, rules = [], ...said }: Row): void => {
  for (const [name, value] of Object.entries(said)) output.line(`${name}: ${String(value)}`);
  for (const each of rules as readonly (Rules & { from: string })[]) {
    output.line(`rules from ${each.from}: ${rulesText(each)}`);
  }
  const failing = failures as readonly Row[];
  if (failing.length === 0) return;
  const { decision } = said;
  output.line(decision === undefined ? '\nThese checks fail:'
    : `\nMade although these checks fail, by decision ${String(decision)}:`);
  output.table(checkColumns, failing);
};

/** A report that was made, and whether it was there already. */
interface Made {
  readonly repeated: boolean;
  readonly report: Row;
}

const printMade = (output: Output, { repeated, report }: Made): void => {
  output.line(repeated ? 'Nothing new: this report was there already.' : 'Made, with all of its rows:');
  printTotals(output, report);
  if (report.standing === 'assumed') {
    output.line('\nThe layout is assumed, not SCB\'s: publish the true one before anything is sent.');
  }
  output.line(`\nIts file: liggare kaa-report file ${String(report.report)} > ${String(report.file)}`);
};

/** One line a column that differs. */
const differingColumns = ({ items }: Listed): Row[] =>
  items.flatMap(({ person, change, columns: differing }) =>
    (differing as readonly Row[]).map((each) => ({ person, change, ...each })));

const layoutText = (file: string): Promise<Buffer> => readFile(file).catch((error: NodeJS.ErrnoException) => {
  throw new CliFailure(`The file ${file} cannot be read (${error.code}).`);
});

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Receipt {
  readonly repeated: boolean;
  readonly report: string;
}

type Act = (session: Session, given: Given) => Promise<void>;

/** Asks something, and prints the answer. */
const asking = <T>(
  ask: (client: ApiClient, given: Given, atLeast?: string) => Promise<T>,
  print: (output: Output, answer: T) => void,
): Act => async (session, given) => {
  const answer = await withClient(session, (client, atLeast) => ask(client, given, atLeast));
  session.output.result(answer, () => print(session.output, answer));
};

/** Writes a file to standard output as it is. */
const downloading = (ask: (given: Given) => { readonly path: string; readonly query?: Query }): Act =>
  async (session, given) => {
    const { path, query } = ask(given);
    mustPrintFile(session);
    const headers = await withClient(session, (client, atLeast) => {
      const fresh = { ...query, ...(query?.half !== undefined && { atLeast }) };
      return client.download(path, fresh, session.terminal.stdout);
    });
    const erased = Number(headers['liggare-erased-rows'] ?? 0);
    if (erased > 0) session.terminal.stderr.write(`${erasedText(erased)}\n`);
  };

/** A file that is not what was sent says so, beside it. */
const erasedText = (rows: number): string =>
  `${rows} ${rows === 1 ? 'row is' : 'rows are'} missing: records of whom they were about are erased.`;

/** A layout that was published, or was before; the one that counts last stands last among all. */
interface Published {
  readonly repeated: boolean;
  readonly layout: Row;
}

const printPublished = (output: Output, { repeated, layout }: Published): void => {
  output.line(repeated ? 'Nothing new: it was there already.' : 'Published, for reports made from now on:');
  output.table(layoutColumns, [layout]);
};

const acts: Readonly<Record<string, Act>> = {
  check: asking(
    (client, given, atLeast) => client.get<Row>('/v1/kaa/reports/draft', { ...subjectOf(given), atLeast }),
    printTotals,
  ),
  mend: downloading((given) => ({
    path: '/v1/kaa/reports/draft/failures', query: { ...subjectOf(given), format: given.format },
  })),
  make: asking(
    async (client, given): Promise<Made> => {
      const json = { ...subjectOf(given), override: overrideOf(given) };
      const { report, repeated } = await client.post<Receipt>('/v1/kaa/reports', { json });
      return { repeated, report: await client.get<Row>(`/v1/kaa/reports/${report}`) };
    },
    printMade,
  ),
  list: asking(
    (client, { municipality, half }) => everyPage<Listed>(client, '/v1/kaa/reports', { municipality, half }),
    (output, { items }) => output.table(reportColumns, items),
  ),
  show: asking((client, given) => client.get<Row>(`/v1/kaa/reports/${reportOf(given)}`), printTotals),
  file: downloading((given) => ({ path: `/v1/kaa/reports/${reportOf(given)}/file` })),
  failures: downloading((given) => ({
    path: `/v1/kaa/reports/${reportOf(given)}/failures`, query: { format: given.format },
  })),
  differences: asking(
    (client, given) => client.get<Listed>(`/v1/kaa/reports/${reportOf(given)}/differences`),
    (output, answer) => output.table(differenceColumns, differingColumns(answer)),
  ),
  layouts: asking(
    (client) => client.get<Listed>('/v1/kaa/layouts'),
    (output, { items }) => output.table(layoutColumns, items),
  ),
  'publish-layout': asking(
    async (client, { of }) => {
      const content = inOnePiece(await layoutText(needed(of, 'The layout file')));
      const stream = { content, type: 'application/json' };
      const { repeated } = await client.post<Pick<Receipt, 'repeated'>>('/v1/kaa/layouts', { stream });
      const { items } = await client.get<Listed>('/v1/kaa/layouts');
      return { repeated, layout: items.at(-1)! };
    },
    printPublished,
  ),
};

export const addKaaReport = (program: Command, terminal: Terminal): void => {
  program.command('kaa-report')
    .description('Half-year reports of the activity responsibility, for the national statistics.')
    .addArgument(new Argument('<action>', 'what to do').choices(Object.keys(acts)))
    .argument('[of]', 'id of a report (show, file, failures, differences), or a layout file (publish-layout)')
    .option('--municipality <code>', 'of which municipality')
    .option('--half <half-year>', 'of which half-year, as 2026H1')
    .option('--accept <checks>', 'of make: checks that may fail, with commas between')
    .option('--decision <reference>', 'of make: the decision by which they may')
    .addOption(option('--format <format>', 'of mend and failures').choices(['ndjson', 'csv']).default('csv'))
    .addHelpText('after', `
Examples:
  $ liggare kaa-report check --municipality 1480 --half 2026H1
  $ liggare kaa-report mend --municipality 1480 --half 2026H1 > to-mend.csv
  $ liggare kaa-report make --municipality 1480 --half 2026H1
  $ liggare kaa-report list --municipality 1480
  $ liggare kaa-report file 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e > report.csv
  $ liggare kaa-report differences 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e

The layout that ships is ASSUMED, not SCB: publish the true one before anything is sent.`)
    .action((action: string, of: string | undefined, options: Options, command: Command) =>
      acts[action]!(sessionOf(command, terminal), { ...options, of }));
};
