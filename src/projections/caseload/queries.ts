import type { Condition, Page, Query } from '../../application/ports/read-store.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { countsOn } from '../timeline-rows.js';
import { caseload } from './caseload.js';
import type { FlagRow, LeftRow, OverlapRow, PlacementRow } from './collections.js';

/** Which rows, as seen on which day. */
export interface CaseloadFilter {
  /** The day it is about. */
  readonly on: CivilDate;
  /** The day one looks: decides whether an unconfirmed summer placement still counts. */
  readonly lookedAt: CivilDate;
  readonly unit?: string;
  /** Any of these units. */
  readonly units?: readonly string[];
  readonly municipality?: string;
  readonly studyPath?: string;
  readonly person?: string;
}

export interface PageOf {
  readonly sort: string;
  readonly descending?: boolean;
  readonly limit: number;
  readonly after?: string;
}

/** What a count is split by, in this order. */
export type Dimension = 'municipality' | 'unit' | 'studyPath';

export interface Count {
  readonly municipality?: string;
  readonly unit?: string;
  readonly studyPath?: string;
  readonly placements: number;
}

const DIMENSIONS: readonly Dimension[] = ['municipality', 'unit', 'studyPath'];

const wherever = (filter: CaseloadFilter): Condition[] => [
  ...DIMENSIONS.flatMap((field) => (filter[field] === undefined ? [] : [{ field, eq: filter[field] }])),
  ...(filter.person === undefined ? [] : [{ field: 'person', eq: filter.person }]),
  ...(filter.units === undefined ? [] : [{ field: 'unit', in: filter.units }]),
  { field: 'since', lte: filter.lookedAt }, { field: 'until', gt: filter.lookedAt },
];

const onTheDay = (filter: CaseloadFilter): Condition[] =>
  [...wherever(filter), { field: 'from', lte: filter.on }, { field: 'to', gt: filter.on }];

const queryOf = (where: readonly Condition[], page: PageOf): Query =>
  ({ where, sort: [{ field: page.sort, descending: page.descending }], limit: page.limit, after: page.after });

/** What may be asked of the caseload. */
export class CaseloadQueries {
  constructor(private readonly live: LiveReadModels) {}

  /** Who is where on a day. Sorts by name, unit, municipality, studyPath or from. */
  placements(filter: CaseloadFilter, page: PageOf): Promise<Page<PlacementRow>> {
    return this.page('placements', onTheDay(filter), page);
  }

  /** Who is outside on a day after having been at a school: the list to follow up. Sorts by leftOn or name. */
  left(filter: CaseloadFilter, page: PageOf): Promise<Page<LeftRow>> {
    return this.page('left', onTheDay(filter), page);
  }

  /** Who two schools claim on a day. Sorts by from, unit or municipality. */
  overlaps(filter: CaseloadFilter, page: PageOf): Promise<Page<OverlapRow>> {
    return this.page('overlaps', onTheDay(filter), page);
  }

  /** Reports that fit nothing, and removals that wait for a human. Sorts by on. */
  flags(filter: CaseloadFilter, page: PageOf): Promise<Page<FlagRow>> {
    return this.page('flags', wherever({ ...filter, municipality: undefined, studyPath: undefined }), page);
  }

  /** How many placements there are on a day, split by any of municipality, unit and study path. */
  async counts(filter: CaseloadFilter, by: readonly Dimension[]): Promise<Count[]> {
    const prefix = filter.municipality === undefined ? '' : `${filter.municipality}|${filter.unit ? `${filter.unit}|` : ''}`;
    const counts = new Map<string, { -readonly [K in keyof Count]: Count[K] }>();
    for (const { key, value } of await this.live.store.sums(await this.live.sumSpace(caseload.name), prefix)) {
      const [municipality, unit, studyPath, day] = key.split('|') as [string, string, string, CivilDate];
      const at = { municipality, unit, studyPath };
      if (day > filter.on || !countsOn(key, filter.lookedAt) || !fits(at, filter)) continue;
      const group = by.map((dimension) => at[dimension]).join('|');
      const count = counts.get(group) ?? {
        ...Object.fromEntries(by.map((dimension) => [dimension, at[dimension]])), placements: 0,
      };
      count.placements += value;
      counts.set(group, count);
    }
    return [...counts.entries()].filter(([, count]) => count.placements !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
  }

  private async page<R>(collection: string, where: readonly Condition[], page: PageOf): Promise<Page<R>> {
    return this.live.store.find<R>(await this.live.collection(caseload.name, collection), queryOf(where, page));
  }
}

const fits = (at: Record<Dimension, string>, filter: CaseloadFilter): boolean =>
  DIMENSIONS.every((dimension) => filter[dimension] === undefined || filter[dimension] === at[dimension])
  && (filter.units === undefined || filter.units.includes(at.unit));
