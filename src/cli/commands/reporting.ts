import type { Command } from 'commander';
import { delayDimensions, type DelayRow } from '../../domain/cost/reporting-delay.js';
import { withClient } from '../connection.js';
import { month, option } from '../options.js';
import type { Column } from '../output.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface DelayOptions {
  readonly from: string;
  readonly through?: string;
  readonly by: string;
  readonly payer?: string;
  readonly principal?: string;
  readonly unit?: string;
}

const lateShare = ({ late, reports }: DelayRow): string => `${Math.round(100 * late / reports)} %`;

/** What was told apart first, and then how long reports took. */
const columnsOf = (by: string): Column<DelayRow>[] => [
  ...delayDimensions.filter((dimension) => by.split(',').includes(dimension))
    .map((dimension): Column<DelayRow> => [dimension, (row) => row[dimension]]),
  ['reports', ({ reports }) => reports], ['median days', ({ medianDays }) => medianDays],
  ['longest', ({ longestDays }) => longestDays], ['late', ({ late }) => late],
  ['share late', lateShare, 'right'],
];

export const addReporting = (program: Command, terminal: Terminal): void => {
  program.command('reporting')
    .description('How many days schools take to report what happens.')
    .addOption(option('--from <yyyy-mm>', 'the first month that something happened in', month)
      .makeOptionMandatory())
    .addOption(option('--through <yyyy-mm>', 'the last month (the first one)', month))
    .option('--by <what>', `what to tell apart, of ${delayDimensions.join(', ')}`, 'unit')
    .option('--payer <code>', 'one paying municipality')
    .option('--principal <id>', 'one principal')
    .option('--unit <code>', 'one school unit')
    .addHelpText('after', `
Examples:
  $ liggare reporting --from 2025-07 --through 2026-06 --by principal
  $ liggare reporting --from 2026-03 --by kind --unit 10000001

Late is what took longer than the policy has it (liggare agreements).`)
    .action(async (asked: DelayOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const answer = await withClient(session, (client, atLeast) =>
        client.get<{ readonly items: readonly DelayRow[] }>('/v1/reporting-delay', { ...asked, atLeast }));
      const { output } = session;
      output.result(answer, () => {
        if (answer.items.length === 0) return output.line('No report.');
        return output.table(columnsOf(asked.by), answer.items);
      });
    });
};
