import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import type { EventStore } from '../../application/ports/event-store.js';
import type { RebuildReport } from '../../application/ports/projection-control.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import { makeFolder } from '../../infrastructure/make-folder.js';
import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { compareLive } from '../../projections/engine/compare.js';
import { ProjectionEngine } from '../../projections/engine/engine.js';
import type { Opened } from '../opened.js';
import { openStoresOver } from '../projector/opened-stores.js';
import { Reach } from '../reach.js';
import { readModels } from '../read-models.js';
import type { LedgerAndVault } from '../store-places.js';
import { type Places, Renumbered } from './renumbered.js';

const LOOK_EVERY_MS = 50;
/** After so long is looked whether it is wanted still. */
const WANTED_MS = 500;

export interface Compared {
  readonly original: LedgerAndVault;
  readonly copy: LedgerAndVault;
  /** Where each event stands in either. */
  readonly places: Places;
  /** For what is made meanwhile; it is removed in the end, and at the beginning if it is still there. */
  readonly folder: string;
  /** Ends it, with its reason; what was made is removed, since it is personal data in the clear. */
  readonly signal?: AbortSignal;
}

/**
 * Makes all read models of a ledger and of its copy, from nothing and with the keys of either vault, and
 * compares them document by document and sum by sum.
 */
export const compareReadModels = async (
  { original, copy, places, folder, signal }: Compared, opened: Opened,
): Promise<RebuildReport[]> => {
  const workshop = join(folder, 'comparing');
  await rm(workshop, { recursive: true, force: true });
  await makeFolder(workshop);
  opened.add(workshop, (path) => rm(path, { recursive: true, force: true }));
  const making = { opened, signal };
  const made = await madeOf(original, join(workshop, 'original.db'), making, (events) => events);
  const again = await madeOf(copy, join(workshop, 'copy.db'), making, (events) =>
    new Renumbered(events, places));
  const reports: RebuildReport[] = [];
  for (const projection of readModels()) {
    signal?.throwIfAborted();
    reports.push(await compareLive(projection, [made, again]));
  }
  return reports;
};

/** All read models of a ledger, as they are when everything is in them. */
const madeOf = async (
  places: LedgerAndVault, file: string,
  { opened, signal }: { readonly opened: Opened; readonly signal?: AbortSignal },
  seen: (events: EventStore) => EventStore,
): Promise<ReadStore> => {
  const readStore = opened.add(openSqliteReadStore({ file }), (one) => one.close());
  const stores = await openStoresOver(places, async () => readStore);
  const events = seen(stores.events);
  const engine = new ProjectionEngine({ ...stores, events });
  try {
    await engine.start();
    const reach = new Reach({ ...stores, events, lookEveryMs: LOOK_EVERY_MS });
    const head = await events.head();
    do signal?.throwIfAborted(); while (!await reach.waitFor(head, WANTED_MS));
    return readStore;
  } finally {
    await engine.stop();
    await stores.close();
  }
};
