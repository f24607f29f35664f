import type { CollectionSpec, ReadStore } from '../../application/ports/read-store.js';
import { Changes } from './changes.js';

/** Holds one document while something that was erased has not been scrubbed from the store. */
export const scrubCollection: CollectionSpec = { name: 'scrub', fields: {}, indexes: [] };

const DUE = 'due';

/** Goes with the commit that removes what was erased, so that no crash forgets the scrubbing. */
export const putScrub = (changes: Changes): void => changes.put(scrubCollection.name, DUE, {});

/** Scrubs the store if that is due. */
export const scrubIfDue = async (store: ReadStore): Promise<void> => {
  if (!await store.get(scrubCollection.name, DUE)) return;
  await store.scrub();
  const changes = new Changes();
  changes.delete(scrubCollection.name, DUE);
  await store.commit(changes.toCommit());
};
