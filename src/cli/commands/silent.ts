import type { Command } from 'commander';
import type { SilentUnit } from '../../domain/delivery/silent-units.js';
import { withClient } from '../connection.js';
import type { Column } from '../output.js';
import { everyPage, type Page } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface SilentOptions {
  readonly days: string;
  readonly principal?: string;
}

const columns: readonly Column<SilentUnit>[] = [
  ['unit', ({ unit }) => unit], ['name', ({ name }) => name], ['principal', ({ principal }) => principal],
  ['last heard of', ({ heardOn }) => heardOn ?? 'never'], ['days ago', ({ silentDays }) => silentDays],
];

/** Which schools have not delivered. */
export const addSilent = (program: Command, terminal: Terminal): void => {
  program.command('silent')
    .description('School units of which nothing came for some days.')
    .option('--days <count>', 'for how many days at least', '14')
    .option('--principal <id>', 'those that one principal runs')
    .addHelpText('after', `
Examples:
  $ liggare silent
  $ liggare silent --days 3 --principal 1480

A school is heard of with every delivery that has lines of it, be they known already, and with what it
reports one by one.`)
    .action(async (asked: SilentOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const answer = await withClient(session, (client, atLeast) =>
        everyPage<Page<SilentUnit>>(client, '/v1/silent-units', { ...asked, atLeast }));
      const { output } = session;
      output.result(answer, () => {
        if (answer.items.length === 0) return output.line(`No unit was silent for ${asked.days} days.`);
        return output.table(columns, answer.items);
      });
    });
};
