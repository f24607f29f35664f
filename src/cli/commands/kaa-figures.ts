import type { Command } from 'commander';
import { withClient } from '../connection.js';
import { day, option } from '../options.js';
import type { Column, Output } from '../output.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface FiguresOptions {
  readonly on?: string;
  readonly from?: string;
  readonly to?: string;
  readonly municipality?: string;
  readonly coverage?: boolean;
}

interface Figures {
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly hiddenBelow: number;
  readonly items: readonly {
    readonly municipality: string;
    readonly figures: Readonly<Record<string, number | null>>;
    readonly reachedPercent: number | null;
  }[];
}

const HIDDEN = '·';

/** A row for each figure, a column for each municipality. */
const printFigures = (output: Output, { on, from, to, hiddenBelow, items }: Figures): void => {
  output.line(`In the register on ${on}; who came and left from ${from} up to ${to}, which is not counted.`);
  if (items.length === 0) return output.line('Nobody.');
  const columns: Column<string>[] = [['figure', (figure) => figure], ...items.map((item): Column<string> =>
    [item.municipality, (figure) => item.figures[figure] ?? HIDDEN, 'right'])];
  output.table(columns, Object.keys(items[0]!.figures));
  return output.line(`${HIDDEN}: hidden, being below ${hiddenBelow} or telling of one that is.`);
};

type Coverage = Readonly<Record<string, string | number | null>>;

const COVERED = [
  'registered', 'withoutReason', 'neverContacted', 'occupationUnknown', 'nothingKnown', 'knownPercent',
  'measuresOffered', 'measuresOther', 'otherPercent',
] as const;

/** What is missing, a row for each count. */
const printCoverage = (
  output: Output, { on, from, to, items }: Pick<Figures, 'on' | 'from' | 'to'> & { items: Coverage[] },
): void => {
  output.line(`In the register on ${on}; measures offered from ${from} up to ${to}, which is not counted.`);
  if (items.length === 0) return output.line('Nobody.');
  return output.table<string>([['', (count) => count], ...items.map((item): Column<string> =>
    [String(item['municipality']), (count) => item[count] ?? '', 'right'])], COVERED);
};

export const addKaaFigures = (program: Command, terminal: Terminal): void => {
  program.command('kaa-figures')
    .description('Figures of the activity responsibility, with small counts hidden.')
    .addOption(option('--on <day>', 'the day that those in the register are counted on (today)', day))
    .addOption(option('--from <day>', 'first day of the period (a year before its end)', day))
    .addOption(option('--to <day>', 'the day after the last of the period (the day after --on)', day))
    .option('--municipality <code>', 'one municipality; without the region')
    .option('--coverage', 'instead: what is missing in the register, for those who keep it')
    .addHelpText('after', `
Examples:
  $ liggare kaa-figures --on 2026-10-01
  $ liggare kaa-figures --from 2026-01-01 --to 2026-07-01 --json
  $ liggare kaa-figures --coverage --municipality 1480`)
    .action(async ({ on: date, coverage, ...asked }: FiguresOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const path = coverage ? '/v1/kaa/coverage' : '/v1/kaa/figures';
      const answer = await withClient(session, (client, atLeast) =>
        client.get<Figures & { items: Coverage[] }>(path, { date, ...asked, atLeast }));
      const { output } = session;
      output.result(answer, () => (coverage ? printCoverage : printFigures)(output, answer));
    });
};
