import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Liggare, openEmbedded } from '../../src/composition/embedded.js';
import { inTurns, timed } from './measure.js';
import { openedBatches } from './reading.js';
import { type Figure, share } from './result.js';
import type { Filled, Rig } from './rig.js';
import { untilProjected } from './take-in.js';

const WANTED_SHARE = 0.5;

/** All read models made again: from nothing, and beside the live ones with a comparison at the end. */
export const rebuildBench = async (rig: Rig): Promise<Figure[]> => {
  const filled = await rig.filled();
  const { rounds } = rig.sizes;
  const scan = (): Promise<number> => rate(filled, scanSeconds);
  const anew = await inTurns(rounds, scan, () => rate(filled, fromNothingSeconds));
  const beside = await inTurns(rounds, scan, () => rate(filled, besideSeconds));
  const details = { events: filled.events, rounds };
  const figure = (how: string, { work, limit }: typeof anew): Figure => share(
    `rebuild of all read models, ${how}`, work, 'events/s', { what: 'scan, open and parse', value: limit },
    WANTED_SHARE, details,
  );
  return [figure('from nothing', anew), figure('beside, compared and switched', beside)];
};

const rate = async (filled: Filled, secondsOf: (folder: string) => Promise<number>): Promise<number> =>
  filled.events / await secondsOf(filled.folder);

const opened = async <T>(dataFolder: string, use: (liggare: Liggare) => Promise<T>): Promise<T> => {
  const liggare = await openEmbedded({ dataFolder });
  try {
    return await use(liggare);
  } finally {
    await liggare.close();
  }
};

/** The ledger read, opened and parsed in this thread alone, and nothing made of it. */
const scanSeconds = (folder: string): Promise<number> => opened(folder, async (liggare) => {
  await untilProjected(liggare);
  const { seconds } = await timed(async () => {
    let events = 0;
    for await (const batch of openedBatches(liggare)) events += batch.length;
    return events;
  });
  return seconds;
});

/** Without the file of the read models, a start makes all of them. */
const fromNothingSeconds = async (folder: string): Promise<number> => {
  for (const suffix of ['', '-wal', '-shm']) await rm(join(folder, `read.db${suffix}`), { force: true });
  return opened(folder, async (liggare) => (await timed(() => untilProjected(liggare))).seconds);
};

const besideSeconds = (folder: string): Promise<number> => opened(folder, async (liggare) => {
  await untilProjected(liggare);
  const { result: reports, seconds } = await timed(() => liggare.projections.rebuild([]));
  const differing = reports.filter(({ missing, extra, different }) => missing + extra + different > 0);
  if (differing.length > 0) throw new Error(`Rebuilt differently: ${JSON.stringify(differing)}`);
  return seconds;
});
