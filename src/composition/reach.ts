import { setTimeout as pauseOf } from 'node:timers/promises';
import type { EventStore, Position } from '../application/ports/event-store.js';
import type { ReadView } from '../application/ports/read-store.js';
import { Directory } from '../projections/engine/directory.js';
import { checkpointOf } from '../projections/engine/generation.js';
import { interestsOf } from '../projections/engine/interests.js';
import type { Projection } from '../projections/engine/projection.js';

export interface ReachOptions {
  readonly events: Pick<EventStore, 'head' | 'readAll'>;
  readonly readStore: ReadView;
  readonly projections: readonly Projection[];
  /** After so long is looked again, while somebody waits; who has waited long is looked for less often. */
  readonly lookEveryMs: number;
}

/** The pause before the next look, as a part of what was waited already, and the longest one. */
const PART_OF_WAIT = 1 / 4;
const LONGEST_PAUSE_MS = 50;

/**
 * How far read models have come, as it stands in the store that they are in: that is where queries find them,
 * whoever makes them.
 */
export class Reach {
  private readonly directory: Directory;
  private looking: Promise<Look> | undefined;

  constructor(private readonly options: ReachOptions) {
    this.directory = new Directory(options.readStore);
  }

  /** As `ProjectionControl.waitFor`. */
  async waitFor(position: Position, limitMs: number, names = this.names()): Promise<boolean> {
    const unknown = names.find((name) => !this.names().includes(name));
    if (unknown !== undefined) throw new Error(`There is no read model ${unknown}`);
    const since = performance.now();
    while (!await (await this.look()).have(position, names)) {
      const waitedMs = performance.now() - since;
      if (waitedMs >= limitMs) return false;
      await pauseOf(Math.max(this.options.lookEveryMs, Math.min(waitedMs * PART_OF_WAIT, LONGEST_PAUSE_MS)));
    }
    return true;
  }

  /** What all have that are there. */
  async earliest(): Promise<Position | undefined> {
    return (await this.look()).earliest();
  }

  private names(): readonly string[] {
    return this.options.projections.map(({ name }) => name);
  }

  /** Many who ask at once are told by one look. */
  private look(): Promise<Look> {
    return this.looking ??= this.lookNow().finally(() => { this.looking = undefined; });
  }

  private async lookNow(): Promise<Look> {
    const { events, readStore, projections } = this.options;
    const entries = await this.directory.all();
    const checkpoints = await Promise.all(projections.map(async ({ name }) => {
      const live = entries.get(name)?.live;
      return live ? [[name, await readStore.checkpoint(checkpointOf(live.name))] as const] : [];
    }));
    return new Look(new Map(checkpoints.flat()), events, interestsOf(projections).categories);
  }
}

/** What was found at one time. */
class Look {
  private head: Promise<Position> | undefined;
  private readonly next = new Map<Position, Promise<Position | undefined>>();

  constructor(
    private readonly checkpoints: ReadonlyMap<string, Position>,
    private readonly events: ReachOptions['events'],
    private readonly categories: ReturnType<typeof interestsOf>['categories'],
  ) {}

  earliest(names: readonly string[] = [...this.checkpoints.keys()]): Position | undefined {
    return names.map((name) => this.checkpoints.get(name)!).sort()[0];
  }

  /** Whether the ledger has come to a position, and all that it has up to there is in the read models. */
  async have(position: Position, names: readonly string[]): Promise<boolean> {
    if (names.some((name) => !this.checkpoints.has(name))) return false;
    const reached = this.earliest(names);
    if (reached !== undefined && reached >= position) return true;
    // First the head: what is recorded after it may not be seen by whoever looks for what comes next.
    if (await (this.head ??= this.events.head()) < position) return false;
    if (reached === undefined) return true;
    const next = await this.after(reached);
    return next === undefined || next > position;
  }

  /** The next event that any read model takes in. */
  private after(checkpoint: Position): Promise<Position | undefined> {
    let found = this.next.get(checkpoint);
    if (!found) this.next.set(checkpoint, found = this.read(checkpoint));
    return found;
  }

  private async read(checkpoint: Position): Promise<Position | undefined> {
    const [next] = await this.events.readAll(checkpoint, { categories: this.categories, limit: 1 });
    return next?.position;
  }
}
