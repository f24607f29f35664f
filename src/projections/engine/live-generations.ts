import type { Position } from '../../application/ports/event-store.js';
import type { ReadView } from '../../application/ports/read-store.js';
import { Directory } from './directory.js';
import { checkpointOf, collectionOf, type Generation, sumsOf } from './generation.js';
import type { LiveReadModels } from './live-read-models.js';
import { storedReference } from './reference-values.js';

/** The read model is being made for the first time. */
export class ReadModelNotReady extends Error {
  constructor(readonly projection: string) {
    super(`The read model ${projection} is not there yet`);
    this.name = 'ReadModelNotReady';
  }
}

/**
 * Asks the read store which generations are live, every time, since a rebuild may end between two queries.
 */
export class LiveGenerations implements LiveReadModels {
  private readonly directory: Directory;

  constructor(readonly store: ReadView) {
    this.directory = new Directory(store);
  }

  async collection(projection: string, name: string): Promise<string> {
    return collectionOf((await this.live(projection)).name, name);
  }

  async sumSpace(projection: string): Promise<string> {
    return sumsOf((await this.live(projection)).name);
  }

  /** How far a projection has come. */
  async checkpoint(projection: string): Promise<Position> {
    return this.store.checkpoint(checkpointOf((await this.live(projection)).name));
  }

  async reference<R>(name: string): Promise<R | undefined> {
    for (const { live } of (await this.directory.all()).values()) {
      const value = live && await storedReference<R>(this.store, live.name, name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private async live(projection: string): Promise<Generation> {
    const { live } = await this.directory.entry(projection);
    if (!live) throw new ReadModelNotReady(projection);
    return live;
  }
}
