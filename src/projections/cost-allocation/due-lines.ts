import { type MonthlyLine, monthlyLines } from '../../domain/cost/allocation.js';
import type { DueLine } from '../../domain/settlement/settle.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { isSeenOn } from '../timeline-rows.js';
import type { SegmentRow } from './collections.js';
import { groundsOf, type LineGrounds } from './grounds.js';

/** What segments come to month by month, up to a month, as they look on a day. */
export const dueLines = (
  segments: readonly SegmentRow[],
  { lookedAt, through }: { readonly lookedAt: CivilDate; readonly through: string },
): DueLine[] => {
  const lines: DueLine[] = [];
  for (const segment of segments) {
    if (!isSeenOn(segment, lookedAt)) continue;
    const grounds = groundsOf(segment);
    for (const line of monthlyLines(segment)) {
      if (line.month <= through) lines.push(dueLine(segment, grounds, line));
    }
  }
  return lines;
};

/** Written out: a region has a million of these, and spread together each takes ten times as long. */
const dueLine = (segment: SegmentRow, grounds: LineGrounds, line: MonthlyLine): DueLine => ({
  month: line.month, from: line.from, to: line.to, payer: segment.payer, unit: segment.unit,
  principal: segment.principal.id, studyPath: segment.studyPath, variant: segment.variant, days: line.days,
  ore: line.ore, perYearOre: segment.perYearOre, priceId: segment.priceId,
  priceStanding: segment.priceStanding, policy: grounds.policy, policyId: grounds.policyId,
  counting: grounds.counting, agreement: grounds.agreement, agreementId: grounds.agreementId,
  priceRule: grounds.priceRule, higherPriceId: grounds.higherPriceId,
  higherPerYearOre: grounds.higherPerYearOre,
});
