import { Argument, type Command } from 'commander';
import type { DeliveryReport } from '../../application/intake/delivery-report.js';
import type { PriceFileCheck } from '../../application/intake/price-list/check-price-file.js';
import type { DeliveryKind } from '../../domain/delivery/events.js';
import { withClient } from '../connection.js';
import { checkPriceList, deliveryKinds, sendFile } from '../deliveries.js';
import { printReport } from '../delivery-text.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { printCheck } from '../price-check-text.js';
import { type Session, sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

const isInVain = ({ refused, lines }: DeliveryReport): boolean => refused > 0 && refused === lines;

const isInTheWay = ({ refused, lines, differences }: PriceFileCheck): boolean =>
  refused.length > 0 && (differences.length === 0 || refused.length === lines);

/** What a price list would change, instead of sending it. */
const check = async (session: Session, kind: DeliveryKind, file: string): Promise<void> => {
  if (kind !== 'price-list') throw new CliFailure('Only a price list is checked.', WRONG_USAGE);
  const { output, terminal } = session;
  const checked = await withClient(session, (client, atLeast) =>
    checkPriceList(client, file, terminal, atLeast));
  output.result(checked, () => printCheck(output, checked));
  if (checked.problem) throw new CliFailure(`It was not read to its end: ${checked.problem.rule}`);
  if (isInTheWay(checked)) throw new CliFailure('Nothing of it would be taken, for the rows refused.');
};

export const addImport = (program: Command, terminal: Terminal): void => {
  program.command('import')
    .description('Take in a delivery: ELIN export, population feed, attendance, prices, school units, roll.')
    .addArgument(new Argument('<kind>', 'what it is').choices(deliveryKinds))
    .argument('<file>', 'the file; its size does not matter')
    .option('--check', 'take nothing: see what a price list would change of what is in force', false)
    .addHelpText('after', `
Examples:
  $ liggare import elin export-2026-03-01.json
  $ liggare import price-list prices-2027.csv --check
  $ liggare import price-list riksprislista_2026.csv --json

Sending a file again changes nothing, and a file that broke off is completed by sending it again.
Lines that are refused are listed with line, field and rule; they never stop the others.
Where all are, nothing was taken, and the exit code is 1.`)
    .action(async (kind: DeliveryKind, file: string, options: { check: boolean }, command: Command) => {
      const session = sessionOf(command, terminal);
      if (options.check) return check(session, kind, file);
      const report = await withClient(
        session, (client) => sendFile(client, kind, file, terminal), { makesFolder: true },
      );
      const { output } = session;
      output.result(report, () => printReport(output, report));
      if (report.problem) throw new CliFailure(`It was not read to its end: ${report.problem.rule}`);
      if (isInVain(report)) throw new CliFailure('Nothing of it was taken: every line is refused.');
    });
};
