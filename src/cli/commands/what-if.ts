import type { Command } from 'commander';
import type { Compared } from '../../domain/cost/compared.js';
import { formatKronor, type Ore } from '../../domain/shared/money.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { objectIn } from '../files.js';
import { day, month, option } from '../options.js';
import type { Column, Output } from '../output.js';
import { progressOn } from '../progress.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface WhatIfOptions {
  readonly suppose?: string;
  readonly lines?: boolean;
  /** The rest is asked for under the same names. */
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly knownAt?: string;
  readonly lookedAt?: string;
  readonly payer?: string;
  readonly principal?: string;
}

interface Row extends Compared {
  readonly payer?: string;
  readonly principal?: string;
  readonly ore: Ore;
  readonly vatOre: Ore;
}

type Answered =
  | { readonly is: 'progress'; readonly persons: number; readonly of: number }
  | { readonly is: 'line' | 'sum' } & Row
  | { readonly is: 'total'; readonly persons: number; readonly changedPersons: number } & Row;

/** What an answer comes to, once it has come to its end. */
interface Outcome {
  readonly sums: readonly Row[];
  readonly total: Extract<Answered, { is: 'total' }>;
}

const kronorOf = (ore: Ore): string => formatKronor(ore);

const columns: readonly Column<Row>[] = [
  ['payer', (row) => row.payer], ['principal', (row) => row.principal],
  ['days', (row) => row.asIs.days], ['days then', (row) => row.whatIf.days],
  ['kr', (row) => kronorOf(row.asIs.ore), 'right'], ['kr then', (row) => kronorOf(row.whatIf.ore), 'right'],
  ['difference', (row) => kronorOf(row.ore), 'right'],
  ['VAT kr', (row) => kronorOf(row.asIs.vatOre), 'right'],
  ['VAT kr then', (row) => kronorOf(row.whatIf.vatOre), 'right'],
];

/** What a file says is to be otherwise: policies, agreements, prices, and events to leave out. */
const supposedIn = async (file: string | undefined): Promise<object> =>
  (file === undefined ? {} : objectIn(file, '--suppose'));

const mustAskSomething = ({ suppose, knownAt }: WhatIfOptions): void => {
  if (suppose !== undefined || knownAt !== undefined) return;
  throw new CliFailure('Say what is to be otherwise: --suppose or --known-at.', WRONG_USAGE);
};

/** Takes an answer in. Its records, progress apart, go on as they come where they are wanted. */
const taken = async (
  answer: AsyncIterable<Answered>, terminal: Terminal, onRecord?: (record: Answered) => void,
): Promise<Outcome> => {
  const sums: Row[] = [];
  const progress = progressOn(terminal.stderr, 'Reckoning', 'persons', 0);
  try {
    for await (const record of answer) {
      if (record.is === 'progress') progress.at(record.persons, record.of);
      else onRecord?.(record);
      if (record.is === 'sum') sums.push(record);
      if (record.is === 'total') return { sums, total: record };
    }
  } finally {
    progress.stop();
  }
  throw new CliFailure('The answer broke off before its total; the log of the server may say why.');
};

const printOutcome = (output: Output, { sums, total }: Outcome): void => {
  output.table(columns, sums);
  const { asIs, whatIf, ore, vatOre, persons, changedPersons } = total;
  output.line(`Total: ${kronorOf(asIs.ore)} kr as it is, ${kronorOf(whatIf.ore)} kr then, `
    + `a difference of ${kronorOf(ore)} kr.`);
  output.line(`VAT in it: ${kronorOf(asIs.vatOre)} kr as it is, ${kronorOf(whatIf.vatOre)} kr then, `
    + `a difference of ${kronorOf(vatOre)} kr.`);
  output.line(`Lines of ${changedPersons} of ${persons} persons differ.`);
};

export const addWhatIf = (program: Command, terminal: Terminal): void => {
  program.command('what-if')
    .description('What would be owed under other policies, agreements or prices, or as known earlier.')
    .addOption(option('--month <yyyy-mm>', 'a calendar month', month))
    .addOption(option('--from <day>', 'first day of a period, instead of --month', day))
    .addOption(option('--to <day>', 'the day after its last', day))
    .option('--suppose <file>', 'JSON with policies, agreements, prices, and ids of events without which')
    .option('--known-at <instant>', 'as it was known then')
    .addOption(option('--looked-at <day>', 'as it looks on another day (today)', day))
    .option('--payer <code>', 'one paying municipality')
    .option('--principal <id>', 'one principal')
    .option('--lines', 'instead: each line that differs, then sums and total, as JSON one a line', false)
    .addHelpText('after', `
Nothing is recorded. The file has what POST /v1/cost/what-if takes, such as
  {"policies":[{"policy":"default","validOn":"2026-01-01","counting":{"rule":"SNAPSHOT","version":1,"day":15},
    "augustStartPaysFromJuly":true,"dropoutDay":"first-unpaid","documentPays":"through-june",
    "confirmBy":"09-15","correctsYearsBack":1}]}

Examples:
  $ liggare what-if --month 2026-03 --suppose measuring-day.json
  $ liggare what-if --from 2026-01-01 --to 2027-01-01 --known-at 2026-04-01T00:00:00Z --payer 1481
  $ liggare what-if --month 2026-03 --suppose prices.json --lines > lines.ndjson`)
    .action(async (options: WhatIfOptions, command: Command) => {
      mustAskSomething(options);
      const session = sessionOf(command, terminal);
      const { suppose, lines, ...asked } = options;
      const json = { ...await supposedIn(suppose), ...asked, ...(lines && { lines }) };
      const { output } = session;
      const print = (record: Answered): void => output.line(JSON.stringify(record));
      const outcome = await withClient(session, (client) =>
        taken(client.records<Answered>('/v1/cost/what-if', { json }), terminal, lines ? print : undefined));
      if (!lines) output.result(outcome, () => printOutcome(output, outcome));
    });
};
