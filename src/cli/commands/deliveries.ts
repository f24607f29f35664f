import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { DeliveryReport } from '../../application/intake/delivery-report.js';
import { DELIVERY_STATES } from '../../domain/delivery/outcome.js';
import type { DeliveryRow } from '../../projections/deliveries/deliveries.js';
import { withClient } from '../connection.js';
import { deliveryKinds } from '../deliveries.js';
import { printReport } from '../delivery-text.js';
import { addPageOptions, day, isId, mustHeedAll, option } from '../options.js';
import type { Column } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface DeliveriesOptions {
  readonly kind?: string;
  readonly state?: string;
  readonly organisation?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly after?: string;
}

const PATH = '/v1/deliveries';

const columns: readonly Column<DeliveryRow>[] = [
  ['received', ({ receivedAt }) => receivedAt], ['kind', ({ kind }) => kind],
  ['state', ({ state, problem }) => (problem === undefined ? state : `${state}: ${problem}`)],
  ['lines', ({ lines }) => lines, 'right'], ['taken', ({ taken }) => taken, 'right'],
  ['known', ({ known }) => known, 'right'], ['refused', ({ refused }) => refused, 'right'],
  ['sent by', ({ actor }) => actor], ['delivery', ({ delivery }) => delivery],
];

const deliveryId = (text: string): string => {
  if (isId(text)) return text;
  throw new InvalidArgumentError('Write the id of a delivery; "liggare deliveries" shows them.');
};

const stateOf = ({ kind, state, problem }: DeliveryReport): string =>
  `${kind}, ${state}${problem === undefined ? '' : `: ${problem.rule}`}`;

/** Which deliveries came, and what became of one. */
export const addDeliveries = (program: Command, terminal: Terminal): void => {
  addPageOptions(program.command('deliveries'))
    .description('Deliveries and what became of them, the newest first; or the report of one.')
    .addArgument(new Argument('[delivery]', 'id of one, for its report').argParser(deliveryId))
    .addOption(option('--kind <kind>', 'of one kind').choices(deliveryKinds))
    .addOption(option('--state <state>', 'what became of them').choices(DELIVERY_STATES))
    .option('--organisation <id>', 'whose token they were sent with')
    .addOption(option('--from <yyyy-mm-dd>', 'received on this day or later', day))
    .addOption(option('--to <yyyy-mm-dd>', 'received before this day', day))
    .addHelpText('after', `
Examples:
  $ liggare deliveries
  $ liggare deliveries --state broken --from 2026-11-01
  $ liggare deliveries 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e

One that is broken is completed by sending its file again; so is one that has been receiving for long, since
the process ended in the middle of it.`)
    .action(async (id: string | undefined, asked: DeliveriesOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const { output } = session;
      if (id === undefined) {
        const page = await withClient(session, (client, atLeast) =>
          client.get<Page<DeliveryRow>>(PATH, { ...asked, atLeast }));
        return output.result(page, () => printRows(output, columns, page));
      }
      mustHeedAll(command, []);
      const report = await withClient(session, (client) => client.get<DeliveryReport>(`${PATH}/${id}`));
      return output.result(report, () => {
        output.line(stateOf(report));
        printReport(output, report);
      });
    });
};
