import type { Legible } from '../../application/ledger/opened-event.js';
import type { Position } from '../../application/ports/event-store.js';
import type { Segment } from '../../domain/cost/allocation.js';
import { NOTHING } from '../../domain/cost/amounts.js';
import {
  amountIn, areSame, type Between, type Compared, type ComparedLine, comparedLines, comparedTogether,
  NOTHING_COMPARED, segmentsAsked,
} from '../../domain/cost/compared.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import { Histories, type HistorySources } from '../engine/histories.js';
import { interestsOf } from '../engine/interests.js';
import type { Opened } from '../engine/opening.js';
import {
  type CostBasis, costBasisFrom, costFacts, costKinds, costOf, type CostSources, type RecordedSources,
} from './cost-of-person.js';

/** One side of a comparison: what costs are reckoned from, known up to where, looked at on which day. */
export interface Side {
  readonly sources: RecordedSources;
  readonly knownAt: Position;
  readonly lookedAt: CivilDate;
}

/** What is compared, for whom. Can be sent as a message. */
export interface Comparison {
  readonly asIs: Side;
  readonly whatIf: Side;
  readonly period: Period;
  readonly between: Between;
  /** Whether the lines that differ are told, or only what all come to. */
  readonly tellsLines: boolean;
  readonly personsAtOnce: number;
}

/** Persons after one up to another, as they come in the order of their ids. */
export interface PersonsAfter {
  readonly after: string;
  readonly to: string;
}

export interface PersonLine extends ComparedLine {
  readonly person: string;
}

/** What some persons come to; `reached` is the last of them, absent where there are no more. */
export interface Piece {
  readonly persons: number;
  /** How many of them have lines that differ. */
  readonly changed: number;
  readonly lines: readonly PersonLine[];
  readonly reached?: string;
}

/** What one payer owes one payee, and how many pupils have lines that differ. */
export interface ComparedSum extends Compared {
  readonly payer: string;
  readonly principal: string;
}

const reader = { handles: costKinds, references: [], aboutPersons: true };

/**
 * Compares what persons cost on both sides, some persons at a time, from what the ledger has about each of
 * them. Nothing is written, and nobody is held longer than a piece takes.
 */
export class CompareRange {
  private readonly histories: Histories;
  private readonly totals = new Map<string, ComparedSum>();

  constructor(
    private readonly ledger: HistorySources, private readonly comparison: Comparison,
    private readonly isMunicipality: CostSources['isMunicipality'],
  ) {
    const { wants, categories } = interestsOf([reader]);
    this.histories = new Histories(ledger, wants, categories);
  }

  async next({ after, to }: PersonsAfter): Promise<Piece> {
    const { asIs, whatIf, tellsLines, personsAtOnce } = this.comparison;
    const found = await this.ledger.vault.personsAfter(after, personsAtOnce);
    const persons = found.filter((person) => person < to);
    const end = asIs.knownAt > whatIf.knownAt ? asIs.knownAt : whatIf.knownAt;
    const lines: PersonLine[] = [];
    let changed = 0;
    for (const [person, history] of await this.histories.of(persons, end)) {
      const theirs = this.compare(history);
      if (theirs.length > 0) changed += 1;
      if (tellsLines) for (const line of theirs) lines.push({ person, ...line });
    }
    const isLast = persons.length < personsAtOnce;
    return { persons: persons.length, changed, lines, ...(!isLast && { reached: persons.at(-1)! }) };
  }

  /** What all that were compared come to, per payer and payee. */
  sums(): ComparedSum[] {
    return [...this.totals.values()];
  }

  private compare({ events }: Opened): ComparedLine[] {
    const { asIs, whatIf, period } = this.comparison;
    const facts = costFacts(events);
    const basis = basisAt(asIs.knownAt, facts);
    const isKnownAlike = whatIf.knownAt === asIs.knownAt;
    const one = this.segmentsOf(basis, asIs);
    const other = this.segmentsOf(isKnownAlike ? basis : basisAt(whatIf.knownAt, facts), whatIf);
    for (const segment of one) this.add(segment, { asIs: amountIn(segment, period), whatIf: NOTHING });
    for (const segment of other) this.add(segment, { asIs: NOTHING, whatIf: amountIn(segment, period) });
    return areSame(one, other) ? [] : comparedLines(one, other, period);
  }

  private segmentsOf(basis: CostBasis, { sources, lookedAt }: Side): Segment[] {
    const [look] = costOf(basis, { ...sources, isMunicipality: this.isMunicipality }, lookedAt);
    const { period, between } = this.comparison;
    return segmentsAsked(look?.segments ?? [], period, between);
  }

  private add({ payer, principal: { id: principal } }: Segment, compared: Compared): void {
    addSum(this.totals, { payer, principal, ...compared });
  }
}

const basisAt = (knownAt: Position, facts: readonly Legible[]): CostBasis =>
  costBasisFrom(facts.filter(({ position }) => position <= knownAt));

const addSum = (totals: Map<string, ComparedSum>, sum: ComparedSum): void => {
  const { payer, principal } = sum;
  const place = `${payer}|${principal}`;
  totals.set(place, { payer, principal, ...comparedTogether(totals.get(place) ?? NOTHING_COMPARED, sum) });
};

/** Sums of several comparers as one of each. */
export const addSums = (sums: readonly ComparedSum[]): ComparedSum[] => {
  const totals = new Map<string, ComparedSum>();
  for (const sum of sums) addSum(totals, sum);
  return [...totals.values()];
};
