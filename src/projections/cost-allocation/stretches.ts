import type { Segment } from '../../domain/cost/allocation.js';
import type { Period } from '../../domain/shared/period.js';
import type { Look } from '../timeline-rows.js';

/** What a segment has that the next one mostly has too: everything but days and price. */
type Placed = Pick<
  Segment, 'payer' | 'payerBasis' | 'home' | 'unit' | 'principal' | 'studyPath' | 'variant' | 'item'
>;

/** Segments of one pupil in a row with one payer and payee: mostly one for each year's price. */
export interface Stretch extends Placed, Period {
  /** The principal's id once more, where it can be asked for. */
  readonly principalId: string;
  readonly parts: readonly Omit<Segment, keyof Placed>[];
}

/** A stretch as it is stored, for who looks on some days. Names are not kept here. */
export interface StretchRow extends Stretch, Look {
  readonly person: string;
}

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
    const place = placeOf(segment);
    const last = lastOf.get(place);
    if (last?.to === segment.from) {
      last.parts.push(partOf(segment));
      last.to = segment.to;
    } else {
      const begun = begin(segment);
      lastOf.set(place, begun);
      stretches.push(begun);
    }
  }
  return stretches;
};

interface Growing extends Omit<Stretch, 'to'> {
  to: Stretch['to'];
  readonly parts: Stretch['parts'][number][];
}

const placeOf = ({ payer, payerBasis, home, unit, principal, studyPath, variant, item }: Segment): string => {
  const { id, kind, name } = principal;
  return [payer, payerBasis, home, unit, id, kind, name, studyPath, variant, item].join('|');
};

const begin = (segment: Segment): Growing => {
  const { from, to, payer, payerBasis, home, unit, principal, studyPath, variant, item } = segment;
  return {
    from, to, payer, payerBasis, home, unit, principal, principalId: principal.id, studyPath, variant, item,
    parts: [partOf(segment)],
  };
};

const partOf = (
  { payer, payerBasis, home, unit, principal, studyPath, variant, item, ...part }: Segment,
): Stretch['parts'][number] => part;

/** The segments of stretches, one after the other. */
export const segmentsIn = (rows: readonly StretchRow[]): SegmentRow[] =>
  rows.flatMap(({ parts, ...all }) => parts.map((part) => ({ ...all, ...part })));
