import { monthlyLines } from '../../domain/cost/allocation.js';
import { type ExplainedLine, explainLine, type WorkedLine } from '../../domain/cost/explain-line.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { canonicalJson } from '../../domain/shared/fact-order.js';
import { neededOf } from '../../domain/shared/needed.js';
import { covering } from '../../domain/shared/period.js';
import {
  costOfPerson, type CostSources, takeFact,
} from '../../projections/cost-allocation/cost-of-person.js';
import type { CostSourceReader } from '../../projections/cost-allocation/cost-source-reader.js';
import { noFacts, placementKinds } from '../../projections/person-facts.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';
import type { Position } from '../ports/event-store.js';
import { type PersonView, personView } from '../queries/person-view.js';
import type { PersonEvents } from '../queries/person-events.js';
import { entryOf, type TrailEntry } from '../queries/trail.js';

/** Which lines of a person: those of a month, perhaps of one payer, payee and study path only. */
export interface LinesAsked {
  readonly person: string;
  /** `yyyy-mm` */
  readonly month: string;
  readonly payer?: string;
  readonly principal?: string;
  readonly unit?: string;
  readonly studyPath?: string;
  /** Which unconfirmed summer placements count (ADR 0006). */
  readonly lookedAt: CivilDate;
  /** As it was known at that position; now where nothing is said. */
  readonly knownAt?: Position;
}

/** A line, and facts enough for it to come out as it does: none of them could be left out. */
export interface ReasonedLine extends ExplainedLine {
  readonly facts: readonly TrailEntry[];
}

export interface CostExplanation {
  /** The person as known today, to tell who it is about and whether the identity is protected. */
  readonly today: PersonView;
  readonly lines: readonly ReasonedLine[];
}

/** The person and all that is known of them, and what costs are read against. */
interface Known {
  readonly events: readonly OpenedEvent[];
  readonly sources: CostSources;
}

const everything = (): boolean => true;
const kinds = new Set(placementKinds.map(({ type }) => type));
const bears = (event: OpenedEvent): event is Legible => !event.erased && kinds.has(event.type);

/** Tells why lines are what they are, by working them out again as they are paid. */
export class CostExplanations {
  constructor(private readonly persons: PersonEvents, private readonly sources: CostSourceReader) {}

  /** `UnknownPerson` for an id nobody has; no lines where nothing is paid. */
  async of(asked: LinesAsked, today: CivilDate): Promise<CostExplanation> {
    const { person, knownAt } = asked;
    const all = await this.persons.of(person, everything);
    const events = all.filter(({ position }) => knownAt === undefined || position <= knownAt);
    const sources = await (knownAt === undefined ? this.sources.now() : this.sources.upTo(knownAt));
    return { today: personView(all, today), lines: linesOf({ events, sources }, asked) };
  }
}

const linesOf = ({ events, sources }: Known, asked: LinesAsked): ReasonedLine[] => {
  const facts = events.filter(bears);
  return workedLines(facts, sources, asked).map((worked) => ({
    ...explainLine(worked, sources), facts: factsFor(worked, facts, sources, asked).map(entryOf),
  }));
};

/** Every line that is asked for, as it follows from some facts. */
const workedLines = (facts: readonly Legible[], sources: CostSources, asked: LinesAsked): WorkedLine[] => {
  const looks = costOfPerson(facts.reduce(takeFact, noFacts()), sources)
    .map(({ lookedAt, ...look }) => ({ ...lookedAt, ...look }));
  const look = covering(looks, asked.lookedAt);
  if (!look) return [];
  const worked = look.segments.flatMap((segment) => monthlyLines(segment)
    .map((line): WorkedLine => ({ segment, line, stays: look.paid })));
  return worked.filter((each) => isAsked(each, asked));
};

const isAsked = (
  { line, segment }: WorkedLine, { month, payer, principal, unit, studyPath }: LinesAsked,
): boolean => line.month === month
  && (payer ?? segment.payer) === segment.payer && (unit ?? segment.unit) === segment.unit
  && (principal ?? segment.principal.id) === segment.principal.id
  && (studyPath ?? segment.studyPath) === segment.studyPath;

/** All that a line says and rests on. */
const textOf = (worked: WorkedLine, sources: CostSources): string =>
  canonicalJson(explainLine(worked, sources));

const factsFor = (
  worked: WorkedLine, facts: readonly Legible[], sources: CostSources, asked: LinesAsked,
): Legible[] => {
  const wanted = textOf(worked, sources);
  return neededOf(facts, (some) =>
    workedLines(some, sources, asked).some((other) => textOf(other, sources) === wanted));
};
