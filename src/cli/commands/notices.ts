import type { Command } from 'commander';
import { LISTS } from '../../domain/notices/events.js';
import { AUDIENCES } from '../../domain/notices/notices.js';
import { withClient } from '../connection.js';
import { option, personId, wholeNumber } from '../options.js';
import { cellOf, type Column } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

type Row = Readonly<Record<string, string | null | readonly string[]>>;

interface NoticesOptions {
  readonly for: (typeof AUDIENCES)[number];
  readonly municipality?: string;
  readonly person?: string;
  readonly since?: string;
  readonly limit: number;
  readonly after?: string;
}

interface Notices extends Page<Row> {
  readonly through: string;
  readonly complete: boolean;
}

const columns: readonly Column<Row>[] = [
  ['recorded', ({ recordedAt }) => cellOf(recordedAt)], ['what', ({ kind }) => cellOf(kind)],
  ['person', ({ person }) => cellOf(person)], ['municipality', ({ municipality }) => cellOf(municipality)],
  ['may change', ({ halfYears, settledThrough }) =>
    [...halfYears ?? [], ...(settledThrough === null ? [] : [`settled through ${cellOf(settledThrough)}`])]
      .join(', ')],
  ['event', ({ event }) => cellOf(event)],
];

export const addNotices = (program: Command, terminal: Terminal): void => {
  program.command('notices')
    .description('What came in since the last look, for follow-up officers or for economists.')
    .addOption(option('--for <audience>', 'for whom').choices([...AUDIENCES]).makeOptionMandatory())
    .option('--municipality <code>', 'what concerns one municipality')
    .option('--person <id>', 'what is about one person', personId)
    .option('--since <instant>', 'what came in after an instant (your last look, else 30 days back)')
    .addOption(option('--limit <rows>', 'rows per page', wholeNumber(1, 500)).default(50))
    .option('--after <token>', 'the next page: the token that the page before ended with')
    .addHelpText('after', `
Examples:
  $ liggare notices --for follow-up --municipality 1480
  $ liggare notices --for economy --since 2026-03-01T00:00:00Z`)
    .action(async ({ for: audience, ...query }: NoticesOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const answer = await withClient(session, (client) =>
        client.get<Notices>(`/v1/notices/${audience}`, { ...query }));
      const { output } = session;
      output.result(answer, () => {
        printRows(output, columns, answer);
        if (answer.complete) output.line(`That is all, through ${answer.through}.`);
      });
    });
};

const paths: Readonly<Record<(typeof LISTS)[number], string>> = {
  'follow-up-notices': '/v1/notices/follow-up/looks', 'economy-notices': '/v1/notices/economy/looks',
  'new-youths': '/v1/kaa/youths/looks',
};

interface SeenOptions {
  readonly list: (typeof LISTS)[number];
  readonly through: string;
  readonly municipality?: string;
}

export const addSeen = (program: Command, terminal: Terminal): void => {
  program.command('seen')
    .description('Say up to where you have seen a list of what is new; it begins there the next time.')
    .addOption(option('--list <list>', 'which list').choices([...LISTS]).makeOptionMandatory())
    .requiredOption('--through <position>', 'the place that the list said it goes through')
    .option('--municipality <code>', 'the municipality whose list it was')
    .addHelpText('after', `
Examples:
  $ liggare seen --list follow-up-notices --through 0000000000000042

"liggare notices" and "liggare kaa --list since-look" show the lists.`)
    .action(async ({ list, ...json }: SeenOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const receipt = await withClient(session, (client) =>
        client.post<{ readonly repeated: boolean }>(paths[list], { json }));
      session.output.result(receipt, () => session.output.line(
        receipt.repeated ? 'Nothing new: you had seen as much before.' : `Seen through ${json.through}.`));
    });
};
