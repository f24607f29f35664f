import { type Basis, settle, type Reach, type SettlementLine } from '../../domain/settlement/settle.js';
import { type Apart, Window } from '../../domain/settlement/window.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { AccountsView } from '../ports/charge-source.js';
import type { NewDigest } from '../ports/content-digest.js';

/** The lines that a settlement has for one person, and those that it leaves out. */
export interface PersonLines extends Apart {
  readonly person: string;
  readonly basis: Basis;
}

export interface DraftAsked extends Reach {
  readonly lookedAt: CivilDate;
  /** By decision: the month from which on everything is taken in. */
  readonly reachesBackTo?: string;
  /** Settlements that were issued, in their order. */
  readonly issued: readonly string[];
  /** Only persons from this id on. */
  readonly from?: string;
}

/** What a settlement would add for everybody, some persons at a time in the order of their ids. */
export async function* draftLines(view: AccountsView, asked: DraftAsked): AsyncGenerator<PersonLines[]> {
  const { lookedAt, reachesBackTo, issued, through, from } = asked;
  const window = new Window({ lookedAt, agreements: view.agreements, reachesBackTo });
  for await (const accounts of view.accounts({ lookedAt, settlements: new Set(issued), through, from })) {
    const drafted = accounts.map(({ person, basis, ...account }) =>
      ({ person, basis, ...window.divide(settle(account.due, account.issued, asked), account) }));
    yield drafted.filter(({ lines, outside }) => lines.length + outside.length > 0);
  }
}

/** How many lines for how many persons, and what they come to. */
export interface Sum {
  readonly persons: number;
  readonly lines: number;
  readonly debitOre: number;
  readonly creditOre: number;
}

/** What a settlement comes to. */
export interface Totals extends Sum {
  /** Over all persons and lines, in order and as `settle` writes them: the same only if every line is. */
  readonly digest: string;
}

const NOTHING: Sum = { persons: 0, lines: 0, debitOre: 0, creditOre: 0 };

const withLines = (sum: Sum, lines: readonly SettlementLine[]): Sum => {
  let { debitOre, creditOre } = sum;
  for (const { ore } of lines) {
    if (ore < 0) creditOre += ore;
    else debitOre += ore;
  }
  return { persons: sum.persons + 1, lines: sum.lines + lines.length, debitOre, creditOre };
};

const encoder = new TextEncoder();

/** Adds up a settlement while its lines go by. What it leaves out is no part of what is approved. */
export class Adding {
  private readonly digest;
  private sum = NOTHING;
  private leftOut = NOTHING;

  constructor(newDigest: NewDigest) {
    this.digest = newDigest();
  }

  add({ person, lines, outside }: PersonLines): void {
    if (outside.length > 0) this.leftOut = withLines(this.leftOut, outside);
    if (lines.length === 0) return;
    this.digest.update(encoder.encode(`${JSON.stringify([person, lines])}\n`));
    this.sum = withLines(this.sum, lines);
  }

  totals(): Totals {
    return { ...this.sum, digest: this.digest.hex() };
  }

  /** What is left out, if anything is. */
  outside(): Sum | undefined {
    return this.leftOut.lines === 0 ? undefined : this.leftOut;
  }
}
