import type { Command } from 'commander';
import { join } from 'node:path';
import { whyUnwritable } from '../../infrastructure/make-folder.js';
import {
  type DeliveryFile, simulate, type SimulationReport,
} from '../../infrastructure/simulation/simulate.js';
import { CliFailure } from '../failure.js';
import { option, wholeNumber } from '../options.js';
import type { Output } from '../output.js';
import { progressOn } from '../progress.js';
import { sessionOf } from '../session.js';
import type { Terminal } from '../terminal.js';

interface SimulateCommandOptions {
  readonly out: string;
  readonly pupils: number;
  readonly seed: number;
  readonly schoolYear: string;
  readonly truth: boolean;
}

const SHOWN = 4;

const printReport = (output: Output, folder: string, report: SimulationReport): void => {
  const { files, unreported, notice } = report;
  output.table<DeliveryFile>([
    ['file', ({ name }) => name], ['kind', ({ kind }) => kind], ['lines', ({ lines }) => lines],
  ], files);
  if (unreported > 0) output.line(`${unreported} reports come later than the day these files were made.`);
  output.line(`\n${notice.trim()}\n\nImport them in any order, for example:`);
  const deliveries = files.filter(({ kind }) => kind !== 'truth').slice(0, SHOWN);
  for (const { kind, name } of deliveries) output.line(`  liggare import ${kind} ${join(folder, name)}`);
};

/** What the file system says is told as what it means for the folder; all else stays what it is. */
const unwritable = (folder: string, error: NodeJS.ErrnoException): Error =>
  (error.syscall === undefined ? error : new CliFailure(whyUnwritable(`The folder ${folder}`, error)));

export const addSimulate = (program: Command, terminal: Terminal): void => {
  program.command('simulate')
    .description('Make the deliveries of a fictional region: invented people, official test numbers.')
    .requiredOption('--out <folder>', 'where to write them: a folder that is empty, or not there yet')
    .addOption(option('--pupils <count>', 'how many pupils', wholeNumber(1)).default(4_000))
    .addOption(option('--seed <number>', 'the same seed gives the same files', wholeNumber(0)).default(1))
    .option('--school-year <years>', 'which school year', '2025/2026')
    .option('--truth', 'write truth.ndjson too: what is true of each pupil, to test against', false)
    .addHelpText('after', `
Examples:
  $ liggare simulate --out ./region
  $ liggare simulate --out ./big --pupils 40000 --seed 7 --json`)
    .action(async ({ out: folder, ...options }: SimulateCommandOptions, command: Command) => {
      const { output } = sessionOf(command, terminal);
      const progress = progressOn(terminal.stderr, 'simulate', 'pupils', options.pupils);
      const report = await simulate({ folder, ...options, onProgress: (pupils) => progress.at(pupils) })
        .catch((error: NodeJS.ErrnoException) => { throw unwritable(folder, error); })
        .finally(() => progress.stop());
      output.result(report, () => printReport(output, folder, report));
    });
};
