import type { Condition } from '../../application/ports/read-store.js';
import type { Figure, FiguresOf } from '../../domain/figures/kaa-figures.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { covers, type Period } from '../../domain/shared/period.js';
import { matching, seenOn } from '../conditions.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { pagesOf } from '../engine/pages.js';
import type { YouthRow } from './collections.js';
import { kaa } from './kaa.js';
import { KaaQueries } from './queries.js';

const ROWS_AT_ONCE = 1_000;

export interface FiguresAsked {
  /** The day that those in the register are counted on. */
  readonly on: CivilDate;
  /** The days on which those who came and left are counted. */
  readonly during: Period;
  readonly lookedAt: CivilDate;
  readonly municipality?: string;
}

/** Counts that figures of the activity responsibility are made from, by municipality. */
export class KaaFigures {
  private readonly queries: KaaQueries;

  constructor(private readonly live: LiveReadModels) {
    this.queries = new KaaQueries(live);
  }

  async counted(asked: FiguresAsked): Promise<Map<string, FiguresOf>> {
    const all = new Map<string, Map<Figure, number>>();
    const add = (municipality: string, figure: Figure, by = 1): void => {
      const of = all.get(municipality) ?? new Map<Figure, number>();
      all.set(municipality, of.set(figure, (of.get(figure) ?? 0) + by));
    };
    for (const each of await this.queries.counts(asked)) {
      const { municipality, registered, contacted, neverContacted, inMeasure } = each;
      add(municipality, 'registered', registered);
      add(municipality, 'contacted', contacted);
      add(municipality, 'never-contacted', neverContacted);
      add(municipality, 'in-measure', inMeasure);
      add(municipality, 'not-in-measure', registered - inMeasure);
    }
    for await (const { municipality, from, to, ended } of this.turning(asked)) {
      if (covers(asked.during, from)) add(municipality, 'new');
      if (!covers(asked.during, to)) continue;
      add(municipality, 'left');
      add(municipality, `left-${ended ?? 'unknown'}`);
    }
    return all;
  }

  /** Spells in the register with a day in the period, or that ended on its first. */
  private async* turning({ during, lookedAt, municipality }: FiguresAsked): AsyncGenerator<YouthRow> {
    const where: Condition[] = [
      ...matching({ municipality }, ['municipality']), { field: 'standing', eq: 'registered' },
      { field: 'from', lt: during.to }, { field: 'to', gte: during.from }, ...seenOn(lookedAt),
    ];
    const collection = await this.live.collection(kaa.name, 'youths');
    const pages = pagesOf<YouthRow>((after) => this.live.store.find(
      collection, { where, sort: [{ field: 'from' }], limit: ROWS_AT_ONCE, after }));
    for await (const rows of pages) yield* rows;
  }
}
