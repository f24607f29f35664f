import { mkdir, writeFile } from 'node:fs/promises';
import { openEmbedded } from '../../src/composition/embedded.js';
import { simulate } from '../../src/infrastructure/simulation/simulate.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { testNumbers } from '../support/test-numbers.js';
import { live } from './life.js';
import { type Snapshot, snapshotOf } from './snapshot.js';

/**
 * Killed at random points of intake, append, projection and rebuild, started again, and again: nothing
 * acknowledged is lost, nothing is doubled, and the read models end like those of an undisturbed run. Five
 * runs here; `npm run faults` does fifty with a larger region and more kills, and FAULT_SEED repeats a run.
 */
const RUNS = Number(process.env['FAULT_RUNS'] ?? 5);
const PUPILS = Number(process.env['FAULT_PUPILS'] ?? 30);
const FIRST_SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
const MOST_KILLS = Number(process.env['FAULT_KILLS'] ?? 2);
const LONGEST_LIFE_MS = 3_000;

/** A generator of numbers from 0 up to 1 that a seed repeats. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const folder = temporaryFolder();
const region = folder.file('region');
const numbers = folder.file('numbers.json');
let undisturbed: Snapshot;

const snapshot = async (dataFolder: string): Promise<Snapshot> => {
  const liggare = await openEmbedded({ dataFolder });
  try {
    return await snapshotOf(liggare);
  } finally {
    await liggare.close();
  }
};

beforeAll(async () => {
  const { files } = await simulate({ folder: region, pupils: PUPILS, seed: 11, schoolYear: '2025/2026' });
  await mkdir(region, { recursive: true });
  await writeFile(folder.file('region/files.json'), JSON.stringify(files));
  await writeFile(numbers, JSON.stringify(testNumbers(2012).slice(0, 60)));
  expect(await live([folder.file('calm'), region, numbers])).toMatchObject({ isDone: true, error: '' });
  undisturbed = await snapshot(folder.file('calm'));
}, 120_000);

afterAll(() => folder.dispose());

const seeds = Array.from({ length: RUNS }, (_, index) => FIRST_SEED + index);

test.each(seeds)('nothing acknowledged is lost and nothing doubled, seed %i', async (seed) => {
  const random = randomFrom(seed);
  const data = folder.file(`killed-${seed}`);
  const acknowledged = new Set<string>();
  for (let kills = 0, isDone = false; !isDone; kills += 1) {
    const killAfterMs = kills < MOST_KILLS ? random() * LONGEST_LIFE_MS : undefined;
    const life = await live([data, region, numbers], killAfterMs);
    expect(life.error).toBe('');
    life.acknowledged.forEach((id) => acknowledged.add(id));
    isDone = life.isDone;
  }
  const { eventIds, ...after } = await snapshot(data);
  const { eventIds: _, ...wanted } = undisturbed;
  expect(after).toEqual(wanted);
  expect(eventIds).toHaveLength(new Set(eventIds).size);
  expect([...acknowledged].filter((id) => !eventIds.includes(id))).toEqual([]);
}, 180_000);
