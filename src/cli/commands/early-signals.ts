import type { Command } from 'commander';
import { EARLY_SIGNALS } from '../../domain/attendance/early-signals.js';
import { withClient } from '../connection.js';
import { CliFailure, WRONG_USAGE } from '../failure.js';
import { addPageOptions, day, option, personId } from '../options.js';
import { cellOf, type Column, nameOf } from '../output.js';
import { type Page, printRows } from '../pages.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface Row {
  readonly name: string | null;
  readonly protected: boolean;
  readonly person: string;
  readonly unit: string;
  readonly signal: string;
  readonly value: number;
  readonly threshold: number;
  readonly from: string;
  readonly to: string;
  readonly evidence: readonly string[];
}

const columns: readonly Column<Row>[] = [
  ['name', nameOf], ['person', ({ person }) => person], ['unit', ({ unit }) => unit],
  ['signal', ({ signal }) => signal], ['value', ({ value }) => cellOf(value), 'right'],
  ['threshold', ({ threshold }) => cellOf(threshold), 'right'], ['from', ({ from }) => from],
  ['to', ({ to }) => to], ['evidence', ({ evidence }) => cellOf(evidence)],
];

interface EarlyOptions {
  readonly unit?: string;
  readonly left?: boolean;
  readonly municipality?: string;
  readonly person?: string;
  readonly signal?: string;
  readonly on?: string;
  readonly limit: number;
  readonly after?: string;
}

export const addEarlySignals = (program: Command, terminal: Terminal): void => {
  addPageOptions(program.command('early-signals'))
    .description('What a school said of its pupils that reaches a threshold of the home municipality.')
    .option('--unit <code>', 'pupils of one school unit (all of yours)')
    .option('--left', 'instead, for officers: of those who have left and came into the target group')
    .option('--municipality <code>', 'of --left: into that of one municipality')
    .addOption(option('--on <day>', 'the day it is about (today)', day))
    .addOption(option('--signal <kind>', 'of one kind').choices(EARLY_SIGNALS))
    .option('--person <id>', 'one person')
    .addHelpText('after', `
Examples:
  $ liggare early-signals --unit 94353434
  $ liggare early-signals --signal late-start --on 2025-11-01
  $ liggare early-signals --left --municipality 1480

The school alone sees them while the pupil is there. "liggare kaa --routine" shows the thresholds.`)
    .action(async (options: EarlyOptions, command: Command) => {
      const { left, unit, municipality, on: date, person: whom, ...page } = options;
      if (left ? unit !== undefined : municipality !== undefined) {
        throw new CliFailure('Give --unit by itself, or --municipality with --left.', WRONG_USAGE);
      }
      const session = sessionOf(command, terminal);
      const person = whom === undefined ? undefined : personId(whom);
      const path = left ? '/v1/kaa/early-signals' : '/v1/early-signals';
      const answer = await withClient(session, (client, atLeast) =>
        client.get<Page<Row>>(path, { unit, municipality, date, person, ...page, atLeast }));
      session.output.result(answer, () => printRows(session.output, columns, answer));
    });
};
