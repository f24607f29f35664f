import type { Liggare } from '../../src/composition/embedded.js';
import type { RebuildReport } from '../../src/application/ports/projection-control.js';
import { BEGINNING, type StoredEvent } from '../../src/application/ports/event-store.js';

/** What must be the same after any number of crashes; person ids are random and so stand in none of it. */
export interface Snapshot {
  readonly eventIds: readonly string[];
  /** How many events of each type; deliveries apart, since a broken one is told twice. */
  readonly types: Readonly<Record<string, number>>;
  readonly findings: readonly unknown[];
  readonly placements: readonly unknown[];
  readonly costs: readonly unknown[];
  readonly left: number;
  readonly overlaps: number;
  readonly deviations: readonly string[];
  /** What a rebuild found to differ, which is nothing. */
  readonly rebuilt: readonly Pick<RebuildReport, 'name' | 'missing' | 'extra' | 'different'>[];
  readonly parked: number;
}

const DAY = '2026-02-01';
const LOOKED_AT = '2026-11-01';
const EVERYTHING = { limit: 10_000 };

const allEvents = async ({ store }: Liggare): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (let after = BEGINNING; ;) {
    const batch = await store.readAll(after, { limit: 5_000 });
    events.push(...batch);
    if (batch.length === 0) return events;
    after = batch.at(-1)!.position;
  }
};

const countedTypes = (events: readonly StoredEvent[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { type, stream } of events) {
    if (!stream.startsWith('delivery-')) counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
};

export const snapshotOf = async (liggare: Liggare): Promise<Snapshot> => {
  const { projections, store, caseload, cost } = liggare;
  await projections.waitFor(await store.head(), 60_000);
  const events = await allEvents(liggare);
  const filter = { on: DAY, lookedAt: LOOKED_AT };
  const year = { from: '2025-07-01', to: '2026-07-01', lookedAt: LOOKED_AT };
  const deviations = (await cost.deviations(year, EVERYTHING)).items.map(({ document }) => document);
  const rebuilt = await projections.rebuild([]);
  return {
    eventIds: events.filter(({ stream }) => !stream.startsWith('delivery-')).map(({ id }) => id),
    types: countedTypes(events),
    findings: (await liggare.verify()).findings,
    placements: await caseload.counts(filter, ['municipality', 'unit', 'studyPath']),
    costs: (await cost.allocation(year, EVERYTHING)).items,
    left: (await caseload.left(filter, { sort: 'leftOn', ...EVERYTHING })).items.length,
    overlaps: (await caseload.overlaps(filter, { sort: 'from', ...EVERYTHING })).items.length,
    deviations: deviations.map(({ kind, unit, from, to }) => `${kind} ${unit} ${from} ${to}`).sort(),
    rebuilt: rebuilt.map(({ name, missing, extra, different }) => ({ name, missing, extra, different })),
    parked: (await projections.parked()).length,
  };
};
