import type { ReportSource } from '../application/ports/report-source.js';
import type { Condition, ReadStore, ReadView } from '../application/ports/read-store.js';
import type { Period } from '../domain/shared/period.js';
import { LiveGenerations } from '../projections/engine/live-generations.js';
import { pagesOf } from '../projections/engine/pages.js';
import { KAA } from '../projections/kaa/collections.js';
import { kaaReports } from '../projections/kaa-reports/kaa-reports.js';

const ROWS_AT_ONCE = 1_000;

interface AboutSomebody {
  readonly person: string;
}

/** Whom reports may be about, by the read model of the activity responsibility as it is at one moment. */
export class LiveReportSource implements ReportSource {
  constructor(private readonly store: ReadStore) {}

  candidates(municipality: string, { from, to }: Period): ReturnType<ReportSource['candidates']> {
    return this.store.snapshot(async (view) => {
      const live = new LiveGenerations(view);
      const there: Condition = { field: 'municipality', eq: municipality };
      // Most who are in the group only wait for a school year to begin: no register ever has them.
      const registered: Condition[] = [
        there, { field: 'standing', eq: 'registered' }, { field: 'from', lt: to }, { field: 'to', gt: from },
      ];
      const persons = [
        ...await personsWhere(view, await live.collection(KAA, 'youths'), registered, 'from'),
        ...await personsWhere(view, await live.collection(KAA, 'drift'), [there], 'since'),
      ];
      return { position: await live.checkpoint(KAA), persons: [...new Set(persons)] };
    });
  }

  async personsIn(report: string): Promise<readonly string[]> {
    const collection = await new LiveGenerations(this.store).collection(kaaReports.name, 'reported');
    return personsWhere(this.store, collection, [{ field: 'report', eq: report }], 'person');
  }
}

const personsWhere = async (
  view: ReadView, collection: string, where: readonly Condition[], sortedBy: string,
): Promise<string[]> => {
  const persons: string[] = [];
  const pages = pagesOf<AboutSomebody>((after) =>
    view.find(collection, { where, sort: [{ field: sortedBy }], limit: ROWS_AT_ONCE, after }));
  for await (const rows of pages) persons.push(...rows.map(({ person }) => person));
  return persons;
};
