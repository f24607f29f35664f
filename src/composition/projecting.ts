import type { EventStore } from '../application/ports/event-store.js';
import type { LeadNews } from '../application/ports/leases.js';
import type { ProjectionControl } from '../application/ports/projection-control.js';
import type { ReadStore } from '../application/ports/read-store.js';
import type { ProcessRole } from '../infrastructure/configuration/roles.js';
import { randomIds } from '../infrastructure/random-ids.js';
import { openSqliteReadStore } from '../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { systemClock } from '../infrastructure/system-clock.js';
import { insisting } from './insisting.js';
import type { OpenStores, StoresAway } from './open-stores.js';
import type { Opened } from './opened.js';
import { ProjectorClient } from './projector/projector-client.js';
import { RevivedProjector } from './projector/revived-projector.js';
import { Reach } from './reach.js';
import { readModels } from './read-models.js';
import { Revived } from './revived.js';
import { startLeading } from './shared/leading.js';
import { LeaseKeeper } from './shared/lease-keeper.js';
import { SharedProjections } from './shared/shared-projections.js';
import { StaleWatch } from './shared/stale-watch.js';

/** Read models, whoever makes them. */
export interface Projecting {
  readonly readStore: ReadStore;
  readonly projections: ProjectionControl;
  /** The instant (milliseconds since 1970) after which what was recorded may be missing in them, if any. */
  staleSince(): number | undefined;
  /** The projector of this process has ended unasked, or cannot make what it leads. */
  projectorFails(): boolean;
  /** How often it was started anew. */
  projectorRestarts(): number;
  /** Has a policy led in at most one process at a time; the answer is whether it is led in this one now. */
  leading(policy: string): () => boolean;
}

export interface ProjectingOptions {
  readonly roles: readonly ProcessRole[];
  readonly takeOverMs: number;
  /** Told what does not go well, between processes or with the projector, and is tried again. */
  readonly onFailure: (error: unknown) => void;
  /** Told what this process leads from now on, or no more, where others could, too. */
  readonly onLead: (news: LeadNews) => void;
  /** Whoever waits for stores at the start; by the signal, the process is told to stop. */
  readonly away: StoresAway;
}

/** Looking costs little here, and who asks for what was just recorded waits some milliseconds. */
const LOOK_EVERY_MS = 5;

/** Read models in the data folder: this process, which nobody shares it with, makes them. */
export const projectingHere = async (
  { folder, places, store }: OpenStores, { onFailure, away: { signal: until } }: ProjectingOptions,
  opened: Opened,
): Promise<Projecting> => {
  const file = folder.files.readModels;
  const projector = opened.add(await Revived.begin({
    start: (onEnd, signal) =>
      ProjectorClient.start(
        { ...places, readModels: { engine: 'sqlite', file } }, { onEnd, onFailure }, signal),
    onFailure, until, clock: systemClock,
  }), (one) => one.stop());
  const readStore = opened.add(openSqliteReadStore({ file, readOnly: true }), (one) => one.close());
  const reach = new Reach({
    events: store, readStore, projections: readModels(), lookEveryMs: LOOK_EVERY_MS,
  });
  return {
    readStore, projections: new RevivedProjector(projector, reach),
    staleSince: () => projector.downSince ?? projector.one?.behindSince,
    projectorFails: () => !projector.one, projectorRestarts: () => projector.restarts,
    leading: () => () => true,
  };
};

type Shared = NonNullable<OpenStores['shared']>;

/** Read models that processes share: one of those that can make them does. */
export const projectingTogether = async (
  { places, store }: Pick<OpenStores, 'places' | 'store'>, { readStore, place }: Shared,
  { roles, takeOverMs, onFailure, onLead, away }: ProjectingOptions, opened: Opened,
): Promise<Projecting> => {
  const holder = `${process.pid}:${randomIds.next()}`;
  const events: EventStore = store;
  const projections = await insisting('read-store', away, () => SharedProjections.open({
    events, readStore, clock: systemClock, ids: randomIds, projections: readModels(),
  }));
  const start = { places, readModels: place, holder, takeOverMs };
  const leading = roles.includes('projector') ? opened.add(await Revived.begin({
    start: (onEnd, signal) => startLeading(start, { onFailure, onLead, onEnd, signal }),
    onFailure, until: away.signal, clock: systemClock,
  }), (one) => one.stop()) : undefined;
  const stale = opened.add(new StaleWatch(projections, systemClock, onFailure), (one) => one.stop());
  return {
    readStore, projections, staleSince: () => stale.since,
    projectorFails: () => leading !== undefined && (leading.one?.fails ?? true),
    projectorRestarts: () => leading?.restarts ?? 0,
    leading: (policy) => {
      const name = `policy/${policy}`;
      const { leases } = readStore;
      const keeper = opened.add(
        new LeaseKeeper({ leases, names: [name], holder, takeOverMs, onFailure, onNews: onLead }),
        (one) => one.stop());
      return () => keeper.leads(name);
    },
  };
};
