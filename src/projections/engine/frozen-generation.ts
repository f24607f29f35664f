import type { ReadStore } from '../../application/ports/read-store.js';
import type { Erasure } from './batch.js';
import { Changes } from './changes.js';
import { removeDocument } from './differences.js';
import { alikeOf, checkpointOf, documentsOf, type Generation, plain } from './generation.js';
import { putScrub, scrubIfDue } from './scrubbing.js';
import { entryOf, type StoredAlike, type StoredDocument } from './stored-document.js';

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
    await this.store.declare([plain(alikeOf(name))]); // what another version folded may have none
    const alike = await this.store.getMany<StoredAlike>(alikeOf(name), persons);
    const changes = new Changes();
    for (const [key, stored] of found) removeDocument(name, key, entryOf(stored, alike.get(key)), changes);
    putScrub(changes);
    await this.store.commit(changes.toCommit());
    await scrubIfDue(this.store);
  }
}
