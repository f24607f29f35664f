import type { Clock } from '../../application/ports/clock.js';
import type { Position } from '../../application/ports/event-store.js';
import type {
  ParkedSubject, ProjectionControl, ProjectionStatus, RebuildReport,
} from '../../application/ports/projection-control.js';
import type { Stores } from './batch.js';
import { Directory, directoryCollection } from './directory.js';
import { inThisThread } from './do-task.js';
import { GenerationFold } from './generation-fold.js';
import type { Generation } from './generation.js';
import { joinsCollection } from './joins.js';
import { LiveFeed } from './live-feed.js';
import { type Outage, type Pause, pause } from './persistence.js';
import type { Projection } from './projection.js';
import type { MakeRanges } from './range-task.js';
import { Redrive } from './redrive.js';
import { type OnProgress, Renewal } from './renewal.js';
import { scrubCollection } from './scrubbing.js';
import { StatusReport } from './status.js';
import { Turns } from '../../application/ledger/turns.js';

export interface EngineOptions extends Stores {
  readonly clock: Clock;
  readonly projections: readonly Projection[];
  /**
   * Read models that somebody else makes meanwhile: what they need is followed too, so that all come to the
   * same positions, and nobody has to search far for what one of them is behind.
   */
  readonly alongside?: readonly Projection[];
  /** How documents are made from the beginning, or contribute anew; in this thread if nothing is said. */
  readonly makeRanges?: MakeRanges;
  /** How to wait between attempts; for tests. */
  readonly pause?: Pause;
  /** The limits below have good defaults. */
  readonly limits?: Partial<EngineLimits>;
}

export interface EngineLimits {
  readonly eventsPerBatch: number;
  /** While catching up: several batches at once. */
  readonly eventsPerCommit: number;
  /** While generations are built: persons whose documents are made and written together. */
  readonly personsPerCommit: number;
  /** Per generation, between commits. */
  readonly cachedDocuments: number;
  readonly graceMs: number;
}

interface Resumed {
  readonly names: ReadonlySet<string>;
  readonly listeners: OnProgress[];
  readonly reports: Promise<RebuildReport[]>;
}

/** Some 12 MB of facts in memory. 6 000 take 33 MiB more than 3 000, and 3 % less processor time. */
const usualLimits: EngineLimits = {
  eventsPerBatch: 2_500, eventsPerCommit: 2_500, personsPerCommit: 500, cachedDocuments: 1_000,
  graceMs: 1_000,
};

/**
 * Runs projections: reads the ledger, folds it into their documents, rows and sums, and keeps them up to
 * date. It does not care which thread it runs in, and everything that is asked of it, and its answers, can
 * be sent as messages. How far it has come stands in the read store.
 *
 * @example const engine = new ProjectionEngine({ events, vault, sealer, readStore, clock, projections:
 * [caseload] }); await engine.start(); await engine.rebuild(['caseload']); await engine.stop();
 */
export class ProjectionEngine implements Omit<ProjectionControl, 'waitFor'> {
  private readonly limits: EngineLimits;
  private readonly directory: Directory;
  private readonly feed: LiveFeed;
  private readonly renewal: Renewal;
  private readonly renewals = new Turns();
  private readonly stopping = new AbortController();
  private readonly running: Promise<unknown>[] = [];
  /** Rebuilds that were interrupted before the start, while they are gone on with. */
  private resumed: Resumed | undefined;

  constructor(private readonly options: EngineOptions) {
    const { clock, readStore, pause: wait = pause, makeRanges = inThisThread(options) } = options;
    this.limits = { ...usualLimits, ...options.limits };
    this.directory = new Directory(readStore);
    const { eventsPerBatch, eventsPerCommit } = this.limits;
    const { alongside = [] } = options;
    this.feed = new LiveFeed(options, {
      clock, pause: wait, eventsPerBatch, eventsPerCommit, alongside, makeRanges,
    });
    const makeFold = this.fold.bind(this);
    this.renewal = new Renewal(options, this.feed, makeFold, {
      ...this.limits, clock, signal: this.stopping.signal, pause: wait, eventsPerRead: eventsPerBatch,
      makeRanges,
    });
  }

  /**
   * Resolves once what was live before is followed again; what is not there yet is made in the background.
   */
  async start(): Promise<void> {
    const { readStore, projections } = this.options;
    await readStore.declare([directoryCollection, joinsCollection, scrubCollection]);
    const live: GenerationFold[] = [];
    const toMake: Projection[] = [];
    const interrupted = new Set<string>();
    for (const projection of projections) {
      await this.renewal.dropRetired(projection);
      const entry = await this.directory.entry(projection.name);
      const isCurrent = entry.live?.version === projection.version;
      if (isCurrent) live.push(this.fold(projection, entry.live));
      if (!isCurrent || entry.building) toMake.push(projection);
      if (isCurrent && entry.building) interrupted.add(projection.name);
    }
    await this.feed.add(live);
    this.running.push(this.feed.run());
    if (toMake.length > 0) this.resume(toMake, interrupted);
  }

  /** Lets the batch at hand be committed; resolves when nothing is going on any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.feed.stop();
    await this.renewals.take(async () => undefined);
    await Promise.all(this.running);
  }

  /** Why nothing is folded now, if nothing is; another attempt follows. */
  get outage(): Outage | undefined {
    return this.feed.outage ?? this.renewal.persistence.outage;
  }

  async status(): Promise<{ head: Position; projections: ProjectionStatus[] }> {
    const report = new StatusReport(this.options, this.feed, this.directory, this.outage);
    return report.make(this.options.projections);
  }

  /** One that was interrupted is not begun anew: whoever asks for it once more gets its reports. */
  async rebuild(names: readonly string[], onProgress?: OnProgress): Promise<RebuildReport[]> {
    const { resumed, options: { projections } } = this;
    const wanted = names.length === 0 ? projections : names.map((name) => this.projection(name));
    if (!resumed || !wanted.every(({ name }) => resumed.names.has(name))) {
      return this.renew(wanted, onProgress);
    }
    if (onProgress) resumed.listeners.push(onProgress);
    const reports = await resumed.reports;
    return reports.filter((report) => wanted.some(({ name }) => name === report.name));
  }

  async parked(): Promise<ParkedSubject[]> {
    const subjects: ParkedSubject[] = [];
    for (const { name } of this.options.projections) {
      for (const { key, position, error } of (await this.liveFold(name))?.parked.list() ?? []) {
        subjects.push({ projection: name, key, position, reason: `${error.name} ${error.at}` });
      }
    }
    return subjects;
  }

  async redrive(name: string, key: string): Promise<boolean> {
    const fold = await this.liveFold(this.projection(name).name);
    if (!fold) throw new Error(`The read model ${name} is not there yet`);
    return this.feed.exclusively(() => new Redrive(this.options, fold, this.feed.sweepers).run(key));
  }

  private resume(toMake: readonly Projection[], names: ReadonlySet<string>): void {
    const listeners: OnProgress[] = [];
    const reports = this.renew(toMake, (...progress) => { for (const tell of listeners) tell(...progress); })
      .finally(() => { this.resumed = undefined; });
    this.resumed = { names, listeners, reports };
    this.running.push(reports.catch((error: unknown) => this.unlessStopped(error)));
  }

  /** One after the other: two of one read model would get into each other's way. */
  private renew(
    projections: readonly Projection[], onProgress: OnProgress = () => undefined,
  ): Promise<RebuildReport[]> {
    return this.renewals.take(() => this.renewal.run(projections, onProgress));
  }

  private async liveFold(projection: string): Promise<GenerationFold | undefined> {
    const { live } = await this.directory.entry(projection);
    return live && this.feed.fold(live.name);
  }

  private fold(projection: Projection, generation: Generation): GenerationFold {
    const { readStore, clock } = this.options;
    const { cachedDocuments } = this.limits;
    return new GenerationFold(projection, generation, { readStore, clock, cachedDocuments });
  }

  private projection(name: string): Projection {
    const projection = this.options.projections.find((one) => one.name === name);
    if (!projection) throw new Error(`There is no read model ${name}`);
    return projection;
  }

  private unlessStopped(error: unknown): void {
    if (!this.stopping.signal.aborted) throw error;
  }
}
