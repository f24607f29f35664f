import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notice } from '../../application/simulation/notice.js';
import { priceListLines } from '../../application/simulation/price-list.js';
import { schoolUnitLines } from '../../application/simulation/school-units.js';
import {
  simulatedPupils, type Simulation, simulation, type SimulationOptions,
} from '../../application/simulation/simulated-pupils.js';
import { refuseIf } from '../../domain/shared/refusal.js';
import { makeFolder } from '../make-folder.js';
import { BufferedFile } from './buffered-file.js';
import { ElinFiles } from './elin-files.js';
import { LineSorter } from './line-sorter.js';
import { readRegionData } from './region-files.js';

export interface SimulateOptions extends SimulationOptions {
  /** Where the files are written: a folder that is empty, or not there yet. */
  readonly folder: string;
  /** Writes truth.ndjson too: what is true of each pupil, for tests. */
  readonly truth?: boolean;
  /** Is told now and then how many pupils are done. */
  readonly onProgress?: (pupils: number) => void;
}

/** A file that was written, with the number of events, rows or lines in it. */
export interface DeliveryFile {
  readonly name: string;
  readonly kind: 'school-units' | 'price-list' | 'population' | 'elin' | 'truth';
  readonly lines: number;
}

export interface SimulationReport {
  /** In an order in which they may be imported; any other does as well. */
  readonly files: readonly DeliveryFile[];
  /** Reports that come after the day the files are made, and so are not in them. */
  readonly unreported: number;
  readonly notice: string;
}

const PROGRESS_EVERY = 1_000;

/**
 * Writes the deliveries of a fictional region into a folder: elin-01.json and on (one for each month of
 * registration), population.ndjson, price-list.csv, school-units.csv, README.txt, and truth.ndjson if asked
 * for. Memory stays flat, whatever the number of pupils; files put aside meanwhile lie in the folder too.
 * Refuses `folder-not-empty` and options that make no sense.
 */
export const simulate = async (options: SimulateOptions): Promise<SimulationReport> => {
  const settings = simulation(options);
  const { folder } = options;
  await makeFolder(folder);
  refuseIf((await readdir(folder)).length > 0, 'folder-not-empty', 'folder', 'Give a folder that is empty.');
  const data = readRegionData();
  const units = schoolUnitLines(data.units);
  const prices = [...priceListLines(data.prices, settings.year)];
  await writeFile(join(folder, 'README.txt'), notice(settings));
  await writeFile(join(folder, 'school-units.csv'), `${units.join('\n')}\n`);
  await writeFile(join(folder, 'price-list.csv'), `${prices.join('\n')}\n`);
  return {
    ...await writePupils(data, settings, options, [
      { name: 'school-units.csv', kind: 'school-units', lines: units.length - 1 },
      { name: 'price-list.csv', kind: 'price-list', lines: prices.length - 1 },
    ]),
    notice: notice(settings),
  };
};

type RegionData = Parameters<typeof simulatedPupils>[0];

const writePupils = async (
  data: RegionData, settings: Simulation, options: SimulateOptions, written: readonly DeliveryFile[],
): Promise<Omit<SimulationReport, 'notice'>> => {
  const { folder, onProgress } = options;
  const elin = new LineSorter(join(folder, '.sorting-elin'));
  const population = new LineSorter(join(folder, '.sorting-population'));
  const truth = options.truth ? await BufferedFile.create(join(folder, 'truth.ndjson')) : undefined;
  let [unreported, done] = [0, 0];
  try {
    for (const pupil of simulatedPupils(data, settings)) {
      for (const { registered, line } of pupil.elin) await elin.add(registered, line);
      for (const line of pupil.population) await population.add(line.reportedAt, JSON.stringify(line));
      await truth?.write(`${JSON.stringify(pupil.truth)}\n`);
      unreported += pupil.truth.unreported;
      done += 1;
      if (done % PROGRESS_EVERY === 0) onProgress?.(done);
    }
    const files = [
      ...written, await writePopulation(folder, population), ...await writeElin(folder, elin, settings),
    ];
    if (!truth) return { files, unreported };
    return { files: [...files, { name: 'truth.ndjson', kind: 'truth', lines: done }], unreported };
  } finally {
    await truth?.close();
    await elin.dispose();
    await population.dispose();
  }
};

const writePopulation = async (folder: string, lines: LineSorter): Promise<DeliveryFile> => {
  const name = 'population.ndjson';
  const file = await BufferedFile.create(join(folder, name));
  let count = 0;
  try {
    for await (const { line } of lines.sorted()) {
      await file.write(`${line}\n`);
      count += 1;
    }
  } finally {
    await file.close();
  }
  return { name, kind: 'population', lines: count };
};

const DAY_LENGTH = 10;

const writeElin = async (
  folder: string, events: LineSorter, settings: Simulation,
): Promise<DeliveryFile[]> => {
  const files = new ElinFiles(folder, settings);
  try {
    for await (const { key, line } of events.sorted()) await files.write(key.slice(0, DAY_LENGTH), line);
  } finally {
    await files.close();
  }
  return files.written;
};
