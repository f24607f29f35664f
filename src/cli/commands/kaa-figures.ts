import type { Command } from 'commander';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { day, option, wholeNumber } from '../options.js';
import type { Column, Output } from '../output.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface FiguresOptions {
  readonly on?: string;
  readonly from?: string;
  readonly to?: string;
  readonly municipality?: string;
  readonly coverage?: boolean;
  readonly dropouts?: boolean;
  readonly target?: number;
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

interface Share {
  readonly by?: string;
  readonly group?: string;
  readonly pupils: number | null;
  readonly droppedOut: number | null;
  readonly percent: number | null;
  readonly reached: boolean | null;
}

interface Dropouts extends Pick<Figures, 'from' | 'to' | 'hiddenBelow'> {
  readonly targetPercent: number;
  readonly all: Share;
  readonly items: readonly Share[];
}

const shareColumns: readonly Column<Share>[] = [
  ['by', ({ by }) => by ?? 'all'], ['group', ({ group }) => group],
  ['pupils', ({ pupils }) => pupils ?? HIDDEN, 'right'],
  ['dropped out', ({ droppedOut }) => droppedOut ?? HIDDEN, 'right'],
  ['percent', ({ percent }) => percent ?? HIDDEN, 'right'],
  ['target', ({ reached }) => ({ true: 'reached', false: 'missed', null: '' })[String(reached)]],
];

const printDropouts = (output: Output, dropouts: Dropouts): void => {
  const { from, to, targetPercent, hiddenBelow, all, items } = dropouts;
  output.line(`Pupils from ${from} up to ${to} who dropped out; below ${targetPercent} % is wanted.`);
  output.table(shareColumns, [all, ...items]);
  output.line(`${HIDDEN}: hidden, being below ${hiddenBelow} or telling of one that is.`);
};

type Kind = 'figures' | 'coverage' | 'dropouts';
const printers: Readonly<Record<Kind, (output: Output, answer: never) => void>> =
  { figures: printFigures, coverage: printCoverage, dropouts: printDropouts };

const kindOf = ({ coverage, dropouts, target, on }: FiguresOptions): Kind => {
  if (coverage && dropouts) throw new CliFailure('Choose one of --coverage and --dropouts.', WRONG_USAGE);
  if (target !== undefined && !dropouts) throw new CliFailure('--target is of --dropouts.', WRONG_USAGE);
  if (on !== undefined && dropouts) throw new CliFailure('--dropouts has a period, no day.', WRONG_USAGE);
  return dropouts ? 'dropouts' : coverage ? 'coverage' : 'figures';
};

export const addKaaFigures = (program: Command, terminal: Terminal): void => {
  program.command('kaa-figures')
    .description('Figures of the activity responsibility, with small counts hidden.')
    .addOption(option('--on <day>', 'the day that those in the register are counted on (today)', day))
    .addOption(option('--from <day>', 'first day of the period (a year before its end)', day))
    .addOption(option('--to <day>', 'the day after the last of the period (the day after --on)', day))
    .option('--municipality <code>', 'one municipality; without the region')
    .option('--coverage', 'instead: what is missing in the register, for those who keep it')
    .option('--dropouts', 'instead: the share of dropouts, by school, programme and year of study')
    .addOption(option('--target <percent>', 'of --dropouts: to be stayed below (9)', wholeNumber(1, 100)))
    .addHelpText('after', `
Examples:
  $ liggare kaa-figures --on 2026-10-01
  $ liggare kaa-figures --from 2026-01-01 --to 2026-07-01 --json
  $ liggare kaa-figures --coverage --municipality 1480
  $ liggare kaa-figures --dropouts --from 2025-07-01 --to 2026-07-01`)
    .action(async (options: FiguresOptions, command: Command) => {
      const kind = kindOf(options);
      const { on: date, coverage: _, dropouts: _too, ...asked } = options;
      const session = sessionOf(command, terminal);
      const answer = await withClient(session, (client, atLeast) =>
        client.get<never>(`/v1/kaa/${kind}`, { date, ...asked, atLeast }));
      session.output.result(answer, () => printers[kind](session.output, answer));
    });
};
