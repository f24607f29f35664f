import type { Segment } from '../../domain/cost/allocation.js';
import type { Period } from '../../domain/shared/period.js';
import type { Look } from '../timeline-rows.js';

/** What a segment has that the next one mostly has too, and the rest of it: its days and price. */
const split = (
  { payer, payerBasis, home, unit, principal, studyPath, variant, item, ...part }: Segment,
) => ({
  // The principal's id once more, where it can be asked for.
  placed: { payer, payerBasis, home, unit, principal, principalId: principal.id, studyPath, variant, item },
  part,
});

type Split = ReturnType<typeof split>;

/** Segments of one pupil in a row with one payer and payee: mostly one for each year's price. */
export type Stretch = Readonly<Split['placed']> & Period & { readonly parts: readonly Split['part'][] };

/** A stretch as it is stored, for who looks on some days. Names are not kept here. */
export type StretchRow = Stretch & Look & { readonly person: string };

/** Paid days in a row of one person, with one payer, payee, path and price. */
export interface SegmentRow extends Segment, Look {
  readonly person: string;
  readonly principalId: string;
}

/** Segments as stretches, in the order in which those begin. A third of as many rows are written and read. */
export const stretchesOf = (segments: readonly Segment[]): Stretch[] => {
  const stretches: Growing[] = [];
  const lastOf = new Map<string, Growing>();
  for (const segment of segments) {
    const { from, to } = segment;
    const { placed, part } = split(segment);
    const place = JSON.stringify(placed);
    const last = lastOf.get(place);
    if (last?.to === from) {
      last.parts.push(part);
      last.to = to;
    } else {
      const begun = { from, to, ...placed, parts: [part] };
      lastOf.set(place, begun);
      stretches.push(begun);
    }
  }
  return stretches;
};

type Growing = Omit<Stretch, 'to' | 'parts'> & { to: Stretch['to']; readonly parts: Split['part'][] };

/** The segments of stretches, one after the other. */
export const segmentsIn = (rows: readonly StretchRow[]): SegmentRow[] =>
  rows.flatMap(({ parts, ...all }) => parts.map((part) => ({ ...all, ...part })));
