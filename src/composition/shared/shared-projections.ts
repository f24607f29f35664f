import { setTimeout as pauseOf } from 'node:timers/promises';
import type { Clock } from '../../application/ports/clock.js';
import { BEGINNING, type EventStore, type Position } from '../../application/ports/event-store.js';
import type { IdSource } from '../../application/ports/id-source.js';
import {
  type ParkedSubject, type ProjectionControl, type ProjectionStatus, type RebuildReport, RebuildUnderWay,
  type Standing,
} from '../../application/ports/projection-control.js';
import type { MongoReadStore } from '../../infrastructure/read-store/mongodb/mongo-read-store.js';
import { Directory, directoryCollection } from '../../projections/engine/directory.js';
import { collectionsOf, parkedOf } from '../../projections/engine/generation.js';
import { interestsOf } from '../../projections/engine/interests.js';
import { joinsCollection } from '../../projections/engine/joins.js';
import {
  isOpen, isRebuild, type KeptOrder, type OrderAnswer, Orders, ordersCollection,
} from '../../projections/engine/orders.js';
import type { Parked } from '../../projections/engine/parking.js';
import type { Projection } from '../../projections/engine/projection.js';
import { scrubCollection } from '../../projections/engine/scrubbing.js';
import { StatusReport } from '../../projections/engine/status.js';
import { Reach } from '../reach.js';
import { leaseOf } from './shared-projector.js';

export interface SharedProjectionsOptions {
  readonly events: EventStore;
  readonly readStore: MongoReadStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly projections: readonly Projection[];
}

/** So often is looked how far others have come, while somebody waits for it. */
const LOOK_EVERY_MS = 25;
const ASK_EVERY_MS = 250;
const MOST_PARKED = 10_000;

/**
 * The projector as a process sees it that may not be it: how far read models are stands in the store that all
 * share, and what is to be done is asked there, of whoever leads.
 */
export class SharedProjections implements ProjectionControl {
  private readonly directory: Directory;
  private readonly orders: Orders;
  private readonly reach: Reach;
  private readonly categories: ReturnType<typeof interestsOf>['categories'];

  private constructor(private readonly options: SharedProjectionsOptions) {
    this.directory = new Directory(options.readStore);
    this.orders = new Orders(options.readStore);
    this.reach = new Reach({ ...options, lookEveryMs: LOOK_EVERY_MS });
    this.categories = interestsOf(options.projections).categories;
  }

  /**
   * Declares what all need to find, as whoever leads does too: one of them is the first. Throws
   * `MongoDbUnusable` where an index of what is live is not as its projection declares it.
   */
  static async open(options: SharedProjectionsOptions): Promise<SharedProjections> {
    const { readStore, projections } = options;
    await readStore.declare([directoryCollection, joinsCollection, scrubCollection, ordersCollection]);
    const entries = await new Directory(readStore).all();
    await readStore.mustBeAsDeclared(projections.flatMap((projection) => {
      const live = entries.get(projection.name)?.live;
      return live?.version === projection.version ? collectionsOf(projection, live.name, 'indexed') : [];
    }));
    return new SharedProjections(options);
  }

  async status(): Promise<Standing> {
    const report = new StatusReport(this.options, {
      fold: () => undefined, waitingAfter: (position, limit) => this.waitingAfter(position, limit),
    }, this.directory, undefined);
    const [{ head, projections }, rebuild] = [
      await report.make(this.options.projections), await this.rebuildUnderWay(),
    ];
    const told = projections.map((status) => this.withLeader(status));
    return { head, projections: await Promise.all(told), ...(rebuild && { rebuild }) };
  }

  waitFor(position: Position, limitMs: number, names?: readonly string[]): Promise<boolean> {
    return this.reach.waitFor(position, limitMs, names);
  }

  async rebuild(
    names: readonly string[], onProgress: (done: number, total: number) => void = () => undefined,
  ): Promise<RebuildReport[]> {
    if ((await this.orders.all()).filter(isOpen).some(isRebuild)) throw new RebuildUnderWay();
    const all = this.options.projections.map(({ name }) => name);
    const answers = await this.answersTo(names.length === 0 ? all : names, {}, (orders) => {
      const progress = furthest(orders);
      if (progress) onProgress(progress.done, progress.total);
    });
    return answers.map((answer) => ('report' in answer ? answer.report : notDone(answer)));
  }

  async parked(): Promise<ParkedSubject[]> {
    const subjects: ParkedSubject[] = [];
    const entries = await this.directory.all();
    for (const { name } of this.options.projections) {
      const live = entries.get(name)?.live;
      if (!live) continue;
      const found = await this.options.readStore.scan<Parked>(parkedOf(live.name), '', MOST_PARKED);
      subjects.push(...found.map(({ document: { key, position, error } }) =>
        ({ projection: name, key, position, reason: `${error.name} ${error.at}` })));
    }
    return subjects;
  }

  async redrive(projection: string, key: string): Promise<boolean> {
    const [answer] = await this.answersTo([projection], { key });
    return 'folded' in answer! ? answer.folded : notDone(answer!);
  }

  /** Since when the oldest event waits that some read model has not taken in (milliseconds since 1970). */
  async waitingSince(): Promise<number | undefined> {
    return (await this.waitingAfter(await this.reach.earliest() ?? BEGINNING, 1)).since;
  }

  private async withLeader(status: ProjectionStatus): Promise<ProjectionStatus> {
    const leader = await this.options.readStore.leases.holder(leaseOf(status));
    return leader === undefined ? { problem: 'No process leads it', ...status } : status;
  }

  private async rebuildUnderWay(): Promise<Standing['rebuild']> {
    const open = (await this.orders.all()).filter(isOpen).filter(isRebuild);
    return open.length === 0 ? undefined : furthest(open) ?? { done: 0, total: 0 };
  }

  /** Asks the leaders of read models for something, and waits for what each of them says. */
  private async answersTo(
    names: readonly string[], what: { readonly key?: string },
    onLook: (orders: readonly KeptOrder[]) => void = () => undefined,
  ): Promise<OrderAnswer[]> {
    const { ids, clock } = this.options;
    const asked = names.map((projection) =>
      ({ id: ids.next(), order: { ...what, asked: clock.now(), projection } }));
    await this.orders.put(asked);
    for (;;) {
      const kept = new Map((await this.orders.all()).map((one) => [one.id, one]));
      const orders = asked.map(({ id }) => kept.get(id) ?? notThere());
      onLook(orders);
      const answers = orders.map(({ order }) => order.answer);
      if (answers.every((answer) => answer !== undefined)) {
        await this.orders.remove(asked.map(({ id }) => id));
        return answers;
      }
      await pauseOf(ASK_EVERY_MS);
    }
  }

  private async waitingAfter(
    position: Position, limit: number,
  ): Promise<{ events: number; since?: number }> {
    const { categories } = this;
    const waiting = await this.options.events.readAll(position, { categories, limit });
    return { events: waiting.length, since: waiting[0]?.recordedAt };
  }
}

const furthest = (orders: readonly KeptOrder[]): Standing['rebuild'] => orders
  .flatMap(({ order: { progress } }) => progress ?? []).sort((a, b) => b.done - a.done)[0];

/** The read store was emptied meanwhile: nobody will do it. */
const notThere = (): never => {
  throw new Error('What was asked of a read model is not in the read store any more');
};

const notDone = (answer: OrderAnswer): never => {
  const reason = 'failed' in answer ? answer.failed : 'answered otherwise';
  throw new Error(`What was asked of a read model cannot be done: ${reason}`);
};
