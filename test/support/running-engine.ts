import type { ReadStore } from '../../src/application/ports/read-store.js';
import { Reach } from '../../src/composition/reach.js';
import { openSqliteReadStore } from '../../src/infrastructure/read-store/sqlite/sqlite-read-store.js';
import { Directory } from '../../src/projections/engine/directory.js';
import { type EngineLimits, ProjectionEngine } from '../../src/projections/engine/engine.js';
import type { MakeRanges } from '../../src/projections/engine/range-task.js';
import type { Pause } from '../../src/projections/engine/persistence.js';
import type { Projection } from '../../src/projections/engine/projection.js';
import { expectedReadModel, type ReadModelContent, storedReadModel } from './expected-read-model.js';
import { ToyLedger } from './toy-ledger.js';

/** Lets others run, and does not wait: what is tried again is tried at once. */
const noPause: Pause = () => new Promise((resolve) => { setImmediate(resolve); });

const LONGEST_MS = 20_000;

/** A toy ledger, a read store in memory, and an engine that can be started anew over both. */
export class RunningEngine {
  readonly ledger = new ToyLedger();
  engine!: ProjectionEngine;
  private projections!: readonly Projection[];

  private constructor(readonly store: ReadStore) {}

  static async start(
    projections: readonly Projection[], limits: Partial<EngineLimits> = {},
    store: ReadStore = openSqliteReadStore({ file: ':memory:' }),
  ): Promise<RunningEngine> {
    const running = new RunningEngine(store);
    await running.startAnew(projections, limits);
    return running;
  }

  /** As after a restart of the process, perhaps with other code. */
  async startAnew(
    projections: readonly Projection[], limits: Partial<EngineLimits> = {}, makeRanges?: MakeRanges,
  ): Promise<void> {
    await this.engine?.stop();
    const { events, vault, sealer, clock } = this.ledger;
    this.engine = new ProjectionEngine({
      events, vault, sealer, clock, readStore: this.store, projections, pause: noPause, makeRanges,
      limits: { graceMs: 0, ...limits },
    });
    this.projections = projections;
    await this.engine.start();
  }

  /** Until everything in the ledger is in the read models, as the engine's code makes them. */
  async catchUp(): Promise<void> {
    const directory = new Directory(this.store);
    await this.until(async () => {
      const entries = await directory.all();
      return this.projections.every(({ name, version }) => entries.get(name)?.live?.version === version);
    });
    const { ledger: { events }, store: readStore, projections } = this;
    const reach = new Reach({ events, readStore, projections, lookEveryMs: 1 });
    const isThere = await reach.waitFor(await events.head(), LONGEST_MS);
    if (!isThere) throw new Error('The engine does not catch up');
  }

  /** Until something has come true of the read store. */
  async until(hasComeTrue: () => Promise<boolean>): Promise<void> {
    while (!await hasComeTrue()) await noPause(0, new AbortController().signal);
  }

  read(projection: Projection): Promise<ReadModelContent> {
    return storedReadModel(this.store, projection);
  }

  async expected(projection: Projection): Promise<ReadModelContent> {
    return expectedReadModel(projection, await this.ledger.all());
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    await this.store.close();
  }
}
