import { breathe } from '../../application/ledger/breathe.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import { Changes } from './changes.js';
import type { GenerationFold } from './generation-fold.js';
import { putScrub, scrubIfDue } from './scrubbing.js';
import { Sweep, type Sweepers } from './sweep.js';

/** Writes all that these folds took since the last commit, and their checkpoints, as one commit. */
export const commitBatch = async (
  store: ReadStore, folds: readonly GenerationFold[], sweepers: Sweepers,
): Promise<void> => {
  for (const fold of folds) await new Sweep(store, fold, sweepers).afterReferences();
  const changes = new Changes();
  const written = folds.map((fold) => ({ fold, keys: fold.documents.changedKeys() }));
  for (const { fold, keys } of written) {
    fold.write(keys, changes);
    await breathe();
  }
  await commitRest(store, folds, changes);
  for (const { fold, keys } of written) fold.documents.written(keys);
};

/**
 * The last commit of a batch: whatever there is besides documents. Nobody hears of it before what was erased
 * is scrubbed.
 */
export const commitRest = async (
  store: ReadStore, folds: readonly GenerationFold[], changes = new Changes(),
): Promise<void> => {
  for (const fold of folds) fold.writeRest(changes);
  const hasErased = folds.some((fold) => fold.hasErased);
  if (hasErased) putScrub(changes);
  await store.commit(changes.toCommit());
  if (hasErased) await scrubIfDue(store);
  for (const fold of folds) fold.restWritten();
};
