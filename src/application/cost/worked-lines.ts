import { monthlyLines } from '../../domain/cost/monthly-lines.js';
import { explainLine, type ExplainedLine, type WorkedLine } from '../../domain/cost/explain-line.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { canonicalJson } from '../../domain/shared/fact-order.js';
import { Remembered } from '../../domain/shared/remembered.js';
import { costLookOn, type CostSources } from '../../projections/cost-allocation/cost-of-person.js';
import type { Legible } from '../ledger/opened-event.js';

/** Which lines of a person: those of a month, perhaps of one payer, payee and study path only. */
export interface LinesWanted {
  /** `yyyy-mm` */
  readonly month: string;
  readonly payer?: string;
  readonly principal?: string;
  readonly unit?: string;
  readonly studyPath?: string;
}

/** What is known of a person at some moment, by whoever looks on a day. */
export interface Known {
  readonly facts: readonly Legible[];
  readonly sources: CostSources;
  /** Which unconfirmed summer placements count (ADR 0006). */
  readonly lookedAt: CivilDate;
}

const everyLine = new Remembered<Known, readonly WorkedLine[]>();

/** Lines as they follow from what is known, by the way that is paid. */
export const workedLines = (known: Known, wanted: LinesWanted): WorkedLine[] =>
  everyLine.of(known, 'all', () => linesOf(known)).filter((each) => isWanted(each, wanted));

const linesOf = ({ facts, sources, lookedAt }: Known): WorkedLine[] => {
  const look = costLookOn(lookedAt, facts, sources);
  return (look?.segments ?? []).flatMap((segment) => monthlyLines(segment)
    .map((line): WorkedLine => ({ segment, line, stays: look!.paid })));
};

const isWanted = (
  { line, segment }: WorkedLine, { month, payer, principal, unit, studyPath }: LinesWanted,
): boolean => line.month === month
  && (payer ?? segment.payer) === segment.payer && (unit ?? segment.unit) === segment.unit
  && (principal ?? segment.principal.id) === segment.principal.id
  && (studyPath ?? segment.studyPath) === segment.studyPath;

/** The same, explained. */
export const explainedLines = (known: Known, wanted: LinesWanted): ExplainedLine[] =>
  workedLines(known, wanted).map((worked) => explainLine(worked, known.sources));

/** All that lines say and rest on: the same only if they are the same lines for the same reasons. */
export const textOf = (lines: ExplainedLine | readonly ExplainedLine[]): string => canonicalJson(lines);
