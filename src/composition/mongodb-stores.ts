import type * as fences from '../infrastructure/fences/mongo-fence-journal.js';
import type * as nobodys from '../infrastructure/mongodb/nobodys.js';
import type * as readModels from '../infrastructure/read-store/mongodb/mongo-read-store.js';
import type * as vault from '../infrastructure/vault/mongodb/mongo-vault.js';

/*
 * What opens stores in MongoDB. The driver is loaded only by whoever has some there: that takes as long as a
 * fifth of all the rest does, in every thread.
 */

export const openMongoFenceJournal: typeof fences.openMongoFenceJournal = async (options) =>
  (await import('../infrastructure/fences/mongo-fence-journal.js')).openMongoFenceJournal(options);

export const openMongoReadStore: typeof readModels.openMongoReadStore = async (options) =>
  (await import('../infrastructure/read-store/mongodb/mongo-read-store.js')).openMongoReadStore(options);

export const openMongoVault: typeof vault.openMongoVault = async (options) =>
  (await import('../infrastructure/vault/mongodb/mongo-vault.js')).openMongoVault(options);

export const mustBeNobodysDatabase: typeof nobodys.mustBeNobodys = async (kind, options) =>
  (await import('../infrastructure/mongodb/nobodys.js')).mustBeNobodys(kind, options);
