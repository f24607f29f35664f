import type { NewDigest } from '../../application/ports/content-digest.js';
import { type MonthlyLine, monthlyLines } from '../../domain/cost/monthly-lines.js';
import { vatBetween } from '../../domain/cost/shape.js';
import type { Basis, DueLine, SettledMonths } from '../../domain/settlement/settle.js';
import { firstOfNextMonth } from '../../domain/shared/civil-date.js';
import type { SegmentRow } from './collections.js';
import { groundsOf, type LineGrounds } from './grounds.js';

/** Raise it when the same paid days come to other lines than before: all is compared again then. */
const VERSION = 1;

interface Months {
  /** Those up to this one, as `yyyy-mm`. */
  readonly through: string;
  /** Not these. */
  readonly settled?: SettledMonths;
}

/** What segments come to month by month. */
export const dueLines = (segments: readonly SegmentRow[], { through, settled }: Months): DueLine[] => {
  const isWanted = (month: string): boolean => month <= through
    && (settled === undefined || month > settled.through || month < (settled.from ?? ''));
  const since = settled && settled.from === undefined
    ? firstOfNextMonth(`${settled.through}-01`) : undefined;
  const lines: DueLine[] = [];
  for (const segment of segments) {
    const grounds = groundsOf(segment);
    for (const line of monthlyLines(segment, since)) {
      if (isWanted(line.month)) lines.push(dueLine(segment, grounds, line));
    }
  }
  return lines;
};

const encoder = new TextEncoder();

/** What the lines of a person up to a month rest on: with the same segments they are the same. */
export const basisOf = (
  segments: readonly SegmentRow[], through: string, newDigest: NewDigest,
): Basis => {
  const digest = newDigest();
  digest.update(encoder.encode(JSON.stringify([VERSION, segments])));
  return { through, digest: digest.hex() };
};

/** Written out: a region has a million of these, and spread together each takes ten times as long. */
const dueLine = (segment: SegmentRow, grounds: LineGrounds, line: MonthlyLine): DueLine => ({
  month: line.month, from: line.from, to: line.to, payer: segment.payer, unit: segment.unit,
  principal: segment.principal.id, studyPath: segment.studyPath, variant: segment.variant, days: line.days,
  ore: line.ore, vatOre: vatBetween(segment, line.from, line.to),
  perYearOre: segment.perYearOre, priceId: segment.priceId,
  priceStanding: segment.priceStanding, policy: grounds.policy, policyId: grounds.policyId,
  counting: grounds.counting, agreement: grounds.agreement, agreementId: grounds.agreementId,
  priceRule: grounds.priceRule, higherPriceId: grounds.higherPriceId,
  higherPerYearOre: grounds.higherPerYearOre, decisionId: grounds.decisionId,
  paidPercent: grounds.paidPercent, share: segment.share, item: segment.item,
});
