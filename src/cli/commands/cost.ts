import type { Command } from 'commander';
import { formatKronor } from '../../domain/shared/money.js';
import { withConnection } from '../connection.js';
import { globalOptions, wholeNumber } from '../options.js';
import { consoleOutput, type Output } from '../output.js';

interface CostOptions {
  month?: string; from?: string; to?: string; payer?: string; unit?: string; principal?: string; studyPath?: string;
  person?: string; limit: number; after?: string; lines?: boolean; deviations?: boolean;
}
interface CostItem {
  payer?: string; unit: string; principal?: string; studyPath: string; days?: number; ore?: number; person?: string;
  from?: string; to?: string; kind?: string;
}
interface CostPage { items: CostItem[]; next?: string; total?: { days: number; ore: number } }

const kronor = (ore: number | undefined): string => (ore === undefined ? '' : formatKronor(ore));

const TABLES: Record<'allocation' | 'lines' | 'deviations', readonly (readonly [string, (item: CostItem) => string | number])[]> = {
  allocation: [
    ['payer', (item) => item.payer ?? ''], ['unit', (item) => item.unit], ['principal', (item) => item.principal ?? ''],
    ['study path', (item) => item.studyPath], ['days', (item) => item.days ?? 0], ['kr', (item) => kronor(item.ore)],
  ],
  lines: [
    ['person', (item) => item.person ?? ''], ['from', (item) => item.from ?? ''], ['to', (item) => item.to ?? ''],
    ['payer', (item) => item.payer ?? ''], ['unit', (item) => item.unit], ['study path', (item) => item.studyPath],
    ['days', (item) => item.days ?? 0], ['kr', (item) => kronor(item.ore)],
  ],
  deviations: [
    ['kind', (item) => item.kind ?? ''], ['person', (item) => item.person ?? ''], ['from', (item) => item.from ?? ''],
    ['to', (item) => item.to ?? ''], ['unit', (item) => item.unit], ['study path', (item) => item.studyPath],
    ['payer', (item) => item.payer ?? ''],
  ],
};

const PATHS = { allocation: '/v1/cost', lines: '/v1/cost/lines', deviations: '/v1/cost/deviations' } as const;

const print = (output: Output, kind: keyof typeof TABLES, { items, next, total }: CostPage): void => {
  const columns = TABLES[kind];
  output.table(columns.map(([heading]) => heading), items.map((item) => columns.map(([, value]) => value(item))));
  if (total) output.line(`Total: ${total.days} days, ${formatKronor(total.ore)} kr`);
  if (next) output.line(`More: --after '${next}'`);
};

export const addCost = (program: Command): void => {
  program.command('cost')
    .description('Who owes whom how much for which days, to the öre.')
    .option('--month <yyyy-mm>', 'a calendar month')
    .option('--from <day>', 'first day of a period')
    .option('--to <day>', 'the day after its last')
    .option('--payer <code>', 'one paying municipality')
    .option('--unit <code>', 'one school unit')
    .option('--principal <id>', 'one principal')
    .option('--study-path <code>', 'one study path')
    .option('--person <id>', 'one person (lines and deviations)')
    .option('--lines', 'the lines per pupil behind the figures')
    .option('--deviations', 'days that could not be charged, and why')
    .option('--limit <rows>', 'rows per page', wholeNumber(1), 50)
    .option('--after <cursor>', 'the page after this one')
    .addHelpText('after', `
Examples:
  $ liggare cost --month 2026-03 --payer 1481
  $ liggare cost --from 2025-07-01 --to 2026-07-01 --lines --person 0b6f…
  $ liggare cost --month 2026-03 --deviations`)
    .action(async (options: CostOptions, command: Command) => {
      const global = globalOptions(command);
      const kind = options.lines ? 'lines' : options.deviations ? 'deviations' : 'allocation';
      const { lines: _lines, deviations: _deviations, ...query } = options;
      const page = await withConnection(global, ({ client }) => client.get<CostPage>(PATHS[kind], {
        month: query.month, from: query.from, to: query.to, payer: query.payer, unit: query.unit,
        principal: query.principal, studyPath: query.studyPath, person: query.person, limit: query.limit, after: query.after,
      }));
      const output = consoleOutput(global.json);
      output.result(page, () => print(output, kind, page));
    });
};
