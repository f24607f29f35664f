import type { Command } from 'commander';
import { withClient } from '../connection.js';
import { addPageOptions, personId } from '../options.js';
import { type Column, columnsOf } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

type Row = Readonly<Record<string, string | boolean | null>>;

interface RequestOptions {
  readonly unit?: string;
  readonly municipality?: string;
  readonly person?: string;
  readonly answered?: boolean;
  readonly limit: number;
  readonly after?: string;
}

const asked: readonly Column<Row>[] =
  columnsOf(['name', 'person', 'unit', 'municipality', 'asks', 'on', 'askedOn']);
const cameOfIt: readonly Column<Row>[] = columnsOf(['answer', 'answeredOn', 'reportedOn']);
const request: readonly Column<Row>[] = columnsOf(['request']);

export const addCorrectionRequests = (program: Command, terminal: Terminal): void => {
  addPageOptions(program.command('correction-requests'))
    .description('What municipalities asked schools about what they reported, or did not report.')
    .option('--unit <code>', 'what one school unit was asked')
    .option('--municipality <code>', 'what was asked in the name of one municipality')
    .option('--person <id>', 'about one person')
    .option('--answered', 'instead: what schools answered, or reported something newer about')
    .addHelpText('after', `
Examples:
  $ liggare correction-requests --unit 94353434
  $ liggare correction-requests --municipality 1480 --answered

"liggare record correction-requests" asks, "liggare record correction-answers" answers. A school that reports
what was missing or wrong has answered, too.`)
    .action(async (options: RequestOptions, command: Command) => {
      const { answered, person: whom, ...rest } = options;
      const session = sessionOf(command, terminal);
      const person = whom === undefined ? undefined : personId(whom);
      const state = answered ? 'answered' : undefined;
      const answer = await withClient(session, (client, atLeast) =>
        client.get<Page<Row>>('/v1/correction-requests', { ...rest, person, state, atLeast }));
      const columns = [...asked, ...(answered ? cameOfIt : []), ...request];
      session.output.result(answer, () => printRows(session.output, columns, answer));
    });
};
