import type { Ore } from '../shared/money.js';
import type { Reason, SettlementLine } from './settle.js';

/** What one payer comes to owe one payee for a month (`yyyy-mm`). */
export interface MonthAmount {
  readonly payer: string;
  readonly principal: string;
  readonly month: string;
  readonly ore: Ore;
}

/** What explains a difference: lines that a settlement would add, by their reason. */
export interface Explained {
  readonly reason: Reason | 'reported-late';
  /** Left out of the next settlement, being of a month too long ago: it takes a decision. */
  readonly isLeftOut: boolean;
  readonly lines: number;
  readonly ore: Ore;
}

/** A month of which not everything is issued that is right now. */
export interface Reconciled extends Omit<MonthAmount, 'ore'> {
  readonly issuedOre: Ore;
  readonly rightOre: Ore;
  /** What is right less what was issued. */
  readonly ore: Ore;
  readonly because: readonly Explained[];
  /** What no line explains. Anything but nothing is a fault of the books. */
  readonly unexplainedOre: Ore;
}

/** What a settlement would add, line by line, and whether it would be left out. */
export interface Difference {
  readonly line: SettlementLine;
  readonly isLeftOut: boolean;
}

type Open = { -readonly [K in keyof Reconciled]: Reconciled[K] } & { because: Explained[] };

/**
 * Compares what was issued with what is right now, of which each is added up on a way of its own, and has the
 * lines between them explain the difference. A month without any is not told.
 */
export class Reconciling {
  private readonly months = new Map<string, Open>();

  issued(amounts: readonly MonthAmount[]): void {
    for (const amount of amounts) this.at(amount).issuedOre += amount.ore;
  }

  right(amounts: readonly MonthAmount[]): void {
    for (const amount of amounts) this.at(amount).rightOre += amount.ore;
  }

  explain({ line, isLeftOut }: Difference): void {
    const { because } = this.at(line);
    const reason = line.reason ?? 'reported-late';
    const at = because.findIndex((each) => each.reason === reason && each.isLeftOut === isLeftOut);
    const known = because[at] ?? { reason, isLeftOut, lines: 0, ore: 0 };
    because[at < 0 ? because.length : at] = { ...known, lines: known.lines + 1, ore: known.ore + line.ore };
  }

  /** In the order of payers, payees and months. */
  differences(): Reconciled[] {
    return this.all().filter(({ ore, because }) => ore !== 0 || because.length > 0);
  }

  total(): Pick<Reconciled, 'issuedOre' | 'rightOre' | 'ore' | 'unexplainedOre'> {
    const all = this.all();
    const [issuedOre, rightOre, ore, unexplainedOre] = (['issuedOre', 'rightOre', 'ore', 'unexplainedOre'] as
      const).map((field) => all.reduce((sum, month) => sum + month[field], 0)) as [Ore, Ore, Ore, Ore];
    return { issuedOre, rightOre, ore, unexplainedOre };
  }

  private all(): Reconciled[] {
    return [...this.months.keys()].sort().map((key) => {
      const { because, ...month } = this.months.get(key)!;
      const ore = month.rightOre - month.issuedOre;
      const explained = because.reduce((sum, each) => sum + each.ore, 0);
      return { ...month, ore, because: [...because].sort(byReason), unexplainedOre: ore - explained };
    });
  }

  private at({ payer, principal, month }: Omit<MonthAmount, 'ore'>): Open {
    const key = [payer, principal, month].join('|');
    const known = this.months.get(key)
      ?? { payer, principal, month, issuedOre: 0, rightOre: 0, ore: 0, because: [], unexplainedOre: 0 };
    this.months.set(key, known);
    return known;
  }
}

const byReason = (a: Explained, b: Explained): number =>
  Number(a.isLeftOut) - Number(b.isLeftOut) || (a.reason < b.reason ? -1 : 1);
