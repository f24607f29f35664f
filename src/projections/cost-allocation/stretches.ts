import type { Segment } from '../../domain/cost/allocation.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
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

/** A stretch as it is stored, for who looks on some days. Whose it is, its key says; names are not kept. */
export type StretchRow = Stretch & Look;

/** Paid days in a row of one person, with one payer, payee, path and price. */
export interface SegmentRow extends Segment, Look {
  readonly principalId: string;
}

/** Segments as stretches, in the order in which those begin. A third of as many rows are written and read. */
export const stretchesOf = (segments: readonly Segment[]): Stretch[] => {
  const stretches: Growing[] = [];
  for (const segment of segments) {
    const { from, to } = segment;
    const { placed, part } = split(segment);
    const last = stretches.findLast((each) => each.to === from && isPlacedAlike(each, placed));
    if (last) {
      last.parts.push(part);
      last.to = to;
    } else {
      stretches.push({ from, to, ...placed, parts: [part] });
    }
  }
  return stretches;
};

type Growing = Omit<Stretch, 'to' | 'parts'> & { to: Stretch['to']; readonly parts: Split['part'][] };

/** Field by field: to write both as JSON would be a twentieth of what a price list takes. */
const isPlacedAlike = (one: Split['placed'], other: Split['placed']): boolean => {
  for (const name in other) {
    const field = name as keyof Split['placed'];
    const [a, b] = [one[field], other[field]];
    if (a !== b && JSON.stringify(a) !== JSON.stringify(b)) return false;
  }
  return true;
};

/** The segments of stretches, one after the other; or those that last beyond a day. */
export const segmentsIn = (rows: readonly StretchRow[], after: CivilDate = ''): SegmentRow[] => {
  const segments: SegmentRow[] = [];
  for (const { parts, ...all } of rows) {
    for (const part of parts) if (part.to > after) segments.push({ ...all, ...part });
  }
  return segments;
};
