import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { MonthSum } from '../../domain/cost/cost-sums.js';
import type { Agreements } from '../../domain/agreement/state.js';
import type { LineSum } from '../../domain/settlement/left-out.js';
import type { Basis, DueLine, IssuedLine } from '../../domain/settlement/settle.js';
import type { EarlierDays } from '../../domain/settlement/window.js';
import type { Sum } from '../../domain/voucher/vouchers.js';
import type { Position } from './event-store.js';

/** What is due in months before one of them, of which nothing was issued: mostly it is left out once more. */
export interface EarlierDue extends EarlierDays {
  sum(): LineSum;
  lines(): DueLine[];
}

/**
 * What one person costs as far as is known, month by month, and what was issued for them: all of it, or only
 * the months of which no basis tells that nothing differs.
 */
export interface Account {
  readonly due: readonly DueLine[];
  /** What is due besides, in months that settlements left out so far. */
  readonly earlier?: EarlierDue;
  /** In the order in which they were issued. */
  readonly issued: readonly IssuedLine[];
  /** What it rests on, if all of it is settled now. */
  readonly basis: Basis;
}

export interface PersonAccount {
  readonly person: string;
  /** Persons who have all of it alike may have one: what follows from it is then worked out once. */
  readonly account: Account;
}

export interface AccountsAsked {
  /** Which unconfirmed summer placements count (ADR 0006). */
  readonly lookedAt: CivilDate;
  /** Settlements whose lines count; those of others were never issued. */
  readonly settlements: ReadonlySet<string>;
  /** The last month asked for, as `yyyy-mm`. */
  readonly through: string;
  /** Only persons from this id on. */
  readonly from?: string;
}

/** Accounts of all persons as of one position of the ledger. */
export interface AccountsView {
  readonly position: Position;
  /** The version of the rules by which what is due is reckoned. */
  readonly rules: number;
  /** Policies and agreements as they are known there. */
  readonly agreements: Agreements;
  /** In the order of their ids, some at a time; whoever has nothing to look at is left out. */
  accounts(asked: AccountsAsked): AsyncIterable<readonly PersonAccount[]>;
}

/** Whose lines: of one payer, one payee, one school unit. */
export interface LineFilter {
  readonly payer?: string;
  readonly principal?: string;
  readonly unit?: string;
}

/** What a settlement comes to for one payer, payee, study path and month. */
export type ChargeSum = Sum;

/** Which months, as they look on which day. */
export type DueAsked = Pick<AccountsAsked, 'lookedAt' | 'through'>;

/** The same, and what it all comes to, of which each is added up on a way of its own. */
export interface BooksView extends AccountsView {
  /** What a settlement comes to, over its lines. */
  issuedSums(settlement: string, filter: LineFilter): Promise<readonly ChargeSum[]>;
  /** What is right now, over the cost allocation. */
  dueSums(asked: DueAsked, filter: LineFilter): Promise<readonly MonthSum[]>;
}

/** Where settlements find what is due and what was issued; kept by read models. */
export interface ChargeSource {
  /** What is read within does not change meanwhile. */
  asOfNow<T>(read: (view: BooksView) => Promise<T>): Promise<T>;
}
