import { hiddenOf, type Sum } from './hide-small.js';

/** What a share of dropouts is told by: the home municipality, and where the pupil was. */
export const DROPOUTS_BY = ['municipality', 'unit', 'programme', 'yearOfStudy'] as const;
export type DropoutsBy = (typeof DROPOUTS_BY)[number];

/** A pupil of a period, at the place where they were last in it. */
export interface PupilOfPeriod extends Readonly<Record<DropoutsBy, string>> {
  /** Left that place by dropping out within the period, and began nowhere else in it. */
  readonly droppedOut: boolean;
}

const COUNTED = ['pupils', 'droppedOut', 'stayed'] as const;

/** Pupils and dropouts of one group; null where they are hidden. */
export interface DropoutShare {
  readonly pupils: number | null;
  readonly droppedOut: number | null;
  /** Dropouts in percent of pupils, to one decimal; null where a count is hidden, or there are no pupils. */
  readonly percent: number | null;
  /** Whether the share is below the target, by the counts and not by the rounded share. */
  readonly reached: boolean | null;
}

export interface DropoutGroup extends DropoutShare {
  readonly by: DropoutsBy;
  readonly group: string;
}

export interface DropoutFigures {
  readonly all: DropoutShare;
  readonly groups: readonly DropoutGroup[];
}

/** What is shown and hidden by. */
export interface DropoutTerms {
  /** Counts below it, save zero, are hidden, and those that would tell them. */
  readonly threshold: number;
  /** The share in percent that is to be stayed below. */
  readonly targetPercent: number;
}

const ALL = 'all';
const nameOf = (group: string, what: (typeof COUNTED)[number]): string => `${group}|${what}`;

/** What whoever is told of all is told of one municipality: its share among theirs, and nothing besides. */
export const onlyOf = (municipality: string, { groups }: DropoutFigures): DropoutFigures => {
  const own = groups.filter(({ by, group }) => by === 'municipality' && group === municipality);
  const { pupils, droppedOut, percent, reached } = own[0] ?? NOBODY;
  return { all: { pupils, droppedOut, percent, reached }, groups: own };
};

const NOBODY: DropoutShare = { pupils: 0, droppedOut: 0, percent: null, reached: null };

/** Counts pupils of a period by municipality, school, programme and year, and shows what may be shown. */
export class DropoutCount {
  private readonly counts = new Map<string, number>();
  private readonly groups = new Map<string, { readonly by: DropoutsBy; readonly group: string }>();

  add(pupil: PupilOfPeriod): void {
    this.count(ALL, pupil);
    for (const by of DROPOUTS_BY) {
      const group = `${by}|${pupil[by]}`;
      this.groups.set(group, { by, group: pupil[by] });
      this.count(group, pupil);
    }
  }

  shown({ threshold, targetPercent }: DropoutTerms): DropoutFigures {
    const hidden = hiddenOf(this.counts, this.sums(), threshold);
    const of = (name: string): number | null => (hidden.has(name) ? null : this.counts.get(name) ?? 0);
    const share = (group: string): DropoutShare => {
      const [pupils, droppedOut] = [of(nameOf(group, 'pupils')), of(nameOf(group, 'droppedOut'))];
      return { pupils, droppedOut, ...shareOf(pupils, droppedOut, targetPercent) };
    };
    const places = [...this.groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    return { all: share(ALL), groups: places.map(([name, place]) => ({ ...place, ...share(name) })) };
  }

  private count(group: string, { droppedOut }: PupilOfPeriod): void {
    const isIn = { pupils: true, droppedOut, stayed: !droppedOut };
    for (const what of COUNTED) {
      const name = nameOf(group, what);
      this.counts.set(name, (this.counts.get(name) ?? 0) + Number(isIn[what]));
    }
  }

  /** Whoever is in a group dropped out of it or did not; and the groups of each kind are all pupils. */
  private sums(): Sum[] {
    if (this.counts.size === 0) return [];
    const within = [ALL, ...this.groups.keys()].map((group) =>
      ({ whole: nameOf(group, 'pupils'), parts: [nameOf(group, 'droppedOut'), nameOf(group, 'stayed')] }));
    const over = DROPOUTS_BY.flatMap((kind) => COUNTED.map((what) => ({
      whole: nameOf(ALL, what),
      parts: [...this.groups].filter(([, { by }]) => by === kind).map(([name]) => nameOf(name, what)),
    })));
    return [...within, ...over];
  }
}

const shareOf = (
  pupils: number | null, droppedOut: number | null, targetPercent: number,
): Pick<DropoutShare, 'percent' | 'reached'> => {
  if (pupils === null || droppedOut === null || pupils === 0) return { percent: null, reached: null };
  return {
    percent: Math.round((droppedOut * 1_000) / pupils) / 10,
    reached: droppedOut * 100 < targetPercent * pupils,
  };
};
