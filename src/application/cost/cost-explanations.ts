import type { ExplainedLine } from '../../domain/cost/explain-line.js';
import { DisputeDecided, RemovalReported, SchoolingFactWithdrawn } from '../../domain/schooling/events.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { neededOf } from '../../domain/shared/needed.js';
import { costFacts } from '../../projections/cost-allocation/cost-of-person.js';
import type { CostSourceReader } from '../../projections/cost-allocation/cost-source-reader.js';
import type { Position } from '../ports/event-store.js';
import type { PersonEvents } from '../queries/person-events.js';
import { type PersonView, personView } from '../queries/person-view.js';
import { entryOf, type TrailEntry } from '../queries/trail.js';
import { explainedLines, type Known, type LinesWanted, textOf } from './worked-lines.js';

/** Whose lines, looked at on which day. */
export interface LinesAsked extends LinesWanted {
  readonly person: string;
  readonly lookedAt: CivilDate;
  /** As it was known at that position; now where nothing is said. */
  readonly knownAt?: Position;
}

/**
 * A line, and facts enough for it to come out as it does, of which none could be left out; and what was
 * decided or taken back, where the line would be another without it.
 */
export interface ReasonedLine extends ExplainedLine {
  readonly facts: readonly TrailEntry[];
}

export interface CostExplanation {
  /** The person as known today, to tell who it is about and whether the identity is protected. */
  readonly today: PersonView;
  readonly lines: readonly ReasonedLine[];
}

/** Tells why lines are what they are, by working them out again as they are paid. */
export class CostExplanations {
  constructor(private readonly persons: PersonEvents, private readonly sources: CostSourceReader) {}

  /** `UnknownPerson` for an id nobody has; no lines where nothing is paid. */
  async of({ person, knownAt, lookedAt, ...wanted }: LinesAsked, today: CivilDate): Promise<CostExplanation> {
    const all = await this.persons.of(person, () => true);
    const events = all.filter(({ position }) => knownAt === undefined || position <= knownAt);
    const sources = await (knownAt === undefined ? this.sources.now() : this.sources.upTo(knownAt));
    const lines = reasonedLines({ facts: costFacts(events), sources, lookedAt }, wanted);
    return { today: personView(all, today), lines };
  }
}

/** Facts that answer others: what they leave of those is enough without either. */
const ANSWERING: ReadonlySet<string> =
  new Set([DisputeDecided, SchoolingFactWithdrawn, RemovalReported].map(({ type }) => type));

/** Lines, each with the facts that decide it. */
export const reasonedLines = (known: Known, wanted: LinesWanted): ReasonedLine[] =>
  explainedLines(known, wanted).map((line) => {
    const text = textOf(line);
    const comesOutOf = (some: Known['facts']): boolean =>
      explainedLines({ ...known, facts: some }, wanted).some((other) => textOf(other) === text);
    const enough = new Set(neededOf(known.facts, comesOutOf));
    const facts = known.facts.filter((fact) => enough.has(fact)
      || (ANSWERING.has(fact.type) && !comesOutOf(known.facts.filter((other) => other !== fact))));
    return { ...line, facts: facts.map(entryOf).sort(byDay) };
  });

const byDay = (a: TrailEntry, b: TrailEntry): number => {
  const [one = '', other = ''] = [a.validOn, b.validOn];
  return Number(one > other) - Number(one < other);
};
