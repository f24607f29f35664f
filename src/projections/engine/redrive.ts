import { type Position } from '../../application/ports/event-store.js';
import { Batches, type Stores } from './batch.js';
import { commitBatch } from './commit-batch.js';
import type { GenerationFold } from './generation-fold.js';
import { interestsOf } from './interests.js';
import type { Opened } from './opening.js';
import type { Parked } from './parking.js';
import { Sweep, type Sweepers } from './sweep.js';

const EVENTS_AT_ONCE = 2_000;

/** Folds what was parked again from the ledger, up to where its generation has come. */
export class Redrive {
  private readonly batches: Batches;

  constructor(
    private readonly stores: Stores, private readonly fold: GenerationFold,
    private readonly sweepers: Sweepers,
  ) {
    this.batches = new Batches(stores, interestsOf([fold.projection]));
  }

  /** False if it fails again. */
  async run(key: string): Promise<boolean> {
    const parked = this.fold.parked.get(key);
    if (!parked) return true;
    await this.foldAgain(parked);
    await commitBatch(this.stores.readStore, [this.fold], this.sweepers);
    return !this.fold.parked.has(key);
  }

  private async foldAgain({ kind, key }: Parked): Promise<void> {
    const end = this.fold.checkpoint;
    if (kind === 'reference') return this.foldReference(key, end);
    if (kind === 'stream') return this.foldStream(key, end);
    const { aboutPersons } = this.fold.projection;
    const history = aboutPersons ? [await this.batches.history(key, end)] : this.everything(end);
    return this.fold.refold(key, history, end, 'keep');
  }

  private async foldReference(name: string, end: Position): Promise<void> {
    this.fold.parked.release(name);
    this.fold.references.restart(name);
    for await (const { events } of this.everything(end)) this.fold.takeReferences(events, name);
    await new Sweep(this.stores.readStore, this.fold, this.sweepers).everything();
  }

  private async foldStream(stream: string, end: Position): Promise<void> {
    this.fold.parked.release(stream);
    const stored = await this.stores.events.readStream(stream);
    const opened = await this.batches.opened(stored.filter(({ position }) => position <= end));
    for (const unreadable of opened.unreadable) this.fold.parkUnreadable(unreadable);
    this.fold.takeReferences(opened.events);
    await this.fold.takeDocuments(opened.events);
  }

  private async* everything(end: Position): AsyncGenerator<Opened> {
    for (let after: Position = ''; ;) {
      const stored = await this.stores.events.readAll(after, { limit: EVENTS_AT_ONCE });
      yield await this.batches.opened(stored.filter(({ position }) => position <= end));
      after = stored.at(-1)?.position ?? end;
      if (after >= end) return;
    }
  }
}
