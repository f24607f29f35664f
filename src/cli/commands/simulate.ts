import type { Command } from 'commander';
import { simulate, type SimulationReport } from '../../infrastructure/simulation/simulate.js';
import { globalOptions, wholeNumber } from '../options.js';
import { consoleOutput, type Output } from '../output.js';
import { countProgress } from '../progress.js';

interface SimulateCommandOptions {
  out: string; pupils: number; seed: number; schoolYear: string; truth: boolean;
}

const printReport = (output: Output, folder: string, { files, unreported, notice }: SimulationReport): void => {
  output.table(['file', 'kind', 'lines'], files.map(({ name, kind, lines }) => [name, kind, lines]));
  if (unreported > 0) output.line(`${unreported} reports come later than these files were made.`);
  output.line(`\n${notice.trim()}\n\nImport them in any order, for example:`);
  for (const { kind, name } of files.slice(0, 4)) output.line(`  liggare import ${kind} ${folder}/${name}`);
};

export const addSimulate = (program: Command): void => {
  program.command('simulate')
    .description('Make the deliveries of a fictional region: invented people, official test numbers.')
    .requiredOption('--out <folder>', 'where to write them: a folder that is empty, or not there yet')
    .option('--pupils <count>', 'how many pupils', wholeNumber(1), 4000)
    .option('--seed <number>', 'the same seed gives the same files', wholeNumber(0), 1)
    .option('--school-year <years>', 'as 2025/2026', '2025/2026')
    .option('--truth', 'write truth.ndjson too: what is true of each pupil, to test against', false)
    .addHelpText('after', `
Examples:
  $ liggare simulate --out ./region
  $ liggare simulate --out ./big --pupils 40000 --seed 7 --json`)
    .action(async (options: SimulateCommandOptions, command: Command) => {
      const { json } = globalOptions(command);
      const progress = countProgress('simulate', 'pupils', json);
      const { out: folder, pupils, seed, schoolYear, truth } = options;
      const report = await simulate({
        folder, pupils, seed, schoolYear, truth, onProgress: (done) => progress.update(done, pupils),
      }).finally(() => progress.stop());
      const output = consoleOutput(json);
      output.result(report, () => printReport(output, folder, report));
    });
};
