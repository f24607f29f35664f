import type { Terminal } from './terminal.js';

/** As `GET /v1/projections` tells it. */
export interface ReadModelLag {
  readonly lagEvents: number;
}

/** Fewer are caught up with before anybody wonders. */
const WORTH_TELLING = 2_000;

/** Tells whoever looks why an answer will take its time, which is after much was taken in unserved. */
export const tellBehind = (stderr: Terminal['stderr'], readModels: readonly ReadModelLag[]): void => {
  const events = Math.max(0, ...readModels.map(({ lagEvents }) => lagEvents));
  if (!stderr.isTTY || events < WORTH_TELLING) return;
  stderr.write(`The read models are ${events} events or more behind: what is asked of them waits.\n`);
};
