import { MEASURE_ENDS } from '../kaa/case-events.js';
import { OCCUPATIONS } from '../kaa/codes.js';
import { EXITS } from '../kaa/spell-codes.js';
import { hiddenOf, type Sum } from './hide-small.js';

/** Who left: one count for each way, and for those of whom nothing says how. */
const LEFT = [...EXITS, 'unknown'].map((exit) => `left-${exit}` as const);

/** What those in the register do: one count for each occupation, unknown among them. */
const OCCUPIED = OCCUPATIONS.map((occupation) => `occupation-${occupation}` as const);
/** Measures that ended: one count for each reason. */
const MEASURES_ENDED = MEASURE_ENDS.map((why) => `measures-ended-${why}` as const);
/** What is counted of each municipality: on a day, and over a period. */
export const FIGURES = [
  'registered', 'contacted', 'never-contacted', 'in-measure', 'not-in-measure', ...OCCUPIED,
  'new', 'left', ...LEFT,
  'measures-offered', 'measures-declined', 'measures-started', 'measures-ended', ...MEASURES_ENDED,
] as const;
export type Figure = (typeof FIGURES)[number];

/** Of whom the figures of all municipalities together are. */
export const REGION = 'region';

/** Counts of one municipality; what is missing is none. */
export type FiguresOf = ReadonlyMap<Figure, number>;

/** Figures that add up within a municipality, as everybody knows. */
const WITHIN: readonly { readonly whole: Figure; readonly parts: readonly Figure[] }[] = [
  { whole: 'registered', parts: ['contacted', 'never-contacted'] },
  { whole: 'registered', parts: ['in-measure', 'not-in-measure'] },
  { whole: 'registered', parts: OCCUPIED },
  { whole: 'left', parts: LEFT },
  { whole: 'measures-ended', parts: MEASURES_ENDED },
];

/** What is shown of a municipality or the region: null where it is hidden. */
export interface ShownFigures {
  readonly municipality: string;
  readonly figures: Readonly<Record<Figure, number | null>>;
  /** Whole percent of those in the register who were contacted; null where that would tell a hidden count. */
  readonly reachedPercent: number | null;
}

/**
 * Figures of municipalities, and of the region where there are several, with small counts hidden so that
 * they cannot be worked back (hide-small.ts), neither within a municipality nor from the region's.
 *
 * @example shownFigures(new Map([['1480', new Map([['registered', 3], ['never-contacted', 3]])]]), 5)
 */
export const shownFigures = (of: ReadonlyMap<string, FiguresOf>, threshold: number): ShownFigures[] => {
  const places = [...of.keys()].sort();
  const counts = new Map<string, number>();
  for (const figure of FIGURES) {
    for (const place of places) counts.set(nameOf(place, figure), of.get(place)!.get(figure) ?? 0);
    const whole = sumOf(places.map((place) => nameOf(place, figure)), counts);
    if (places.length > 1) counts.set(nameOf(REGION, figure), whole);
  }
  const all = places.length > 1 ? [...places, REGION] : places;
  const hidden = hiddenOf(counts, sumsOver(places, all), threshold);
  return all.map((municipality) => shown(municipality, (figure) => {
    const name = nameOf(municipality, figure);
    return hidden.has(name) ? null : counts.get(name)!;
  }));
};

const nameOf = (place: string, figure: Figure): string => `${place}|${figure}`;

const sumOf = (names: readonly string[], counts: ReadonlyMap<string, number>): number =>
  names.reduce((sum, name) => sum + counts.get(name)!, 0);

const sumsOver = (places: readonly string[], all: readonly string[]): Sum[] => [
  ...all.flatMap((place) => WITHIN.map(({ whole, parts }) =>
    ({ whole: nameOf(place, whole), parts: parts.map((part) => nameOf(place, part)) }))),
  ...(places.length < 2 ? [] : FIGURES.map((figure) =>
    ({ whole: nameOf(REGION, figure), parts: places.map((place) => nameOf(place, figure)) }))),
];

const shown = (municipality: string, of: (figure: Figure) => number | null): ShownFigures => {
  const [registered, contacted] = [of('registered'), of('contacted')];
  const isKnown = registered !== null && contacted !== null && registered > 0;
  return {
    municipality,
    figures: Object.fromEntries(FIGURES.map((figure) => [figure, of(figure)])) as ShownFigures['figures'],
    reachedPercent: isKnown ? Math.round((contacted * 100) / registered) : null,
  };
};
