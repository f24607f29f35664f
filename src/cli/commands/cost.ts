import type { Command } from 'commander';
import { LANGUAGES } from '../../api/requests/languages.js';
import type { Amount } from '../../domain/cost/amounts.js';
import { type CostDimension, costDimensions } from '../../domain/cost/cost-sums.js';
import { formatKronor } from '../../domain/shared/money.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { fileOption, printFile, printText } from '../files.js';
import {
  addPageOptions, day, lineId, listOf, month, mustHeedAll, option, PAGE_OPTIONS, personId,
} from '../options.js';
import type { Column } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface CostOptions {
  readonly lines?: boolean;
  readonly deviations?: boolean;
  readonly stateClaims?: boolean;
  readonly export?: string;
  readonly explain?: string | true;
  readonly by?: readonly CostDimension[];
  /** The rest is asked for under the same names. */
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly lookedAt?: string;
  readonly knownAt?: string;
  readonly language?: string;
  readonly payer?: string;
  readonly unit?: string;
  readonly principal?: string;
  readonly studyPath?: string;
  readonly person?: string;
  readonly limit: number;
  readonly after?: string;
}

interface Row {
  readonly payer?: string;
  readonly unit?: string;
  readonly principal?: string;
  readonly studyPath?: string;
  readonly programme?: string;
  readonly month?: string;
  readonly days?: number;
  readonly ore?: number;
  readonly vatOre?: number;
  readonly on?: string;
  readonly municipality?: string;
  readonly person?: string;
  readonly from?: string;
  readonly to?: string;
  readonly kind?: string;
  readonly item?: string;
  readonly share?: string;
  readonly asked?: readonly string[];
}

interface CostPage extends Page<Row> {
  readonly total?: Amount;
}

const person: Column<Row> = ['person', (row) => row.person];
const period: readonly Column<Row>[] = [['from', (row) => row.from], ['to', (row) => row.to]];
const payer: Column<Row> = ['payer', (row) => row.payer];
const place: readonly Column<Row>[] = [['unit', (row) => row.unit], ['study path', (row) => row.studyPath]];
const principal: Column<Row> = ['principal', (row) => row.principal];
const kronorOf = (ore: number | undefined): string => (ore === undefined ? '' : formatKronor(ore));
const kronor: Column<Row> = ['kr', (row) => kronorOf(row.ore), 'right'];
const amount: readonly Column<Row>[] = [
  ['days', (row) => row.days], kronor, ['VAT kr', (row) => kronorOf(row.vatOre), 'right'],
];

/** What a sum is told apart by, as columns. */
const dimensions: Readonly<Record<CostDimension, Column<Row>>> = {
  payer, principal, unit: place[0]!, programme: ['programme', (row) => row.programme], studyPath: place[1]!,
  month: ['month', (row) => row.month],
};

interface View {
  readonly path: string;
  readonly columns: readonly Column<Row>[];
}

/** What is paid besides the price of a place, or which part of it, where several pay. */
const part: Column<Row> = ['part', ({ item, share }) => item ?? share];

const views = {
  allocation: { path: '/v1/cost', columns: [payer, principal, ...place, ...amount] },
  lines: { path: '/v1/cost/lines', columns: [person, ...period, payer, ...place, part, ...amount] },
  deviations: {
    path: '/v1/cost/deviations', columns: [
      ['kind', (row) => row.kind], person, ...period, payer, ...place,
      ['asks for', (row) => row.asked?.join(' ')],
    ],
  },
  stateClaims: {
    path: '/v1/cost/state-claims',
    columns: [
      ['kind', (row) => row.kind], person, ['on', (row) => row.on], ['claims', (row) => row.municipality],
      ['unit', (row) => row.unit], principal, kronor,
    ],
  },
} as const satisfies Record<string, View>;

const totalText = ({ days, ore, vatOre }: Amount): string =>
  `Total, all pages: ${days} days, ${formatKronor(ore)} kr, of it ${formatKronor(vatOre)} kr VAT`;

const viewOf = ({ by, lines, deviations, stateClaims }: CostOptions): View => {
  if (by) return { path: '/v1/cost/sums', columns: [...by.map((each) => dimensions[each]), ...amount] };
  if (lines) return views.lines;
  if (stateClaims) return views.stateClaims;
  return deviations ? views.deviations : views.allocation;
};

const mustAskOneThing = (options: CostOptions): void => {
  const { by, lines, deviations, stateClaims, export: file, explain } = options;
  const asked = [by, lines, deviations, stateClaims, file, explain];
  if (asked.filter((each) => each !== undefined).length < 2) return;
  const ways = '--by, --lines, --deviations, --state-claims, --export and --explain';
  throw new CliFailure(`Choose one of ${ways}.`, WRONG_USAGE);
};

const mustNameLines = (
  { explain, person: whose, month: which, knownAt, language }: CostOptions,
): void => {
  if (explain === true && (whose === undefined || which === undefined)) {
    const ways = '--person and --month, or the id of an issued line';
    throw new CliFailure(`Say which lines to explain: ${ways}.`, WRONG_USAGE);
  }
  if (!explain && knownAt !== undefined) {
    throw new CliFailure('--known-at is of --explain; --looked-at of the others.', WRONG_USAGE);
  }
  if (!explain && language !== undefined) {
    throw new CliFailure('--language is of --explain; all else is in English.', WRONG_USAGE);
  }
};

const mustNotBeOfOne = ({ person: whose, ...options }: CostOptions): void => {
  const { lines, deviations, stateClaims, export: file } = options;
  if (whose === undefined || (lines ?? deviations ?? stateClaims ?? file) !== undefined) return;
  throw new CliFailure('Figures are of nobody in particular: use --person with --lines.', WRONG_USAGE);
};

const mustNamePeriod = ({ month: whole, from, to }: CostOptions): void => {
  const isPeriod = from !== undefined && to !== undefined;
  if (whole === undefined ? isPeriod : from === undefined && to === undefined) return;
  throw new CliFailure('Give --month, or both --from and --to.', WRONG_USAGE);
};

/** Texts and files come whole, and an issued line says itself what it is about. */
const mustHeedOptions = (command: Command, { explain, export: file }: CostOptions): void => {
  if (typeof explain === 'string') return mustHeedAll(command, ['explain', 'language']);
  if (explain === undefined && file === undefined) return;
  const names = command.options.map((each) => each.attributeName());
  mustHeedAll(command, names.filter((name) => !PAGE_OPTIONS.includes(name)));
};

export const addCost = (program: Command, terminal: Terminal): void => {
  addPageOptions(program.command('cost'))
    .description('Who owes whom how much for which days, to the öre.')
    .addOption(option('--month <yyyy-mm>', 'a calendar month', month))
    .addOption(option('--from <day>', 'first day of a period, instead of --month', day))
    .addOption(option('--to <day>', 'the day after its last', day))
    .addOption(option('--by <what>', `instead: sums by some of ${costDimensions.join(', ')}`,
      listOf(costDimensions)))
    .option('--lines', 'instead: the lines per pupil behind the figures')
    .option('--deviations', 'instead: days that could not be charged, and why')
    .option('--state-claims', 'instead: what may be claimed of the state')
    .addOption(fileOption('export', 'every line'))
    .option('--explain [line]', 'instead: why an issued line is what it is, or those of a person and month')
    .option('--payer <code>', 'one paying municipality')
    .option('--unit <code>', 'one school unit')
    .option('--principal <id>', 'one principal')
    .option('--study-path <code>', 'one study path')
    .addOption(option('--person <id>', 'one person', personId))
    .addOption(option('--looked-at <day>', 'as it looked on another day (today)', day))
    .option('--known-at <instant>', 'of --explain: as it was known then')
    .addOption(option('--language <code>', 'of --explain: in Swedish, as schools read it, or English (sv)')
      .choices(LANGUAGES))
    .addHelpText('after', `
Examples:
  $ liggare cost --month 2026-03 --payer 1481
  $ liggare cost --from 2026-01-01 --to 2026-07-01 --by payer,principal,programme,month
  $ liggare cost --from 2025-07-01 --to 2026-07-01 --lines --person 0b6f…
  $ liggare cost --month 2026-03 --deviations
  $ liggare cost --from 2025-07-01 --to 2026-07-01 --export csv > lines.csv
  $ liggare cost --month 2026-03 --person 0b6f… --explain`)
    .action(async (options: CostOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      mustAskOneThing(options);
      mustNameLines(options);
      mustHeedOptions(command, options);
      if (options.explain === undefined) mustNotBeOfOne(options);
      if (options.explain === undefined || options.explain === true) mustNamePeriod(options);
      const { by, lines, deviations, stateClaims, export: file, explain, limit, after, ...query } = options;
      if (explain === true) return printText(session, '/v1/cost/explanation', query);
      if (explain !== undefined) {
        return printText(session, `/v1/cost/explanation/${lineId(explain)}`, { language: query.language });
      }
      if (file !== undefined) return printFile(session, '/v1/cost/export', { ...query, format: file });
      const { path, columns } = viewOf(options);
      const page = await withClient(session, (client, atLeast) =>
        client.get<CostPage>(path, { by: by?.join(','), limit, after, ...query, atLeast }));
      session.output.result(page, () => {
        printRows(session.output, columns, page);
        if (page.total) session.output.line(totalText(page.total));
      });
    });
};
