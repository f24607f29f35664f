import type { LineKey } from '../settlement/settle.js';
import { intersection, lengthInDays, overlap, type Period } from '../shared/period.js';
import type { Segment } from './allocation.js';
import { added, type Adding, type Amount, areEqual, NOTHING } from './amounts.js';
import { amountBetween, vatBetween } from './shape.js';
import { monthlyLines } from './monthly-lines.js';

/** The same days as they are, and as they would be. */
export interface Compared {
  readonly asIs: Amount;
  readonly whatIf: Amount;
}

/** What one pupil costs in a month under one key, where the two differ. */
export interface ComparedLine extends LineKey, Compared {}

/** Between whom money is owed; each may be left open. */
export interface Between {
  readonly payer?: string;
  readonly principal?: string;
}

export const NOTHING_COMPARED: Compared = { asIs: NOTHING, whatIf: NOTHING };

/** Adds up what is compared. */
export const comparedTogether = (a: Compared, b: Compared): Compared =>
  ({ asIs: added(a.asIs, b.asIs), whatIf: added(a.whatIf, b.whatIf) });

/** The segments of one pupil that lie in a period and are between some. */
export const segmentsAsked = (
  segments: readonly Segment[], period: Period, { payer, principal }: Between,
): Segment[] => segments.filter((segment) => overlap(segment, period)
  && (payer ?? segment.payer) === segment.payer
  && (principal ?? segment.principal.id) === segment.principal.id);

/** What the part of a segment in a period comes to. */
export const amountIn = (segment: Segment, period: Period): Amount => {
  const part = intersection(segment, period);
  const { from, to } = part;
  return {
    days: segment.isBeside ? 0 : lengthInDays(part), ore: amountBetween(segment, from, to),
    vatOre: vatBetween(segment, from, to) ?? 0,
  };
};

const isSame = (a: Segment, b: Segment): boolean => a.from === b.from && a.to === b.to && a.payer === b.payer
  && a.unit === b.unit && a.principal.id === b.principal.id && a.studyPath === b.studyPath
  && a.variant === b.variant && a.perYearOre === b.perYearOre && a.vatPerYearOre === b.vatPerYearOre
  && a.countedBefore === b.countedBefore
  && a.counting === b.counting && a.share === b.share && a.item === b.item;

/** Whether two lists of segments come to the same lines: quick to tell of nearly everyone. */
export const areSame = (asIs: readonly Segment[], whatIf: readonly Segment[]): boolean =>
  asIs.length === whatIf.length && asIs.every((segment, index) => isSame(segment, whatIf[index]!));

type AddingLine = LineKey & { readonly [side in keyof Compared]: Adding };

/** The lines of one pupil in a period that differ, in order of month, payer, unit and path. */
export const comparedLines = (
  asIs: readonly Segment[], whatIf: readonly Segment[], period: Period,
): ComparedLine[] => {
  const lines = new Map<string, AddingLine>();
  addLines(lines, asIs, 'asIs', period);
  addLines(lines, whatIf, 'whatIf', period);
  return [...lines.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
    .filter(({ asIs: one, whatIf: other }) => !areEqual(one, other));
};

/** Adds in place: a region has a million of these. */
const addLines = (
  lines: Map<string, AddingLine>, segments: readonly Segment[], side: keyof Compared, period: Period,
): void => {
  for (const segment of segments) {
    const { payer, unit, principal, studyPath, variant = '', item = '' } = segment;
    const whose = `${payer}|${unit}|${principal.id}|${studyPath}|${variant}|${item}`;
    for (const month of monthlyLines(segment)) {
      if (!overlap(month, period)) continue;
      const isWhole = period.from <= month.from && month.to <= period.to;
      const { from, to } = isWhole ? month : intersection(month, period);
      const name = `${month.month}|${whose}`;
      let line = lines.get(name);
      if (!line) lines.set(name, line = noneOf(segment, month.month));
      const amount = line[side];
      amount.days += isWhole ? month.days : lengthInDays({ from, to });
      amount.ore += isWhole ? month.ore : amountBetween(segment, from, to);
      amount.vatOre += vatBetween(segment, from, to) ?? 0;
    }
  }
};

const noneOf = (
  { payer, unit, principal: { id: principal }, studyPath, variant, item }: Segment, month: string,
): AddingLine => ({
  month, payer, unit, principal, studyPath, ...(variant !== undefined && { variant }),
  ...(item !== undefined && { item }),
  asIs: { ...NOTHING }, whatIf: { ...NOTHING },
});
