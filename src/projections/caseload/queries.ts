import type { Condition, Page, Query } from '../../application/ports/read-store.js';
import type { PupilOfPeriod } from '../../domain/figures/dropout-figures.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { goingOn, matching, seenOn } from '../conditions.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { countsOn } from '../timeline-rows.js';
import { caseload } from './caseload.js';
import { type DropoutsAsked, pupilsOf } from './dropouts.js';
import type {
  FlagRow, LateMoveRow, LeftRow, LookalikeRow, OverlapRow, PlacementRow,
} from './collections.js';
import { type Lookalike, lookalikeAmong } from './lookalikes.js';

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

export interface PageOf<Sort extends string = string> {
  readonly sort: Sort;
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

const inPlace = (
  filter: Partial<CaseloadFilter>, fields: readonly (Dimension | 'person')[],
): Condition[] => [
  ...matching(filter, fields), ...(filter.units === undefined ? [] : [{ field: 'unit', in: filter.units }]),
];

const onTheDay = (filter: CaseloadFilter): Condition[] =>
  [...seenOn(filter.lookedAt), ...goingOn(filter.on)];

/** What rows that are equal in the field asked for are sorted by. */
const THEN_BY: Readonly<Record<string, readonly string[]>> = {
  placements: ['name'], left: ['leftOn'], overlaps: ['from'], flags: ['on'], late_moves: [],
  lookalikes: [],
};

/** Of one name there are never as many in a region; of a file gone wrong these few will do. */
const MOST_OF_ONE_NAME = 500;

/** What may be asked of the caseload. */
export class CaseloadQueries {
  constructor(private readonly live: LiveReadModels) {}

  /** Who is where on a day. */
  placements(
    filter: CaseloadFilter, page: PageOf<'name' | 'unit' | 'municipality' | 'studyPath' | 'from'>,
  ): Promise<Page<PlacementRow>> {
    const where = inPlace(filter, ['unit', 'municipality', 'studyPath', 'person']);
    return this.page('placements', [...where, ...onTheDay(filter)], page);
  }

  /** Who is outside on a day after having been at a school: the list to follow up. */
  left(
    filter: Omit<CaseloadFilter, 'studyPath'>, page: PageOf<'leftOn' | 'name' | 'municipality'>,
  ): Promise<Page<LeftRow>> {
    const where = inPlace(filter, ['unit', 'municipality', 'person']);
    return this.page('left', [...where, ...onTheDay(filter)], page);
  }

  /** Whom two schools claim on a day. */
  overlaps(
    filter: Omit<CaseloadFilter, 'studyPath'>, page: PageOf<'from' | 'unit' | 'municipality'>,
  ): Promise<Page<OverlapRow>> {
    const where = inPlace(filter, ['unit', 'municipality', 'person']);
    return this.page('overlaps', [...where, ...onTheDay(filter)], page);
  }

  /** Reports that fit nothing, and removals that wait for a human, whatever day they are about. */
  flags(
    filter: Pick<CaseloadFilter, 'lookedAt' | 'unit' | 'units' | 'person'>, page: PageOf<'on' | 'unit'>,
  ): Promise<Page<FlagRow>> {
    return this.page('flags', [...inPlace(filter, ['unit', 'person']), ...seenOn(filter.lookedAt)], page);
  }

  /** Days that went to another municipality after months of them were over, by the day that was learnt. */
  lateMoves(
    filter: Pick<CaseloadFilter, 'lookedAt' | 'municipality' | 'person'> & { readonly knownFrom?: CivilDate },
    page: PageOf<'knownOn'>,
  ): Promise<Page<LateMoveRow>> {
    const { knownFrom } = filter;
    const since: Condition[] = knownFrom === undefined ? [] : [{ field: 'knownOn', gte: knownFrom }];
    const where = inPlace(filter, ['municipality', 'person']);
    return this.page('late_moves', [...where, ...since, ...seenOn(filter.lookedAt)], page);
  }

  /**
   * Persons with passing numbers alone who may be somebody else, by name. Each is looked up by the name; one
   * who may be nobody is left out, so that a page may have fewer than its limit, and more after it.
   */
  async lookalikes(
    filter: Pick<CaseloadFilter, 'lookedAt' | 'unit' | 'units' | 'person'>, page: PageOf<'nameKey'>,
  ): Promise<Page<Lookalike>> {
    const seen = seenOn(filter.lookedAt);
    const where = [{ field: 'passing', eq: 1 }, ...inPlace(filter, ['unit', 'person']), ...seen];
    const { items, next } = await this.page<LookalikeRow>('lookalikes', where, page);
    const collection = await this.live.collection(caseload.name, 'lookalikes');
    const found = await Promise.all(items.map(async ({ key, document }) => {
      const sameName = await this.live.store.find<LookalikeRow>(collection, {
        where: [{ field: 'nameKey', eq: document.nameKey }, ...seen], limit: MOST_OF_ONE_NAME,
      });
      return { key, document: lookalikeAmong(document, sameName.items.map((item) => item.document)) };
    }));
    return { items: found.filter(({ document }) => document.others.length > 0), next };
  }

  /** How many placements there are on a day, split by dimensions; none of them gives one number. */
  async counts(filter: Omit<CaseloadFilter, 'person'>, by: readonly Dimension[]): Promise<Count[]> {
    const counts = new Map<string, { -readonly [K in keyof Count]: Count[K] }>();
    const space = await this.live.sumSpace(caseload.name);
    for (const { key, value } of await this.live.store.sums(space, prefixOf(filter))) {
      const [municipality, unit, studyPath, day] = key.split('|') as [string, string, string, CivilDate];
      const at = { municipality, unit, studyPath };
      if (day > filter.on || !countsOn(key, filter.lookedAt) || !fits(at, filter)) continue;
      const group = by.map((dimension) => at[dimension]).join('|');
      const count = counts.get(group) ?? { ...chosen(at, by), placements: 0 };
      count.placements += value;
      counts.set(group, count);
    }
    return [...counts.entries()].filter(([, count]) => count.placements !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
  }

  /** Who was at a school in a period, and who of them dropped out: for figures (dropouts.ts). */
  pupils(asked: DropoutsAsked): AsyncGenerator<PupilOfPeriod> {
    return pupilsOf(this.live, caseload.name, asked);
  }

  private async page<R>(collection: string, where: readonly Condition[], page: PageOf): Promise<Page<R>> {
    const fields = new Set([page.sort, ...THEN_BY[collection] ?? []]);
    const query: Query = {
      where, sort: [...fields].map((field) => ({ field, descending: page.descending })),
      limit: page.limit, after: page.after,
    };
    return this.live.store.find<R>(await this.live.collection(caseload.name, collection), query);
  }
}

type Place = Readonly<Record<Dimension, string>>;

const chosen = (at: Place, by: readonly Dimension[]): Partial<Place> =>
  Object.fromEntries(by.map((dimension) => [dimension, at[dimension]]));

/** Sums are found by the beginning of their key: the municipality, then the unit. */
const prefixOf = ({ municipality, unit }: Pick<CaseloadFilter, 'municipality' | 'unit'>): string => {
  if (municipality === undefined) return '';
  return unit === undefined ? `${municipality}|` : `${municipality}|${unit}|`;
};

const fits = (at: Place, filter: Omit<CaseloadFilter, 'person'>): boolean =>
  DIMENSIONS.every((dimension) => filter[dimension] === undefined || filter[dimension] === at[dimension])
  && (filter.units === undefined || filter.units.includes(at.unit));
