import {
  type LeftOut, leftOut, type LineSum, NO_LINES, sumOf, totalOf,
} from '../../domain/settlement/left-out.js';
import { type Basis, settle, type Reach, type SettlementLine } from '../../domain/settlement/settle.js';
import { Window } from '../../domain/settlement/window.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Account, AccountsView } from '../ports/charge-source.js';
import type { NewDigest } from '../ports/content-digest.js';

/** The lines that a settlement has for an account, and those that it leaves out. */
export interface Drafted {
  readonly lines: readonly SettlementLine[];
  readonly outside: LeftOut;
  readonly basis: Basis;
}

/** The same for one person; whoever has an account with others has one draft with them. */
export interface PersonLines {
  readonly person: string;
  readonly drafted: Drafted;
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
  const known = new WeakMap<Account, Drafted>();
  for await (const accounts of view.accounts({ lookedAt, settlements: new Set(issued), through, from })) {
    const some: PersonLines[] = [];
    for (const { person, account } of accounts) {
      let drafted = known.get(account);
      if (!drafted) known.set(account, drafted = draftOf(account, window, asked));
      if (drafted.lines.length + drafted.outside.lines > 0) some.push({ person, drafted });
    }
    yield some;
  }
}

/** What was left out before is worked out line by line only where it may be taken in, or is asked for. */
export const draftOf = (account: Account, window: Window, reach: Reach): Drafted => {
  const { basis, due, issued, earlier } = account;
  if (!earlier) return { basis, ...divided(due, issued, window, reach) };
  const whole = (): Divided => divided([...earlier.lines(), ...due], issued, window, reach);
  if (!window.leavesOut(earlier)) return { basis, ...whole() };
  const { lines, outside: { lines: more } } = divided(due, issued, window, reach);
  if (more > 0) return { basis, ...whole() };
  const each = () => settle(earlier.lines(), [], reach);
  return { basis, lines, outside: { ...earlier.sum(), settledFrom: earlier.before, each } };
};

type Divided = Pick<Drafted, 'lines' | 'outside'>;

const divided = (
  due: Account['due'], issued: Account['issued'], window: Window, reach: Reach,
): Divided => {
  const { lines, outside } = window.divide(settle(due, issued, reach), { due, issued });
  return { lines, outside: leftOut(outside) };
};

/** How many lines for how many persons, and what they come to. */
export interface Sum extends LineSum {
  readonly persons: number;
}

/** What a settlement comes to. */
export interface Totals extends Sum {
  /** Over all persons and lines, in order and as `settle` writes them: the same only if every line is. */
  readonly digest: string;
}

const NOTHING: Sum = { persons: 0, ...NO_LINES };

const withOneMore = (sum: Sum, more: LineSum): Sum => ({ persons: sum.persons + 1, ...totalOf([sum, more]) });

const MOST_PENDING = 65_536;

/** What the lines of a draft come to, and how they are written for the digest. */
interface Written extends LineSum {
  readonly text: string;
}

/** Adds up a settlement while its lines go by. What it leaves out is no part of what is approved. */
export class Adding {
  private readonly digest;
  private readonly written = new WeakMap<Drafted, Written>();
  /** What the digest is given next: much at once takes half as long as one by one. */
  private pending = '';
  private sum = NOTHING;
  private leftOut = NOTHING;

  constructor(newDigest: NewDigest) {
    this.digest = newDigest();
  }

  add({ person, drafted }: PersonLines): void {
    const { lines, outside } = drafted;
    if (outside.lines > 0) this.leftOut = withOneMore(this.leftOut, outside);
    if (lines.length === 0) return;
    let written = this.written.get(drafted);
    if (!written) this.written.set(drafted, written = { text: JSON.stringify(lines), ...sumOf(lines) });
    this.pending += `[${JSON.stringify(person)},${written.text}]\n`;
    if (this.pending.length > MOST_PENDING) this.digestPending();
    this.sum = withOneMore(this.sum, written);
  }

  totals(): Totals {
    this.digestPending();
    return { ...this.sum, digest: this.digest.hex() };
  }

  /** What is left out, if anything is. */
  outside(): Sum | undefined {
    return this.leftOut.lines === 0 ? undefined : this.leftOut;
  }

  private digestPending(): void {
    this.digest.update(this.pending);
    this.pending = '';
  }
}
