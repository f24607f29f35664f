import { settle, type Reach, type SettlementLine } from '../../domain/settlement/settle.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { canonicalJson } from '../../domain/shared/fact-order.js';
import type { AccountsView } from '../ports/charge-source.js';
import type { NewDigest } from '../ports/content-digest.js';

/** The lines that a settlement has for one person. */
export interface PersonLines {
  readonly person: string;
  readonly lines: readonly SettlementLine[];
}

export interface DraftAsked extends Reach {
  readonly lookedAt: CivilDate;
  /** Settlements that were issued, in their order. */
  readonly issued: readonly string[];
  /** Only persons from this id on. */
  readonly from?: string;
}

/** What a settlement would add for everybody, some persons at a time in the order of their ids. */
export async function* draftLines(view: AccountsView, asked: DraftAsked): AsyncGenerator<PersonLines[]> {
  const { lookedAt, issued, through, from } = asked;
  for await (const accounts of view.accounts({ lookedAt, settlements: new Set(issued), through, from })) {
    const drafted = accounts.map(({ person, ...account }) =>
      ({ person, lines: settle(account.due, account.issued, asked) }));
    yield drafted.filter(({ lines }) => lines.length > 0);
  }
}

/** What a settlement comes to. */
export interface Totals {
  readonly persons: number;
  readonly lines: number;
  readonly debitOre: number;
  readonly creditOre: number;
  /** Over all persons and lines, in their order: the same only if every line is. */
  readonly digest: string;
}

const encoder = new TextEncoder();

/** Adds up a settlement while its lines go by. */
export class Adding {
  private readonly digest;
  private persons = 0;
  private lines = 0;
  private debitOre = 0;
  private creditOre = 0;

  constructor(newDigest: NewDigest) {
    this.digest = newDigest();
  }

  add({ person, lines }: PersonLines): void {
    this.digest.update(encoder.encode(`${canonicalJson([person, lines])}\n`));
    this.persons += 1;
    this.lines += lines.length;
    for (const { ore } of lines) {
      if (ore < 0) this.creditOre += ore;
      else this.debitOre += ore;
    }
  }

  totals(): Totals {
    const { persons, lines, debitOre, creditOre } = this;
    return { persons, lines, debitOre, creditOre, digest: this.digest.hex() };
  }
}
