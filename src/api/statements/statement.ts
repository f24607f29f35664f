import type { PolicyUsed } from '../../application/agreement/policy-used.js';
import type { LineFilter } from '../../application/ports/charge-source.js';
import { DistinctPolicies, type IssuedLine } from '../../domain/settlement/settle.js';
import type { Settlement } from '../../domain/settlement/state.js';
import { type Ore, roundingToKronor } from '../../domain/shared/money.js';
import type { ChargeRow } from '../../projections/charges/charges.js';
import type { CausedLine } from '../settlements/told-causes.js';

/** A line as it stands in a statement: of a pupil whose identity is protected, only the line is named. */
export type StatementLine = CausedLine<IssuedLine & { readonly person: string | null }>;

export interface StatementTotal {
  readonly lines: number;
  readonly days: number;
  readonly debitOre: Ore;
  readonly creditOre: Ore;
  /** VAT compensation in what is to be paid, of lines that tell it. */
  readonly vatOre: Ore;
  /** What is to be paid between each payer and payee rounded to whole kronor, less it; where asked for. */
  readonly roundingOre?: Ore;
}

/** What a statement is made from. */
export interface StatementSource {
  readonly settlement: Settlement;
  /** Whose lines; of everybody where it says nothing. */
  readonly part: LineFilter;
  readonly lines: AsyncIterable<readonly CausedLine<ChargeRow>[]>;
  readonly protectedPersons: ReadonlySet<string>;
  /** Whether what is to be paid is rounded, in a line of its own. */
  readonly inWholeKronor?: boolean;
  readonly policyUsed: (name: string, id?: string) => Promise<PolicyUsed>;
}

/**
 * The basis of an invoice (underlag): the lines of an issued settlement or of one payer's or payee's part of
 * it, what they come to, and every policy they rest on. It is read once, from its first line to its
 * last; only what it adds up is kept.
 */
export class Statement {
  readonly settlement: Settlement;
  readonly part: LineFilter;
  private readonly used = new DistinctPolicies();
  /** What is to be paid, by payer and payee: each of these is an invoice. */
  private readonly toPay = new Map<string, Ore>();
  private sum: StatementTotal = { lines: 0, days: 0, debitOre: 0, creditOre: 0, vatOre: 0 };

  constructor(private readonly source: StatementSource) {
    this.settlement = source.settlement;
    this.part = source.part;
  }

  async* lines(): AsyncGenerator<StatementLine> {
    const { lines, protectedPersons } = this.source;
    for await (const some of lines) {
      for (const line of some) {
        this.add(line);
        yield protectedPersons.has(line.person) ? { ...line, person: null } : line;
      }
    }
  }

  /** What the lines come to that have been read. */
  get total(): StatementTotal {
    if (!this.source.inWholeKronor) return this.sum;
    const roundingOre = [...this.toPay.values()].reduce((sum, ore) => sum + roundingToKronor(ore), 0);
    return { ...this.sum, roundingOre };
  }

  /** The policies that the lines rest on that have been read. */
  policies(): Promise<PolicyUsed[]> {
    const used = this.used.inOrder();
    return Promise.all(used.map(({ policy, policyId }) => this.source.policyUsed(policy, policyId)));
  }

  private add(line: ChargeRow): void {
    const { lines, days, debitOre, creditOre, vatOre } = this.sum;
    this.sum = {
      lines: lines + 1, days: days + (line.item === undefined ? line.days : 0),
      debitOre: debitOre + Math.max(line.ore, 0),
      creditOre: creditOre + Math.min(line.ore, 0),
      vatOre: vatOre + (line.vatOre ?? 0),
    };
    const between = `${line.payer}|${line.principal}`;
    this.toPay.set(between, (this.toPay.get(between) ?? 0) + line.ore);
    this.used.addOf(line);
  }
}
