import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Liggare } from '../../src/composition/embedded.js';
import type { Region } from './rig.js';

const LONG_MS = 3_600_000;

/** Takes in all of a region, file by file; resolves when everything is durable and in all read models. */
export const takeIn = async (liggare: Liggare, { folder, files }: Region): Promise<void> => {
  for (const { kind, name, lines } of files) {
    if (kind === 'truth') continue;
    const bytes = createReadStream(join(folder, name));
    const report = await liggare.intake.receive({ kind, bytes, actor: 'bench', organisation: 'region' });
    const isWhole = report.state === 'completed' && report.lines === lines;
    if (!isWhole) throw new Error(`${name} was not taken in whole`);
  }
  await untilProjected(liggare);
};

/** Resolves when the read models have all that the ledger has. */
export const untilProjected = async ({ projections, store }: Liggare): Promise<void> => {
  const isThere = await projections.waitFor(await store.head(), LONG_MS);
  if (!isThere) throw new Error('The read models did not come as far as the ledger');
};
