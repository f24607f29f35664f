import type { CivilDate } from './civil-date.js';
import type { Event, EventKind, EventOf } from './event.js';
import type { Fact, FactTimes } from './fact-order.js';
import { refuse } from './refusal.js';
import { reported, type Said } from './reported.js';
import { saysTheSame, standingAgainst, targetOf } from './standing.js';

type Source = 'population-register' | 'school-system' | 'case-worker';
type FactEvent = Event<string, FactTimes & { readonly source: Source }>;

/** Which fact is to be withdrawn, by whom, and why. */
export interface WithdrawalReport {
  readonly withdraws: string;
  readonly source: Source;
  readonly reportedAt?: string;
  readonly reason?: string;
}

/** A withdrawal holds from the day of its target, which never held. */
export interface Withdrawal extends WithdrawalReport {
  readonly validOn: CivilDate;
}

/** What is particular to the records of one category of stream. */
export interface RecordRules<E extends FactEvent> {
  /** The event that withdraws a fact. */
  withdrawn(withdrawal: Withdrawal, target: Fact<E>): E;
  /** Kinds that cannot be withdrawn. */
  readonly stays?: readonly string[];
  /** Which facts of those kinds can be withdrawn all the same. */
  goes?(said: E['data']): boolean;
  /** What to do instead where one of them is wrong. */
  readonly insteadOfWithdrawing?: string;
  /** Refuses what can be said of nobody in such a record. */
  check?(said: E['data']): void;
}

/**
 * The rules that all records of facts share.
 *
 * - The same said again is nothing new; said again after it was withdrawn, it takes back the withdrawal, so
 *   that it holds. Anything else is a new fact, whatever it contradicts.
 * - A fact can be withdrawn, and so can its withdrawal, which makes it hold again. One that is withdrawn
 *   already stays so. What is not in the record, or of a kind that stays, is refused (`nothing-to-withdraw`).
 *
 * @example const contact = recordOf<ContactEvent>({ withdrawn: (data) => reported(AddressWithdrawn, data) });
 */
export const recordOf = <E extends FactEvent>(rules: RecordRules<E>) => {
  const withdrawing = ({ source, reportedAt, reason }: Omit<WithdrawalReport, 'withdraws'>) =>
    (target: Fact<E>): E => rules.withdrawn(
      { validOn: target.event.data.validOn, source, reportedAt, withdraws: target.id, reason }, target,
    );

  const record = (said: E, recorded: readonly Fact<E>[]): E[] => {
    const known = recorded.find((fact) => saysTheSame(fact.event, said));
    const { source, reportedAt } = said.data;
    return known ? standingAgainst(known.id, recorded).map(withdrawing({ source, reportedAt })) : [said];
  };

  /** A command that says one fact of a kind; `check` refuses what cannot be said in it. */
  const recording = <K extends EventKind>(kind: K, check?: (said: Said<K>) => void) =>
    (said: Said<K>, recorded: readonly Fact<E>[]): E[] => {
      const event = reported(kind, said) as EventOf<K> & E;
      rules.check?.(event.data);
      check?.(event.data);
      return record(event, recorded);
    };

  const { insteadOfWithdrawing = STAYS } = rules;

  const withdraw = (report: WithdrawalReport, recorded: readonly Fact<E>[]): E[] => {
    const target = recorded.find(({ id }) => id === report.withdraws);
    if (!target || restores(target, recorded)) return nothingToWithdraw();
    const { type, data } = target.event;
    if (rules.stays?.includes(type) && !rules.goes?.(data)) return nothingToWithdraw(insteadOfWithdrawing);
    return standingAgainst(target.id, recorded).length > 0 ? [] : [withdrawing(report)(target)];
  };

  return { recording, withdraw };
};

/** A withdrawal of a withdrawal: the fact it made hold again is withdrawn by its own id, not through it. */
const restores = (fact: Fact, recorded: readonly Fact[]): boolean => {
  const target = recorded.find(({ id }) => id === targetOf(fact));
  return target !== undefined && targetOf(target) !== undefined;
};

const NO_FACT = 'Name a fact of this record, or a withdrawal that should not stand.';
const STAYS = 'A fact of this kind is not withdrawn this way.';

export const nothingToWithdraw = (rule = NO_FACT): never => refuse('nothing-to-withdraw', 'withdraws', rule);
