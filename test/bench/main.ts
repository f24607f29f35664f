import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { adaptersBench } from './adapters.bench.js';
import { appendBench } from './append.bench.js';
import { httpBench } from './http.bench.js';
import { intakeBench } from './intake.bench.js';
import { timed } from './measure.js';
import { kaaBench } from './kaa.bench.js';
import { memoryBench } from './memory.bench.js';
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
  readonly names: readonly string[];
  readonly scale: Scale;
  readonly seed: number;
}

/** The message is for whoever started the benches. */
class WrongArguments extends Error {}

const wanted = (): Wanted => {
  const { values } = parseArgs({ options: {
    only: { type: 'string', default: Object.keys(benches).join(',') },
    scale: { type: 'string', default: 'full' }, seed: { type: 'string', default: '1' },
  } });
  const names = values.only.split(',');
  const unknown = names.find((name) => !(name in benches));
  if (unknown !== undefined) throw new WrongArguments(`--only knows no ${unknown}`);
  if (!(values.scale in sizesOf)) throw new WrongArguments('--scale is small or full');
  if (!/^\d{1,9}$/.test(values.seed)) throw new WrongArguments('--seed takes a whole number');
  return { names, scale: values.scale as Scale, seed: Number(values.seed) };
};

/** Beside the project, and not where temporary files may lie in memory: a disk is what is measured. */
const WORK_FOLDER = '.bench/work';

/** What was measured is shown even when a later bench fails. */
const run = async ({ names, scale, seed }: Wanted): Promise<void> => {
  await mkdir(WORK_FOLDER, { recursive: true });
  const folder = await mkdtemp(`${WORK_FOLDER}/run-`);
  const rig = new Rig(sizesOf[scale], seed, folder);
  const figures: Figure[] = [];
  try {
    for (const name of Object.keys(benches).filter((one) => names.includes(one))) {
      const { result, seconds } = await timed(() => benches[name]!(rig));
      console.error(`${name}: ${seconds.toFixed(0)} s`);
      figures.push(...result);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    printFigures(figures);
    console.log(`\n${writeFigures(figures, { scale, seed })}`);
  }
};

try {
  await run(wanted());
} catch (error) {
  console.error(error instanceof WrongArguments ? error.message : error);
  process.exitCode = 1;
}
