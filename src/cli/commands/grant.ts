import type { Command } from 'commander';
import type { Grant, PartName } from '../../domain/cost/grants.js';
import { formatKronor, type Ore } from '../../domain/shared/money.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { printFile } from '../files.js';
import { day, month, option } from '../options.js';
import type { Column, Output } from '../output.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface GrantOptions {
  readonly csv?: boolean;
  /** The rest is asked for under the same names. */
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly lookedAt?: string;
  readonly payer?: string;
}

interface UnitGrants {
  readonly grants: readonly Grant[];
  readonly total: { readonly days: number; readonly ore: Ore };
}

interface PartRow {
  readonly part: string;
  readonly perYearOre?: Ore;
  readonly ore: Ore;
  readonly mark?: string;
}

const kronor = (ore: Ore | undefined): string => (ore === undefined ? '' : formatKronor(ore));

const columns: readonly Column<PartRow>[] = [
  ['part', ({ part }) => part], ['a year kr', ({ perYearOre }) => kronor(perYearOre), 'right'],
  ['kr', ({ ore }) => kronor(ore), 'right'], ['rests on', ({ mark }) => mark],
];

const listed = (parts: readonly PartName[]): string => parts.join(', ');

const printGrant = (output: Output, grant: Grant): void => {
  const { payer, principal, studyPath, item, days, ore, price, parts, undividedOre } = grant;
  output.line(`\n${payer} to ${principal}, ${studyPath}${item === undefined ? '' : `, ${item}`}: `
    + `${days} days, ${kronor(ore)} kr`);
  if (price) {
    output.line(`At ${kronor(price.perYearOre)} kr a year (${price.standing}) from ${price.validOn}`
      + `${price.origin === undefined ? '' : `: ${price.origin}`}`);
  }
  output.table(columns, [
    ...parts.map(({ restsOn: { mark }, ...part }) => ({ ...part, mark: `[${mark}]` })),
    { part: 'not divided', ore: undividedOre },
  ]);
  const { missing, notTold } = grant;
  if (missing.length > 0) output.line(`Must be possible to show, and nobody said: ${listed(missing)}.`);
  if (notTold.length > 0) output.line(`Not said: ${listed(notTold)}.`);
};

export const addGrant = (program: Command, terminal: Terminal): void => {
  program.command('grant')
    .description('How the grant of an independent school was worked out, part by part.')
    .argument('<unit>', 'the school unit')
    .addOption(option('--month <yyyy-mm>', 'a calendar month', month))
    .addOption(option('--from <day>', 'first day of a period, instead of --month', day))
    .addOption(option('--to <day>', 'the day after its last', day))
    .addOption(option('--looked-at <day>', 'as it looked on another day (today)', day))
    .option('--payer <code>', 'one paying municipality')
    .option('--csv', 'instead: a file for Excel, on standard output')
    .addHelpText('after', `
Examples:
  $ liggare grant 94353434 --from 2026-01-01 --to 2027-01-01
  $ liggare grant 94353434 --month 2026-03 --payer 1481 --csv > grant.csv

What is right now is told; parts that nobody has said are named as missing, and never reckoned.`)
    .action(async (unit: string, { csv, ...query }: GrantOptions, command: Command) => {
      const isPeriod = query.from !== undefined && query.to !== undefined;
      if ((query.month === undefined) !== isPeriod) {
        throw new CliFailure('Give --month, or both --from and --to.', WRONG_USAGE);
      }
      const session = sessionOf(command, terminal);
      const path = `/v1/cost/grants/${encodeURIComponent(unit)}`;
      if (csv) return printFile(session, path, { ...query, format: 'csv' });
      const { output } = session;
      const told = await withClient(session, (client, atLeast) =>
        client.get<UnitGrants>(path, { ...query, atLeast }));
      output.result(told, () => {
        for (const grant of told.grants) printGrant(output, grant);
        const { days, ore } = told.total;
        output.line(told.grants.length === 0
          ? 'No grants: nothing is paid there, or its principal is no independent one.'
          : `\nTotal: ${days} days, ${kronor(ore)} kr.`);
      });
    });
};
