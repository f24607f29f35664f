import type { Document } from '../../src/application/ports/read-store.js';
import { STRETCHES } from '../../src/projections/cost-allocation/collections.js';
import {
  type SegmentRow, segmentsIn, type StretchRow,
} from '../../src/projections/cost-allocation/stretches.js';
import type { Contribution } from '../../src/projections/engine/projection.js';

type Rows = Pick<Contribution, 'rows'>;

/** The stretches that a contribution has rows of. */
export const stretchRowsOf = ({ rows }: Rows): StretchRow[] => rows
  .filter(({ collection }) => collection === STRETCHES)
  .map(({ document }) => document as unknown as StretchRow);

/** The paid days that a contribution has rows of. */
export const segmentsOf = (contribution: Rows): SegmentRow[] => segmentsIn(stretchRowsOf(contribution));

/** What could not be charged, or is doubted. */
export const deviationsOf = ({ rows }: Rows): Document[] => rows
  .filter(({ collection }) => collection === 'deviations').map(({ document }) => document);
