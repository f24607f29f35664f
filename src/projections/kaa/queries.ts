import type { CORRECTORS } from '../../domain/kaa/case-events.js';
import type { Position } from '../../application/ports/event-store.js';
import type { Condition, Page, Query } from '../../application/ports/read-store.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { goingOn, matching, seenOn } from '../conditions.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { personByPerson } from '../engine/person-by-person.js';
import { countsOn } from '../timeline-rows.js';
import {
  type CorrectionRow, type DriftRow, type EarlySignalRow, KAA, type SignRow, type SpellRow, type YouthRow,
} from './collections.js';

/**
 * Which worklist: everybody, those for whom something is overdue, those never met, those who came lately,
 * those whom the register has got since somebody looked, those of whom somebody said that they should not be
 * on the list; and of those who are no longer in the group the ones whose measures nobody ended.
 */
export const WORKLISTS = [
  'all', 'overdue', 'never-contacted', 'new', 'since-look', 'disputed', 'open-measures',
] as const;
export type Worklist = (typeof WORKLISTS)[number];

export interface YouthFilter {
  /** The day it is about. */
  readonly on: CivilDate;
  /** The day one looks: decides whether the register still waits for a start. */
  readonly lookedAt: CivilDate;
  readonly standing: YouthRow['standing'];
  readonly worklist: Worklist;
  /** Of `new`: came into the group on this day or later. */
  readonly cameFrom?: CivilDate;
  /** Of `since-look`: recorded after this place in the ledger. */
  readonly openedAfter?: Position;
  /** Whom this source has to correct, since they should not be on the list. */
  readonly corrects?: (typeof CORRECTORS)[number];
  readonly municipality?: string;
  readonly officer?: string;
  readonly person?: string;
}

export interface SignFilter extends Pick<YouthFilter, 'on' | 'lookedAt' | 'municipality' | 'person'> {
  readonly sign?: SignRow['sign'];
  readonly explained: 'no' | 'yes';
  readonly unit?: string;
  /** Any of these units. */
  readonly units?: readonly string[];
}

/** Pupils of units who are there on the day; or those who left by then, into a municipality's group. */
export type EarlySignalFilter = Pick<YouthFilter, 'on' | 'lookedAt' | 'person'> & {
  readonly signal?: EarlySignalRow['signal'];
} & (
  | { readonly there: true; readonly unit?: string; readonly units?: readonly string[] }
  | { readonly there: false; readonly leftTo?: string }
);

export type RequestFilter = Pick<YouthFilter, 'lookedAt' | 'municipality' | 'person'>
  & Pick<SignFilter, 'unit' | 'units'> & Pick<CorrectionRow, 'state'>;

export interface SignPage extends Pick<YouthPage, 'limit' | 'after'> {
  readonly sort: 'from' | 'name';
}

export interface YouthPage {
  readonly sort: 'name' | 'from' | 'dueOn';
  readonly descending?: boolean;
  readonly limit: number;
  readonly after?: string;
}

export interface KaaCount {
  readonly municipality: string;
  readonly registered: number;
  readonly awaitingStart: number;
  /** Of those in the register. */
  readonly contacted: number;
  readonly neverContacted: number;
  readonly inMeasure: number;
}

const worklists: Readonly<Record<Worklist, (filter: YouthFilter) => Condition[]>> = {
  all: ({ on }) => goingOn(on),
  overdue: ({ on }) => [...goingOn(on), { field: 'dueOn', lt: on }],
  'never-contacted': ({ on }) => [...goingOn(on), { field: 'contacted', eq: 0 }],
  new: ({ cameFrom, on }) => [...goingOn(on), { field: 'from', gte: cameFrom ?? on }],
  'since-look': ({ openedAfter, on }) => [...goingOn(on), { field: 'openedAt', gt: openedAfter ?? '' }],
  disputed: ({ on }) => [...goingOn(on), { field: 'corrects', gt: '' }],
  'open-measures': ({ on }) => [{ field: 'leftOpen', eq: 1 }, { field: 'to', lte: on }],
};

/** More than anybody has, who is not made up. */
const MOST_SIGNS = 1_000;

/** What may be asked of the activity responsibility. */
export class KaaQueries {
  constructor(private readonly live: LiveReadModels) {}

  /** Who is in the target group on a day, or on one of the worklists made from it. */
  async youths(filter: YouthFilter, page: YouthPage): Promise<Page<YouthRow>> {
    const equal = matching(filter, ['municipality', 'officer', 'person', 'standing', 'corrects']);
    const query: Query = {
      where: [
        ...equal, ...worklists[filter.worklist](filter), ...seenOn(filter.lookedAt),
      ],
      sort: [...new Set([page.sort, 'name'])].map((field) => ({ field, descending: page.descending })),
      limit: page.limit, after: page.after,
    };
    return this.live.store.find<YouthRow>(await this.live.collection(KAA, 'youths'), query);
  }

  /** The place in the ledger up to which all of it is read. */
  through(): Promise<Position> {
    return this.live.checkpoint(KAA);
  }

  /** Signs on a day that somebody is at no school: those to look into, or those that somebody looked into. */
  async signs(filter: SignFilter, page: SignPage): Promise<Page<SignRow>> {
    const { on, lookedAt, explained, units, ...equal } = filter;
    return this.live.store.find<SignRow>(await this.live.collection(KAA, 'signs'), {
      where: [
        ...matching(equal, ['municipality', 'unit', 'person', 'sign']),
        ...(units === undefined ? [] : [{ field: 'unit', in: units }]),
        { field: 'explained', eq: explained === 'yes' ? 1 : 0 }, ...goingOn(on), ...seenOn(lookedAt),
      ],
      sort: [...new Set([page.sort, 'name'])].map((field) => ({ field })),
      limit: page.limit, after: page.after,
    });
  }

  /** Every sign of somebody, of whatever day and looked at whenever. */
  async signsOf(person: string): Promise<readonly SignRow[]> {
    const { items } = await this.live.store.find<SignRow>(await this.live.collection(KAA, 'signs'), {
      where: matching({ person }, ['person']), sort: [{ field: 'from' }], limit: MOST_SIGNS,
    });
    return items.map(({ document }) => document);
  }

  /** Early signals: of those who are at a school, or of those who have left and are in the target group. */
  async earlySignals(
    filter: EarlySignalFilter, page: Pick<YouthPage, 'limit' | 'after'>,
  ): Promise<Page<EarlySignalRow>> {
    const { on, lookedAt, person, signal } = filter;
    const units = filter.there && filter.units ? [{ field: 'unit', in: filter.units }] : [];
    const where = filter.there
      ? [...matching(filter, ['unit']), ...units, ...goingOn(on)]
      : [...matching(filter, ['leftTo']), { field: 'leftTo', gt: '' }, { field: 'to', lte: on }];
    return this.live.store.find<EarlySignalRow>(await this.live.collection(KAA, 'early_signals'), {
      where: [...where, ...matching({ person, signal }, ['person', 'signal']), ...seenOn(lookedAt)],
      sort: [filter.there ? 'from' : 'to', 'name'].map((field) => ({ field })), ...page,
    });
  }

  /** What schools were asked, the oldest first. */
  async correctionRequests(
    { lookedAt, units, ...equal }: RequestFilter, page: Pick<YouthPage, 'limit' | 'after'>,
  ): Promise<Page<CorrectionRow>> {
    const collection = await this.live.collection(KAA, 'correction_requests');
    return this.live.store.find<CorrectionRow>(collection, {
      where: [
        ...matching(equal, ['municipality', 'unit', 'person', 'state']),
        ...(units === undefined ? [] : [{ field: 'unit', in: units }]), ...seenOn(lookedAt),
      ],
      sort: ['askedOn', 'name'].map((field) => ({ field })), ...page,
    });
  }

  /** All spells there are, in pieces of whole persons (see `personByPerson`). */
  async* spells(municipality?: string, atOnce?: number): AsyncGenerator<SpellRow[]> {
    for await (const persons of personByPerson<SpellRow>(this.live, KAA, 'spells', atOnce)) {
      yield persons.flatMap(({ rows }) => rows)
        .filter((spell) => municipality === undefined || spell.municipality === municipality);
    }
  }

  /** Whose register is not what it should be on a day, from the one that was due first on. */
  async drift(
    lookedAt: CivilDate, { municipality, ...page }: Pick<YouthPage, 'limit' | 'after'> & Municipality,
  ): Promise<Page<DriftRow>> {
    const collection = await this.live.collection(KAA, 'drift');
    return this.live.store.find<DriftRow>(collection, {
      where: driftOn(lookedAt, municipality), sort: [{ field: 'since' }], ...page,
    });
  }

  /** How many are in the register on a day, awaited, contacted and in a measure, by municipality. */
  async counts(
    { on, lookedAt, municipality }: Pick<YouthFilter, 'on' | 'lookedAt' | 'municipality'>,
  ): Promise<KaaCount[]> {
    const counted = new Map<string, Map<string, number>>();
    for (const { where, what, day, value } of await this.turns({ lookedAt, municipality })) {
      if (day > on) continue;
      const of = counted.get(where) ?? new Map<string, number>();
      counted.set(where, of.set(what, (of.get(what) ?? 0) + value));
    }
    return [...counted].map(([where, of]) => countOf(where, (what) => of.get(what) ?? 0))
      .filter(({ registered, awaitingStart }) => registered + awaitingStart > 0)
      .sort((a, b) => (a.municipality < b.municipality ? -1 : 1));
  }

  /** By how much each count changes on a day, for who looks on a day (headcount.ts). */
  async turns(
    { lookedAt, municipality }: Pick<YouthFilter, 'lookedAt' | 'municipality'>,
  ): Promise<Turn[]> {
    const prefix = municipality === undefined ? '' : `${municipality}|`;
    const sums = await this.live.store.sums(await this.live.sumSpace(KAA), prefix);
    return sums.filter(({ key }) => countsOn(key, lookedAt)).map(({ key, value }) => {
      const [where, what, day] = key.split('|') as [string, string, CivilDate];
      return { where, what, day, value };
    });
  }
}

/** A change of what is counted in a municipality. */
export interface Turn {
  readonly where: string;
  readonly what: string;
  readonly day: CivilDate;
  readonly value: number;
}

interface Municipality {
  readonly municipality?: string;
}

const driftOn = (lookedAt: CivilDate, municipality?: string): Condition[] =>
  [...seenOn(lookedAt), ...matching({ municipality }, ['municipality'])];

const countOf = (municipality: string, of: (what: string) => number): KaaCount => {
  const [registered, contacted] = [of('registered'), of('contacted')];
  return {
    municipality, registered, awaitingStart: of('awaiting-start'), contacted,
    neverContacted: registered - contacted, inMeasure: of('in-measure'),
  };
};
