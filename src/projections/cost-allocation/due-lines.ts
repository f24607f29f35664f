import type { EarlierDue } from '../../application/ports/charge-source.js';
import type { NewDigest } from '../../application/ports/content-digest.js';
import { type MonthlyLine, monthlyLines, monthsIn } from '../../domain/cost/monthly-lines.js';
import { DEFAULT_POLICY } from '../../domain/cost/policy.js';
import { amountBetween, vatBetween } from '../../domain/cost/shape.js';
import { type LineSum, totalOf } from '../../domain/settlement/left-out.js';
import type { Basis, DueLine } from '../../domain/settlement/settle.js';
import { type CivilDate, earlier, firstOfNextMonth } from '../../domain/shared/civil-date.js';
import { groundsOf, type LineGrounds } from './grounds.js';
import { type SegmentRow, segmentsIn, type StretchRow } from './stretches.js';

/** Raise it when the same paid days come to other lines than before: all is compared again then. */
const VERSION = 2;

/** What stretches come to in the months up to one (`yyyy-mm`), or in those of them after another. */
export const dueLines = (
  stretches: readonly StretchRow[],
  { after, through }: { readonly after?: string; readonly through: string },
): DueLine[] => {
  const since = after === undefined ? undefined : firstOfNextMonth(`${after}-01`);
  return linesOf(segmentsIn(stretches, since), { since, until: firstOfNextMonth(`${through}-01`) });
};

/** What stretches come to in the months before one. */
export const earlierDue = (stretches: readonly StretchRow[], before: string): EarlierDue => {
  const until = `${before}-01`;
  const early = segmentsIn(stretches).filter(({ from }) => from < until);
  return {
    before, policies: [...new Set(early.map(({ policy = DEFAULT_POLICY }) => policy))],
    lines: () => linesOf(early, { until }),
    sum: () => totalOf(early.map((segment) => sumUntil(segment, until))),
  };
};

const linesOf = (
  segments: readonly SegmentRow[],
  { since, until }: { readonly since?: CivilDate; readonly until: CivilDate },
): DueLine[] => {
  const lines: DueLine[] = [];
  for (const segment of segments) {
    const grounds = groundsOf(segment);
    for (const line of monthlyLines(segment, since)) {
      if (line.from < until) lines.push(dueLine(segment, grounds, line));
    }
  }
  return lines;
};

/** What the lines of a segment before a day come to: rounded together, they are what they are one by one. */
const sumUntil = (segment: SegmentRow, until: CivilDate): LineSum => {
  const { from } = segment;
  const to = earlier(segment.to, until);
  const ore = amountBetween(segment, from, to);
  return { lines: monthsIn({ from, to }), debitOre: Math.max(ore, 0), creditOre: Math.min(ore, 0) };
};

/** What the lines of a person up to a month rest on: with the same stretches, as texts, they are the same. */
export const basisOf = (
  stretches: readonly string[], through: string, newDigest: NewDigest,
): Basis => {
  const digest = newDigest();
  digest.update([VERSION, ...stretches].join('\n'));
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
  kind: 'first',
});
