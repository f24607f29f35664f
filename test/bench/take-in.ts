import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Liggare } from '../../src/composition/embedded.js';
import type { Region } from './rig.js';

const LONG_MS = 3_600_000;
const MOST_AGAIN = 20;

/** Takes in all of a region, file by file; resolves when everything is durable and in all read models. */
export const takeIn = async (liggare: Liggare, { folder, files }: Region): Promise<void> => {
  for (const { kind, name, lines } of files) {
    if (kind === 'truth') continue;
    const receive = () => {
      const bytes = createReadStream(join(folder, name));
      return liggare.intake.receive({ kind, bytes, actor: 'bench', organisation: 'region' });
    };
    let report = await receive();
    // On a busy machine a server may give no sign of life for so long that it is thought away.
    for (let again = 0; again < MOST_AGAIN && report.problem?.code === 'store-unavailable'; again += 1) {
      report = await receive();
    }
    const isWhole = report.state === 'completed' && report.lines === lines;
    if (!isWhole) {
      const { state, problem } = report;
      throw new Error(`${name} was ${state} after ${report.lines} of ${lines} lines. ${problem?.rule ?? ''}`);
    }
  }
  await untilProjected(liggare);
};

/** Resolves when the read models have all that the ledger has. */
export const untilProjected = async ({ projections, store }: Liggare): Promise<void> => {
  const isThere = await projections.waitFor(await store.head(), LONG_MS);
  if (!isThere) throw new Error('The read models did not come as far as the ledger');
};
