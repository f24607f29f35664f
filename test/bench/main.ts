import { Command, InvalidArgumentError, Option } from 'commander';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { wholeNumber } from '../../src/cli/options.js';
import { adaptersBench } from './adapters.bench.js';
import { appendBench } from './append.bench.js';
import { httpBench } from './http.bench.js';
import { intakeBench } from './intake.bench.js';
import { timed } from './measure.js';
import { kaaBench } from './kaa.bench.js';
import { memoryBench } from './memory.bench.js';
import { pace } from './pace.js';
import { pagesBench } from './pages.bench.js';
import { rebuildBench } from './rebuild.bench.js';
import { type Figure, printFigures, writeFigures } from './result.js';
import { Rig, type Scale, sizesOf } from './rig.js';
import { settleBench } from './settle.bench.js';
import { startBench } from './start.bench.js';
import { whatIfBench } from './what-if.bench.js';

/** In the order in which they run: what leaves the least behind comes first. */
const benches: Readonly<Record<string, (rig: Rig) => Promise<Figure[]>>> = {
  append: appendBench, intake: intakeBench, rebuild: rebuildBench, pages: pagesBench, kaa: kaaBench,
  http: httpBench, 'what-if': whatIfBench, settle: settleBench, memory: memoryBench, start: startBench,
  adapters: adaptersBench,
};

interface Wanted {
  readonly only: readonly string[];
  readonly scale: Scale;
  readonly seed: number;
}

const MOST_SEED = 999_999_999;
const names = Object.keys(benches);

const namesIn = (text: string): readonly string[] => {
  const unknown = text.split(',').find((name) => !names.includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no ${unknown}.`);
  return text.split(',');
};

const wanted = (): Wanted => new Command('npm run bench --')
  .description('Measures how fast and how big; docs/reference/benchmarks.md says what is held against what.')
  .addOption(new Option('--only <names>', `some of ${names.join(', ')}, with commas`).argParser(namesIn)
    .default(names, 'all'))
  .addOption(new Option('--scale <size>', 'full, or small for a quick look').choices(Object.keys(sizesOf))
    .default('full'))
  .option('--seed <number>', 'of the simulated region and of the bytes appended',
    wholeNumber(0, MOST_SEED), 1)
  .addHelpText('after', `
Examples:
  $ npm run bench
  $ npm run bench -- --scale small --only append,pages --seed 7`)
  .parse().opts();

/** Beside the project, and not where temporary files may lie in memory: a disk is what is measured. */
const WORK_FOLDER = '.build/work';

/** What was measured is shown even when a later bench fails. */
const run = async ({ only, scale, seed }: Wanted): Promise<void> => {
  await mkdir(WORK_FOLDER, { recursive: true });
  const folder = await mkdtemp(`${WORK_FOLDER}/run-`);
  const rig = new Rig(sizesOf[scale], seed, folder);
  const figures: Figure[] = [];
  const paces = [await pace()];
  try {
    for (const name of names.filter((one) => only.includes(one))) {
      const { result, seconds } = await timed(() => benches[name]!(rig));
      paces.push(await pace());
      console.error(`${name}: ${seconds.toFixed(0)} s, pace of the machine ${paces.slice(-2).join(' to ')}`);
      figures.push(...result);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    printFigures(figures);
    console.log(`\n${writeFigures(figures, { scale, seed, paces })}`);
  }
};

await run(wanted());
