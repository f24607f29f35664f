import { type MonthlyLine, monthlyLines } from '../../domain/cost/allocation.js';
import type { DueLine } from '../../domain/settlement/settle.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { SegmentRow } from './collections.js';
import { groundsOf } from './grounds.js';

/** What segments come to month by month, up to a month, as they look on a day. */
export const dueLines = (
  segments: readonly SegmentRow[],
  { lookedAt, through }: { readonly lookedAt: CivilDate; readonly through: string },
): DueLine[] => segments
  .filter(({ since, until }) => since <= lookedAt && lookedAt < until)
  .flatMap((segment) => monthlyLines(segment).map((line) => dueLine(segment, line)))
  .filter(({ month }) => month <= through);

const dueLine = (segment: SegmentRow, line: MonthlyLine): DueLine => ({
  ...line, payer: segment.payer, unit: segment.unit, principal: segment.principal.id,
  studyPath: segment.studyPath, ...(segment.variant !== undefined && { variant: segment.variant }),
  perYearOre: segment.perYearOre, priceId: segment.priceId, priceStanding: segment.priceStanding,
  ...groundsOf(segment),
});
