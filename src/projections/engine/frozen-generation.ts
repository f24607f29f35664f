import type { ReadStore } from '../../application/ports/read-store.js';
import type { Erasure } from './batch.js';
import { Changes } from './changes.js';
import { removeDocument } from './differences.js';
import { checkpointOf, documentsOf, type Generation } from './generation.js';
import { putScrub, scrubIfDue } from './scrubbing.js';
import { entryOf, type StoredDocument } from './stored-document.js';

/**
 * A generation that another version of its projection folded. It answers queries, as of its checkpoint,
 * until the new one is made. It cannot be folded further, but it can forget: a person of whom something was
 * erased is taken out of it altogether.
 */
export class FrozenGeneration {
  constructor(private readonly store: ReadStore, private readonly generation: Generation) {}

  async heed(erasures: readonly Erasure[]): Promise<void> {
    if (erasures.length === 0) return;
    const { name } = this.generation;
    const checkpoint = await this.store.checkpoint(checkpointOf(name));
    const persons = erasures.filter(({ position }) => position > checkpoint).map(({ person }) => person);
    const found = await this.store.getMany<StoredDocument>(documentsOf(name), persons);
    if (found.size === 0) return;
    const changes = new Changes();
    for (const [key, stored] of found) removeDocument(name, key, entryOf(stored).contributed, changes);
    putScrub(changes);
    await this.store.commit(changes.toCommit());
    await scrubIfDue(this.store);
  }
}
