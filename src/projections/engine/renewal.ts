import type { Clock } from '../../application/ports/clock.js';
import type { RebuildReport } from '../../application/ports/projection-control.js';
import type { Stores } from './batch.js';
import { Build } from './build.js';
import { Changes } from './changes.js';
import { compareGenerations, type Side, type Undisturbed } from './compare.js';
import { Directory, type DirectoryEntry, putEntry } from './directory.js';
import { FrozenGeneration } from './frozen-generation.js';
import type { GenerationFold } from './generation-fold.js';
import { type Generation, generationName, prefixOf } from './generation.js';
import type { LiveFeed } from './live-feed.js';
import { type Pause, Persistence } from './persistence.js';
import type { Projection } from './projection.js';
import type { MakeRanges } from './range-task.js';

export interface RenewalOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly pause: Pause;
  readonly eventsPerRead: number;
  readonly personsPerCommit: number;
  readonly makeRanges: MakeRanges;
  /** How long an old generation stays after the switch, for queries that found its name before. */
  readonly graceMs: number;
}

export type OnProgress = (done: number, total: number) => void;

/** A projection with the generation that is made for it, and the one it is to replace. */
interface Renewing {
  readonly projection: Projection;
  readonly made: GenerationFold;
  readonly old: Generation | undefined;
}

/**
 * Makes generations anew beside the live ones, all in one pass over the ledger; lets them catch up,
 * compares them, switches, and drops the old. Whatever stops it in between, the old generations stay live,
 * and the next run goes on with what it had made.
 */
export class Renewal {
  readonly persistence: Persistence;
  private readonly directory: Directory;

  constructor(
    private readonly stores: Stores, private readonly feed: LiveFeed,
    private readonly makeFold: (projection: Projection, generation: Generation) => GenerationFold,
    private readonly options: RenewalOptions,
  ) {
    this.directory = new Directory(stores.readStore);
    this.persistence = new Persistence(options.clock, options.pause, options.signal);
  }

  async run(projections: readonly Projection[], onProgress: OnProgress): Promise<RebuildReport[]> {
    const renewing = await this.persistence.insist(() => this.begin(projections));
    await this.persistence.insist(() => this.build(renewing, onProgress));
    await this.persistence.insist(() => this.feed.add(renewing.map(({ made }) => made)));
    const reports: RebuildReport[] = [];
    for (const one of renewing) reports.push(await this.persistence.insist(() => this.compare(one)));
    await this.persistence.insist(() => this.feed.exclusively(() => this.switch(renewing)));
    await this.options.pause(this.options.graceMs, this.options.signal);
    for (const { projection } of renewing) {
      await this.persistence.insist(() => this.feed.exclusively(() => this.dropRetired(projection)));
    }
    return reports;
  }

  /** Drops generations that are neither live nor in the making. */
  async dropRetired(projection: Projection): Promise<void> {
    const entry = await this.directory.entry(projection.name);
    if (entry.retired.length === 0) return;
    for (const name of entry.retired) {
      this.feed.remove(name);
      await this.stores.readStore.drop(prefixOf(name));
    }
    await this.put(projection, { ...entry, retired: [] });
  }

  private async begin(projections: readonly Projection[]): Promise<Renewing[]> {
    const renewing: Renewing[] = [];
    for (const projection of projections) {
      const entry = await this.directory.entry(projection.name);
      const generation = await this.generationFor(projection, entry);
      renewing.push({ projection, made: this.makeFold(projection, generation), old: entry.live });
    }
    return renewing;
  }

  /** The one that was being made, if this version of the projection began it; else a new one. */
  private async generationFor(projection: Projection, entry: DirectoryEntry): Promise<Generation> {
    const { building } = entry;
    if (building?.version === projection.version) return building;
    const made = entry.made + 1;
    const name = generationName(projection, made);
    const generation = { name, version: projection.version, bornAt: await this.stores.events.head() };
    const retired = building ? [...entry.retired, building.name] : entry.retired;
    await this.put(projection, { ...entry, building: generation, made, retired });
    return generation;
  }

  private async build(renewing: readonly Renewing[], onProgress: OnProgress): Promise<void> {
    const total = Math.max(0, ...renewing.map(({ old }) => (old && this.feed.fold(old.name)?.events) ?? 0));
    const frozen = renewing.flatMap(({ old, projection }) => (
      old && old.version !== projection.version ? [new FrozenGeneration(this.stores.readStore, old)] : []));
    const build = new Build(this.stores, renewing.map(({ made }) => made), frozen, {
      ...this.options, onProgress: (events) => onProgress(events, Math.max(events, total)),
    });
    await build.run();
  }

  /** Only what the same version made can be compared. */
  private async compare({ projection, made, old }: Renewing): Promise<RebuildReport> {
    const oldFold = old && this.feed.fold(old.name);
    if (!oldFold) {
      return { name: projection.name, equal: 0, missing: 0, extra: 0, different: 0, examples: [] };
    }
    await this.feed.until(async () => await this.feed.hasReached(made, oldFold.checkpoint)
      && await this.feed.hasReached(oldFold, made.checkpoint));
    this.options.signal.throwIfAborted();
    const { readStore: store } = this.stores;
    const side = ({ generation: { name } }: GenerationFold): Side => ({ store, generation: name });
    const undisturbed: Undisturbed = (part) => this.feed.exclusively(part);
    return compareGenerations(projection, [side(oldFold), side(made)], undisturbed);
  }

  private async switch(renewing: readonly Renewing[]): Promise<void> {
    const changes = new Changes();
    for (const { projection, made, old } of renewing) {
      const entry = await this.directory.entry(projection.name);
      const retired = old ? [...entry.retired, old.name] : entry.retired;
      putEntry(projection.name, { live: made.generation, retired, made: entry.made }, changes);
    }
    await this.stores.readStore.commit(changes.toCommit());
  }

  private async put(projection: Projection, entry: DirectoryEntry): Promise<void> {
    const changes = new Changes();
    putEntry(projection.name, entry, changes);
    await this.stores.readStore.commit(changes.toCommit());
  }
}
