import type { Command } from 'commander';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { mustPrintFile, objectIn } from '../files.js';
import { day, option } from '../options.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface VoucherOptions {
  readonly payer?: string;
  readonly payee?: string;
  readonly layout: string;
  readonly bookedOn?: string;
}

export const addVouchers = (vouchers: Command, terminal: Terminal): void => {
  vouchers
    .description('The vouchers of an issued settlement as a file in SIE 4 (type 4I), on standard output.')
    .option('--payer <code>', 'whose costs are booked')
    .option('--payee <id>', 'instead: whose income is booked')
    .requiredOption('--layout <file>', 'JSON that says which accounts and dimensions')
    .addOption(option('--booked-on <day>', 'day of the vouchers (that of the approval)', day))
    .addHelpText('after', `
The layout, such as
  {"name":"Mölndals stad","contraAccount":"2990","accounts":[
    {"counterpartyIs":"self"},
    {"counterpartyIs":"municipality","account":"4531"},{"account":"4533"}],
    "dimensions":[{"number":1,"name":"Ansvar","object":"4410"},
      {"number":6,"name":"Program","of":"programme"}]}

Examples:
  $ liggare settle vouchers 3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e --payer 1481 --layout 1481.json > 1481.si

No pupil is in the file. Amounts that no rule fits are refused; see docs/reference/vouchers.md.`)
    .action(async (id: string, { payer, payee, layout, bookedOn }: VoucherOptions, command: Command) => {
      if ((payer === undefined) === (payee === undefined)) {
        throw new CliFailure('Say whose books: --payer or --payee.', WRONG_USAGE);
      }
      const session = sessionOf(command, terminal);
      mustPrintFile(session);
      const json = {
        side: payer === undefined ? 'payee' : 'payer', party: payer ?? payee, bookedOn,
        layout: await objectIn(layout, '--layout'),
      };
      await withClient(session, (client) =>
        client.download(`/v1/settlements/${id}/vouchers`, {}, terminal.stdout, { json }));
    });
};
