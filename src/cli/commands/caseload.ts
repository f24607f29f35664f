import type { Command } from 'commander';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { addPageOptions, day, listOf, mustHeedAll, option, PAGE_OPTIONS, personId } from '../options.js';
import { type Column, columnsOf } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

type Row = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
type View = keyof typeof views;

const DIMENSIONS = ['municipality', 'unit', 'studyPath'] as const;

interface CaseloadOptions {
  readonly on?: string;
  readonly lookedAt?: string;
  readonly unit?: string;
  readonly municipality?: string;
  readonly studyPath?: string;
  readonly person?: string;
  readonly sort?: string;
  readonly order?: string;
  readonly limit: number;
  readonly after?: string;
  readonly left?: boolean;
  readonly overlaps?: boolean;
  readonly flags?: boolean;
  readonly lateMoves?: boolean;
  readonly lookalikes?: boolean;
  readonly knownFrom?: string;
  readonly counts?: readonly (typeof DIMENSIONS)[number][];
}

const columns = (...fields: readonly string[]): Column<Row>[] =>
  columnsOf(fields);

type Other = Readonly<Record<'person' | 'name' | 'birth', string | null>>;

const mayBe: Column<Row>[1] = (row) => (row['others'] as unknown as readonly Other[])
  .map(({ person, name, birth }) => `${name ?? ''} ${person} (birth: ${birth})`.trim()).join(', ');

const ON_A_DAY = ['on', 'lookedAt', 'unit', 'municipality'] as const;
const SORTED = ['person', 'sort', 'order'] as const;

/** What can be asked of the caseload: where it is answered, by which options, and what is shown of it. */
const views = {
  placements: {
    path: '/v1/caseload',
    takes: [...PAGE_OPTIONS, ...ON_A_DAY, 'studyPath', ...SORTED],
    columns: columns('name', 'person', 'unit', 'studyPath', 'schoolYear', 'municipality', 'from', 'to'),
  },
  left: {
    path: '/v1/caseload/left',
    takes: [...PAGE_OPTIONS, ...ON_A_DAY, 'left', ...SORTED],
    columns: columns('name', 'person', 'municipality', 'unit', 'leftOn', 'how'),
  },
  overlaps: {
    path: '/v1/caseload/overlaps',
    takes: [...PAGE_OPTIONS, ...ON_A_DAY, 'overlaps', ...SORTED],
    columns: columns('name', 'person', 'unit', 'otherUnit', 'municipality', 'from', 'to', 'inFavourOf'),
  },
  flags: {
    path: '/v1/caseload/flags',
    takes: [...PAGE_OPTIONS, 'flags', 'lookedAt', 'unit', ...SORTED],
    columns: columns('kind', 'name', 'person', 'unit', 'on'),
  },
  lateMoves: {
    path: '/v1/caseload/late-moves',
    takes: [...PAGE_OPTIONS, 'lateMoves', 'lookedAt', 'municipality', 'knownFrom', 'person', 'order'],
    columns: columns(
      'name', 'person', 'municipality', 'change', 'other', 'from', 'to', 'knownOn', 'halfYears', 'firstMonth',
      'lastMonth',
    ),
  },
  lookalikes: {
    path: '/v1/caseload/lookalikes',
    takes: [...PAGE_OPTIONS, 'lookalikes', 'lookedAt', 'unit', 'person'],
    columns: columns('name', 'person', 'unit', 'kinds').concat([['may be', mayBe]]),
  },
  counts: {
    path: '/v1/caseload/counts',
    takes: [...ON_A_DAY, 'studyPath', 'counts'],
    columns: columns(...DIMENSIONS, 'placements'),
  },
} as const;

const viewOf = (options: CaseloadOptions): View => {
  const others = ['left', 'overlaps', 'flags', 'lateMoves', 'lookalikes', 'counts'] as const;
  const asked = others.filter((view) => options[view] !== undefined);
  if (asked.length > 1) throw new CliFailure(`Choose one of --${asked.join(' and --')}.`, WRONG_USAGE);
  return asked[0] ?? 'placements';
};

const queryOf = (view: View, options: CaseloadOptions): Record<string, string | number | undefined> => {
  const { on: date, lookedAt, unit, municipality, studyPath, sort, order, knownFrom, limit, after } = options;
  const person = options.person === undefined ? undefined : personId(options.person);
  const query = { date, lookedAt, unit, municipality, studyPath, person, sort, order, knownFrom };
  return view === 'counts' ? { ...query, by: options.counts?.join(',') } : { ...query, limit, after };
};

export const addCaseload = (program: Command, terminal: Terminal): void => {
  addPageOptions(program.command('caseload'))
    .description('Who is at which school unit on a day; who has left; whom two schools claim; counts.')
    .option('--left', 'instead: the list to follow up, who left a school and was not taken in anywhere')
    .option('--overlaps', 'instead: pupils whom two schools claim')
    .option('--flags', 'instead: reports that fit nothing else, and removals that wait for somebody to look')
    .option('--late-moves', 'instead: days that moves told late gave to another municipality')
    .option('--lookalikes', 'instead: persons with passing numbers alone who may be one with somebody else')
    .addOption(option('--known-from <day>', 'of --late-moves: learnt on this day or later', day))
    .addOption(option('--counts <by>', `instead: counts by ${DIMENSIONS.join(', ')}, with commas between`,
      listOf(DIMENSIONS)))
    .addOption(option('--on <day>', 'the day it is about (today)', day))
    .addOption(option('--looked-at <day>', 'as it looked on another day (today)', day))
    .option('--unit <code>', 'one school unit')
    .option('--municipality <code>', 'one home municipality')
    .option('--study-path <code>', 'one study path')
    .option('--sort <field>', 'name, unit, municipality, studyPath, from; of --left: leftOn, name, '
      + 'municipality; of --overlaps: from, unit, municipality; of --flags: on, unit')
    .option('--person <id>', 'one person; not of --counts')
    .addOption(option('--order <order>', 'which way to sort (ascending); not of --lookalikes')
      .choices(['ascending', 'descending']))
    .addHelpText('after', `
Examples:
  $ liggare caseload --on 2026-02-01 --municipality 1480
  $ liggare caseload --left --municipality 1407 --sort leftOn --order descending
  $ liggare caseload --overlaps --person 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e
  $ liggare caseload --on 2025-10-15 --counts municipality,studyPath --json`)
    .action(async (options: CaseloadOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const view = viewOf(options);
      mustHeedAll(command, views[view].takes);
      const query = queryOf(view, options);
      const page = await withClient(session, (client, atLeast) =>
        client.get<Page<Row>>(views[view].path, { ...query, atLeast }));
      session.output.result(page, () => printRows(session.output, shown(view, options), page));
    });
};

/** Counts show what was counted by; all else is the same for every row. */
const shown = (view: View, { counts }: CaseloadOptions): Column<Row>[] =>
  (view === 'counts' ? columns(...counts!, 'placements') : views[view].columns);
