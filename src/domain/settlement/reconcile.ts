import type { Ore } from '../shared/money.js';
import type { Reason, SettlementLine } from './settle.js';

/** Between whom, for which month (`yyyy-mm`). */
interface Place {
  readonly payer: string;
  readonly principal: string;
  readonly month: string;
}

/** What one payer comes to owe one payee for a month, and how much of it compensates for VAT. */
export interface MonthAmount extends Place {
  readonly ore: Ore;
  readonly vatOre: Ore;
}

/** What explains a difference: lines that a settlement would add, by their reason. */
export interface Explained {
  readonly reason: Reason | 'reported-late';
  /** Left out of the next settlement, being of a month too long ago: it takes a decision. */
  readonly isLeftOut: boolean;
  readonly lines: number;
  readonly ore: Ore;
  /** How much of it compensates for VAT, of lines that tell it. */
  readonly vatOre: Ore;
}

/** What was issued beside what is right now, and how much of each compensates for VAT. */
export interface Books {
  readonly issuedOre: Ore;
  readonly issuedVatOre: Ore;
  readonly rightOre: Ore;
  readonly rightVatOre: Ore;
  /** What is right less what was issued. */
  readonly ore: Ore;
  readonly vatOre: Ore;
  /** What no line explains. Anything but nothing is a fault of the books. */
  readonly unexplainedOre: Ore;
  /** The same of VAT; where lines were issued before they told any, that is what they do not tell. */
  readonly unexplainedVatOre: Ore;
}

/** A month of which not everything is issued that is right now. */
export interface Reconciled extends Place, Books {
  readonly because: readonly Explained[];
}

/** What a settlement would add, line by line, and whether it would be left out. */
export interface Difference {
  readonly line: SettlementLine;
  readonly isLeftOut: boolean;
}

type Adding = { -readonly [K in keyof Books]: Books[K] };
type Open = Place & Adding & { because: Explained[] };

const NOTHING: Books = {
  issuedOre: 0, issuedVatOre: 0, rightOre: 0, rightVatOre: 0, ore: 0, vatOre: 0,
  unexplainedOre: 0, unexplainedVatOre: 0,
};
const FIELDS = Object.keys(NOTHING) as (keyof Books)[];

/**
 * Compares what was issued with what is right now, of which each is added up on a way of its own, and has the
 * lines between them explain the difference. A month without any is not told.
 */
export class Reconciling {
  private readonly months = new Map<string, Open>();

  issued(amounts: readonly MonthAmount[]): void {
    for (const amount of amounts) {
      const month = this.at(amount);
      month.issuedOre += amount.ore;
      month.issuedVatOre += amount.vatOre;
    }
  }

  right(amounts: readonly MonthAmount[]): void {
    for (const amount of amounts) {
      const month = this.at(amount);
      month.rightOre += amount.ore;
      month.rightVatOre += amount.vatOre;
    }
  }

  explain({ line, isLeftOut }: Difference): void {
    const { because } = this.at(line);
    const reason = line.reason ?? 'reported-late';
    const at = because.findIndex((each) => each.reason === reason && each.isLeftOut === isLeftOut);
    const known = because[at] ?? { reason, isLeftOut, lines: 0, ore: 0, vatOre: 0 };
    because[at < 0 ? because.length : at] = {
      ...known, lines: known.lines + 1, ore: known.ore + line.ore,
      vatOre: known.vatOre + (line.vatOre ?? 0),
    };
  }

  /** In the order of payers, payees and months. */
  differences(): Reconciled[] {
    return this.all().filter(({ ore, vatOre, because }) => ore !== 0 || vatOre !== 0 || because.length > 0);
  }

  total(): Books {
    const total: Adding = { ...NOTHING };
    for (const month of this.all()) for (const field of FIELDS) total[field] += month[field];
    return total;
  }

  private all(): Reconciled[] {
    return [...this.months.keys()].sort().map((key) => {
      const { because, ...month } = this.months.get(key)!;
      const [ore, vatOre] = [month.rightOre - month.issuedOre, month.rightVatOre - month.issuedVatOre];
      const explained = (field: 'ore' | 'vatOre'): Ore => because.reduce((sum, each) => sum + each[field], 0);
      return {
        ...month, ore, vatOre, because: [...because].sort(byReason),
        unexplainedOre: ore - explained('ore'), unexplainedVatOre: vatOre - explained('vatOre'),
      };
    });
  }

  private at({ payer, principal, month }: Place): Open {
    const key = [payer, principal, month].join('|');
    const known = this.months.get(key) ?? { payer, principal, month, ...NOTHING, because: [] };
    this.months.set(key, known);
    return known;
  }
}

const byReason = (a: Explained, b: Explained): number =>
  Number(a.isLeftOut) - Number(b.isLeftOut) || (a.reason < b.reason ? -1 : 1);
