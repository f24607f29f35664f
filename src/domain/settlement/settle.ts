import type { Item } from '../funding/state.js';
import type { Grounds } from '../cost/grounds.js';
import type { Ore } from '../shared/money.js';
import type { Period } from '../shared/period.js';

/**
 * Whose days, to whom, for what, in which calendar month: within one of these, what was issued before and
 * what is right now are compared as amounts. The price is no part of it, so that a price decided late moves
 * an amount and is no line out and another one in.
 */
export interface LineKey {
  /** `yyyy-mm` */
  readonly month: string;
  readonly payer: string;
  readonly unit: string;
  /** Id of the principal that is paid. */
  readonly principal: string;
  readonly studyPath: string;
  readonly variant?: string;
  /** What is paid besides the price of the place; absent for the place itself. */
  readonly item?: Item;
}

/**
 * One pupil's days in a row within a month, and what they cost as far as is known now. It is issued as it
 * stands where nothing was before.
 */
export interface DueLine extends LineKey, Period, Omit<Grounds, 'priceRule'> {
  readonly kind: 'first';
  readonly days: number;
  readonly ore: Ore;
  /** How much of it compensates for VAT; absent where the payee gets none. */
  readonly vatOre?: Ore;
  readonly perYearOre: Ore;
  readonly priceId: string;
  readonly priceStanding: 'preliminary' | 'decided';
  readonly policy: string;
  /** How days were counted, by name and version of the rule, and its settings. */
  readonly counting: string;
  readonly priceRule?: string;
  /** Which part of the amount is paid, where several pay. */
  readonly share?: string;
}

/** A policy by name, and the event that set it; none set the one that is built in. */
export interface PolicyOfLine {
  readonly policy: string;
  readonly policyId?: string;
}

/** Why what was issued is changed. */
export type Reason =
  | 'removed'        // no days are left, and nothing came in their place
  | 'payer-changed'  // the same school and study path are charged to another
  | 'school-changed' // another school or study path is paid instead
  | 'days-changed'   // other days than before
  | 'price-changed'; // the same days at another price, or counted otherwise

interface Settled extends LineKey, Period {
  readonly days: number;
  readonly ore: Ore;
  /** Absent, too, where a line issued before does not say it. */
  readonly vatOre?: Ore;
}

/** For the first time: the days and their price stand on it. */
export interface FirstLine extends DueLine {
  /** Where it is for a month that was settled without it. */
  readonly reason?: 'reported-late';
}

/**
 * What is right now less what was issued, in öre and not in days worked out anew: issued and differences then
 * always add up to what is right.
 */
export interface DifferenceLine extends Settled {
  readonly kind: 'difference';
  readonly reason: Reason;
  /** The line that was issued first under the same key. */
  readonly refersTo: string;
  /**
   * What is right now rests on them; where nothing is left, what was issued did. Absent in lines that were
   * issued before they told it.
   */
  readonly policies?: PolicyOfLine[];
}

export type SettlementLine = FirstLine | DifferenceLine;

/** The policies that a line rests on. */
export const policiesOf = (line: SettlementLine): readonly PolicyOfLine[] =>
  (line.kind === 'first' ? [line] : line.policies ?? []);

/** The policies that lines rest on, each once. */
export class DistinctPolicies {
  private readonly found = new Map<string, PolicyOfLine>();

  addOf(line: SettlementLine): void {
    for (const { policy, policyId } of policiesOf(line)) {
      this.found.set(`${policy}|${policyId}`, { policy, ...(policyId !== undefined && { policyId }) });
    }
  }

  inOrder(): PolicyOfLine[] {
    return [...this.found.keys()].sort().map((key) => this.found.get(key)!);
  }
}

/** A line that was issued, and never changes. */
export type IssuedLine = SettlementLine & {
  readonly id: string;
  /** The settlement that issued it. */
  readonly settlement: string;
};

/**
 * What all that was issued for a person rests on: as long as their paid days have the same digest, nothing
 * differs in any month that was settled.
 */
export interface Basis extends SettledMonths {
  readonly digest: string;
}

/** The months of which a settlement left nothing out, as `yyyy-mm`; without those before `from`. */
export interface SettledMonths {
  readonly from?: string;
  readonly through: string;
}

/** Until when is settled, and until when was settled before; months as `yyyy-mm`. */
export interface Reach {
  readonly through: string;
  /** The last month of the settlement issued last, if there was one. */
  readonly settledThrough?: string;
}

/** The same of two lines only if one is compared with the other. */
export const keyOf = ({ month, payer, unit, principal, studyPath, variant = '', item }: LineKey): string => {
  const ofPlace = [month, payer, unit, principal, studyPath, variant];
  return (item === undefined ? ofPlace : [...ofPlace, item]).join('|');
};

/** What is right under one key, and what was issued under it. */
interface Account {
  readonly due: DueLine[];
  readonly issued: IssuedLine[];
}

/**
 * What one pupil's settlement adds: lines for what was never issued, and differences to what was. In the
 * order of their months; nothing where nothing differs, so that settling twice adds nothing. Lines of months
 * after `through` wait for their own settlement.
 */
export const settle = (
  due: readonly DueLine[], issued: readonly IssuedLine[], { through, settledThrough = '' }: Reach,
): SettlementLine[] => {
  const accounts = new Map<string, Account>();
  const accountOf = (line: LineKey): Account => {
    const key = keyOf(line);
    const known = accounts.get(key) ?? { due: [], issued: [] };
    accounts.set(key, known);
    return known;
  };
  for (const line of due) if (line.month <= through) accountOf(line).due.push(line);
  for (const line of issued) accountOf(line).issued.push(line);
  const ordered = [...accounts.keys()].sort().map((key) => accounts.get(key)!);
  return ordered.flatMap((account): SettlementLine[] => (account.issued.length === 0
    ? account.due.map((line) => firstLine(line, settledThrough))
    : difference(account, ordered)));
};

const firstLine = (line: DueLine, settledThrough: string): FirstLine =>
  (line.month <= settledThrough ? { ...line, reason: 'reported-late' } : line);

const difference = (account: Account, all: readonly Account[]): DifferenceLine[] => {
  const { due, issued } = account;
  const ore = oreOf(due) - oreOf(issued);
  const vatOre = vatMore(account);
  if (ore === 0 && !vatOre) return [];
  const original = issued[0]!;
  const { month, payer, unit, principal, studyPath, variant, item } = original;
  return [{
    kind: 'difference', month, payer, unit, principal, studyPath, ...(variant !== undefined && { variant }),
    ...(item !== undefined && { item }),
    ...spanOf(due.length > 0 ? due : issued), days: daysMore(account), ore,
    ...(vatOre !== undefined && { vatOre }), reason: reasonFor(account, all),
    refersTo: original.id, policies: policiesTogether(due.length > 0 ? due : issued),
  }];
};

const policiesTogether = (lines: readonly SettlementLine[]): PolicyOfLine[] => {
  const all = new DistinctPolicies();
  lines.forEach((line) => all.addOf(line));
  return all.inOrder();
};

const reasonFor = (account: Account, all: readonly Account[]): Reason => {
  if (daysMore(account) === 0) return 'price-changed';
  const own = account.issued[0]!;
  const gaining = all.filter((other) => other.due[0]?.month === own.month && daysMore(other) > 0)
    .map(({ due }) => due[0]!);
  if (daysMore(account) > 0 || gaining.length === 0) {
    return account.due.length > 0 ? 'days-changed' : 'removed';
  }
  const withOtherPayer = gaining.some((line) => keyOf({ ...line, payer: own.payer }) === keyOf(own));
  return withOtherPayer ? 'payer-changed' : 'school-changed';
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const oreOf = (lines: readonly { ore: Ore }[]): Ore => total(lines.map(({ ore }) => ore));
const daysOf = (lines: readonly { days: number }[]): number => total(lines.map(({ days }) => days));
const daysMore = ({ due, issued }: Account): number => daysOf(due) - daysOf(issued);

/** Undefined where nobody gets any, and where a line that was issued does not say how much it had. */
const vatMore = ({ due, issued }: Account): Ore | undefined => {
  const before = issued.flatMap(({ vatOre }) => vatOre ?? []);
  return before.length < issued.length
    ? undefined : total(due.map(({ vatOre = 0 }) => vatOre)) - total(before);
};

const spanOf = (lines: readonly Period[]): Period => ({
  from: lines.map(({ from }) => from).sort()[0]!, to: lines.map(({ to }) => to).sort().at(-1)!,
});
