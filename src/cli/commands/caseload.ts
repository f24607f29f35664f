import type { Command } from 'commander';
import { withConnection } from '../connection.js';
import { globalOptions, wholeNumber } from '../options.js';
import { consoleOutput, type Output } from '../output.js';

interface CaseloadOptions {
  on?: string; unit?: string; municipality?: string; studyPath?: string; sort?: string; limit: number; after?: string;
  left?: boolean; overlaps?: boolean; counts?: string;
}
type Row = Record<string, string | number | boolean | null>;
interface PageOf<R> { items: R[]; next?: string }

const COLUMNS: Record<'placements' | 'left' | 'overlaps' | 'counts', readonly string[]> = {
  placements: ['name', 'person', 'unit', 'studyPath', 'schoolYear', 'municipality', 'from', 'to'],
  left: ['name', 'person', 'municipality', 'unit', 'leftOn', 'how'],
  overlaps: ['name', 'person', 'unit', 'otherUnit', 'municipality', 'from', 'to'],
  counts: ['municipality', 'unit', 'studyPath', 'placements'],
};

const print = (output: Output, columns: readonly string[], { items, next }: PageOf<Row>): void => {
  const present = columns.filter((column) => items.length === 0 || items.some((item) => item[column] !== undefined));
  output.table(present, items.map((item) => present.map((column) => {
    const value = item[column];
    return typeof value === 'boolean' ? String(value) : value;
  })));
  if (next) output.line(`More: --after ${next}`);
};

const kindOf = (options: CaseloadOptions): keyof typeof COLUMNS =>
  (options.left ? 'left' : options.overlaps ? 'overlaps' : options.counts !== undefined ? 'counts' : 'placements');

const PATHS = {
  placements: '/v1/caseload', left: '/v1/caseload/left', overlaps: '/v1/caseload/overlaps', counts: '/v1/caseload/counts',
} as const;

export const addCaseload = (program: Command): void => {
  program.command('caseload')
    .description('Who is at which school unit on a day; who has left; who two schools claim; counts.')
    .option('--on <day>', 'the day (today)')
    .option('--unit <code>', 'one school unit')
    .option('--municipality <code>', 'one home municipality')
    .option('--study-path <code>', 'one study path')
    .option('--sort <field>', 'what to sort by')
    .option('--limit <rows>', 'rows per page', wholeNumber(1), 50)
    .option('--after <cursor>', 'the page after this one')
    .option('--left', 'the list to follow up: left a school and not taken in anywhere')
    .option('--overlaps', 'pupils claimed by two schools')
    .option('--counts <by>', 'counts by municipality, unit, studyPath (comma between)')
    .addHelpText('after', `
Examples:
  $ liggare caseload --on 2026-02-01 --municipality 1480
  $ liggare caseload --left --municipality 1407
  $ liggare caseload --on 2025-10-15 --counts municipality,studyPath --json`)
    .action(async (options: CaseloadOptions, command: Command) => {
      const global = globalOptions(command);
      const kind = kindOf(options);
      const page = await withConnection(global, ({ client }) => client.get<PageOf<Row>>(PATHS[kind], {
        date: options.on, unit: options.unit, municipality: options.municipality, studyPath: options.studyPath,
        ...(kind === 'counts' ? { by: options.counts } : { sort: options.sort, limit: options.limit, after: options.after }),
      }));
      const output = consoleOutput(global.json);
      output.result(page, () => print(output, COLUMNS[kind], page));
    });
};
