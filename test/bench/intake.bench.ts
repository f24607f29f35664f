import { openEmbedded } from '../../src/composition/embedded.js';
import { BareLoop } from './bare-loop.js';
import { median, timed } from './measure.js';
import { storedBatches } from './reading.js';
import { type Figure, share } from './result.js';
import type { Region, Rig } from './rig.js';
import { takeIn } from './take-in.js';

const PER_COMMIT = 500;
const WANTED_SHARE = 0.25;

/** A school year from files to durable and in all read models; its events' bytes written bare. */
export const intakeBench = async (rig: Rig): Promise<Figure[]> => {
  const { pupils, rounds } = rig.sizes;
  const region = await rig.region(pupils);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measure(rig, region));
  const { events } = measured[0]!;
  const work = median(measured.map(({ intake }) => intake));
  const bare = { what: `bare, ${PER_COMMIT} per commit`, value: median(measured.map((one) => one.bare)) };
  const what = `intake of ${pupils.toLocaleString('en')} pupils (${events.toLocaleString('en')} events), `
    + 'file to projected';
  return [share(what, work, 'events/s', bare, WANTED_SHARE, { pupils, events, rounds })];
};

interface Round {
  readonly events: number;
  /** Events a second. */
  readonly intake: number;
  readonly bare: number;
}

const measure = async (rig: Rig, region: Region): Promise<Round> => {
  const liggare = await openEmbedded({ dataFolder: rig.place('intake') });
  const bare = new BareLoop(rig.place('bare.db'));
  try {
    const { seconds } = await timed(() => takeIn(liggare, region));
    let [events, bareSeconds] = [0, 0];
    for await (const batch of storedBatches(liggare.store)) {
      events += batch.length;
      bareSeconds += await bare.write(batch, PER_COMMIT);
    }
    return { events, intake: events / seconds, bare: events / bareSeconds };
  } finally {
    bare.close();
    await liggare.close();
  }
};
