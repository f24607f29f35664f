import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notice } from '../../application/simulation/notice.js';
import { csvLine } from '../../application/simulation/csv.js';
import { priceListLines } from '../../application/simulation/price-list.js';
import { rollDay, rollUnits } from '../../application/simulation/rolls.js';
import { schoolUnitLines } from '../../application/simulation/school-units.js';
import {
  type SimulatedPupil, simulatedPupils, type Simulation, simulation, type SimulationOptions,
} from '../../application/simulation/simulated-pupils.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
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
  readonly kind:
    'school-units' | 'price-list' | 'population' | 'elin' | 'attendance' | 'school-roll' | 'truth';
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
 * registration), population.ndjson, attendance.ndjson, school-roll.csv, price-list.csv, school-units.csv,
 * README.txt, and truth.ndjson if asked for. Memory stays flat, whatever the number of pupils; files put
 * aside meanwhile lie in the folder too.
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
  const sorting = (what: string): LineSorter => new LineSorter(join(folder, `.sorting-${what}`));
  const sorters = {
    elin: sorting('elin'), population: sorting('population'), attendance: sorting('attendance'),
    rolls: sorting('rolls'),
  };
  const rolled = rollUnits(data.units);
  const truth = options.truth ? await BufferedFile.create(join(folder, 'truth.ndjson')) : undefined;
  let [unreported, done] = [0, 0];
  try {
    for (const pupil of simulatedPupils(data, settings)) {
      await putAside(pupil, sorters, rolled);
      await truth?.write(`${JSON.stringify(pupil.truth)}\n`);
      unreported += pupil.truth.unreported;
      done += 1;
      if (done % PROGRESS_EVERY === 0) onProgress?.(done);
    }
    const files = [
      ...written, await writeLines(folder, 'population', sorters.population),
      ...await writeElin(folder, sorters.elin, settings),
      await writeLines(folder, 'attendance', sorters.attendance),
      await writeRolls(folder, sorters.rolls, rollDay(settings.year)),
    ];
    if (!truth) return { files, unreported };
    return { files: [...files, { name: 'truth.ndjson', kind: 'truth', lines: done }], unreported };
  } finally {
    await truth?.close();
    for (const sorter of Object.values(sorters)) await sorter.dispose();
  }
};

type Sorters = Readonly<Record<'elin' | 'population' | 'attendance' | 'rolls', LineSorter>>;

const putAside = async (
  { elin, population, attendance, rolls }: SimulatedPupil, sorters: Sorters, rolled: ReadonlySet<string>,
): Promise<void> => {
  for (const { registered, line } of elin) await sorters.elin.add(registered, line);
  for (const line of population) await sorters.population.add(line.reportedAt, JSON.stringify(line));
  for (const line of attendance) await sorters.attendance.add(line.reportedAt, JSON.stringify(line));
  for (const { unit, identityNumber } of rolls) {
    if (rolled.has(unit)) await sorters.rolls.add(unit, identityNumber);
  }
};

const writeLines = async (
  folder: string, kind: 'population' | 'attendance', lines: LineSorter,
): Promise<DeliveryFile> => {
  const name = `${kind}.ndjson`;
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
  return { name, kind, lines: count };
};

/** One roll after the other; the last row of each names nobody, and closes it. */
const writeRolls = async (folder: string, named: LineSorter, on: CivilDate): Promise<DeliveryFile> => {
  const name = 'school-roll.csv';
  const file = await BufferedFile.create(join(folder, name));
  let lines = 0;
  let last: string | undefined;
  const write = async (unit: string, number: string): Promise<void> => {
    await file.write(`${csvLine([unit, on, number])}\n`);
    lines += 1;
  };
  try {
    await file.write(`${csvLine(['unit', 'on', 'identity_number'])}\n`);
    for await (const { key: unit, line: number } of named.sorted()) {
      if (last !== undefined && last !== unit) await write(last, '');
      await write(unit, number);
      last = unit;
    }
    if (last !== undefined) await write(last, '');
  } finally {
    await file.close();
  }
  return { name, kind: 'school-roll', lines };
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
