import { STRETCHES } from '../../src/projections/cost-allocation/collections.js';
import {
  type SegmentRow, segmentsIn, type StretchRow,
} from '../../src/projections/cost-allocation/stretches.js';
import type { Contribution } from '../../src/projections/engine/projection.js';

/** The paid days that a contribution has rows of. */
export const segmentsOf = ({ rows }: Pick<Contribution, 'rows'>): SegmentRow[] => segmentsIn(rows
  .filter(({ collection }) => collection === STRETCHES)
  .map(({ document }) => document as unknown as StretchRow));
