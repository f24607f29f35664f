import type { Condition } from '../../application/ports/read-store.js';
import { type Figure, FIGURES, type FiguresOf } from '../../domain/figures/kaa-figures.js';
import { MEASURE_ENDS } from '../../domain/kaa/case-events.js';
import { OCCUPATIONS } from '../../domain/kaa/codes.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { covers, type Period } from '../../domain/shared/period.js';
import { matching, seenOn } from '../conditions.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { pagesOf } from '../engine/pages.js';
import { KAA, type YouthRow } from './collections.js';
import { KaaQueries, type Turn } from './queries.js';

const ROWS_AT_ONCE = 1_000;

export interface FiguresAsked {
  /** The day that those in the register are counted on. */
  readonly on: CivilDate;
  /** The days on which those who came and left are counted. */
  readonly during: Period;
  readonly lookedAt: CivilDate;
  readonly municipality?: string;
}

/** How far one municipality's register covers what it should (K45): on a day, and measures over a period. */
export interface Coverage {
  readonly municipality: string;
  readonly registered: number;
  /** Of those: no fact says how they came into the group. */
  readonly withoutReason: number;
  readonly neverContacted: number;
  readonly occupationUnknown: number;
  /** Neither contacted nor with a known occupation. */
  readonly nothingKnown: number;
  readonly measuresOffered: number;
  /** Of those: of the kind that says nothing. */
  readonly measuresOther: number;
}

const coverageOf = (municipality: string, of: (what: string) => number): Coverage => {
  const registered = of('registered');
  const occupied = OCCUPATIONS.reduce((sum, occupation) => sum + of(`occupation-${occupation}`), 0);
  return {
    municipality, registered, withoutReason: of('no-reason'), neverContacted: registered - of('contacted'),
    occupationUnknown: registered - occupied, nothingKnown: registered - of('known'),
    measuresOffered: of('measures-offered'), measuresOther: of('measures-offered-other'),
  };
};

type Change = readonly [Figure, 1 | -1];

/** Figures that have no count of their own: what is left of another, and sums. */
const WITH: Readonly<Record<string, readonly Change[]>> = {
  'registered': [['never-contacted', 1], ['not-in-measure', 1], ['occupation-unknown', 1]],
  'contacted': [['never-contacted', -1]],
  'in-measure': [['not-in-measure', -1]],
  ...Object.fromEntries(OCCUPATIONS.map((occupation) =>
    [`occupation-${occupation}`, [['occupation-unknown', -1]]])),
  ...Object.fromEntries(MEASURE_ENDS.map((why) => [`measures-ended-${why}`, [['measures-ended', 1]]])),
};

const KNOWN: ReadonlySet<string> = new Set(FIGURES);

/** The figures that a count (headcount.ts) is part of. */
const changesOf = (what: string): readonly Change[] =>
  (KNOWN.has(what) ? [[what as Figure, 1], ...WITH[what] ?? []] : []);

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
    for (const { where, what, value } of await this.turns(asked)) {
      for (const [figure, sign] of changesOf(what)) add(where, figure, sign * value);
    }
    for await (const { municipality, from, to, ended } of this.turning(asked)) {
      if (covers(asked.during, from)) add(municipality, 'new');
      if (!covers(asked.during, to)) continue;
      add(municipality, 'left');
      add(municipality, `left-${ended ?? 'unknown'}`);
    }
    return new Map([...all].filter(([, of]) => [...of.values()].some((count) => count > 0)));
  }

  /** How far the register covers what it should, by municipality; where nobody is in it, nothing. */
  async coverage(asked: FiguresAsked): Promise<Coverage[]> {
    const all = new Map<string, Map<string, number>>();
    for (const { where, what, value } of await this.turns(asked)) {
      const of = all.get(where) ?? new Map<string, number>();
      all.set(where, of.set(what, (of.get(what) ?? 0) + value));
    }
    return [...all].map(([municipality, of]) => coverageOf(municipality, (what) => of.get(what) ?? 0))
      .filter(({ registered, measuresOffered }) => registered + measuresOffered > 0)
      .sort((a, b) => (a.municipality < b.municipality ? -1 : 1));
  }

  /** What counts: of people up to the day, of measures on the days of the period. */
  private async turns(asked: FiguresAsked): Promise<Turn[]> {
    return (await this.queries.turns(asked)).filter(({ what, day }) =>
      (what.startsWith('measures-') ? covers(asked.during, day) : day <= asked.on));
  }

  /** Spells in the register with a day in the period, or that ended on its first. */
  private async* turning({ during, lookedAt, municipality }: FiguresAsked): AsyncGenerator<YouthRow> {
    const where: Condition[] = [
      ...matching({ municipality }, ['municipality']), { field: 'standing', eq: 'registered' },
      { field: 'from', lt: during.to }, { field: 'to', gte: during.from }, ...seenOn(lookedAt),
    ];
    const collection = await this.live.collection(KAA, 'youths');
    const pages = pagesOf<YouthRow>((after) => this.live.store.find(
      collection, { where, sort: [{ field: 'from' }], limit: ROWS_AT_ONCE, after }));
    for await (const rows of pages) yield* rows;
  }
}
