import { compareTimes, contentOf, type Fact, factOrder, type KindOrder } from './fact-order.js';

/** The id of the fact that a withdrawal withdraws; undefined for all other facts. */
export const targetOf = ({ event }: Fact): string | undefined =>
  (event.data as { withdraws?: string }).withdraws;

/** Whether two facts say the same, at the same time, whatever their sources gave in passing (ADR 0005). */
export const saysTheSame = (a: Fact['event'], b: Fact['event']): boolean => a.type === b.type
  && compareTimes(a.data, b.data) === 0 && contentOf(a.data) === contentOf(b.data);

/**
 * One of each group of facts that say the same: a person who got a new identity number is often reported anew
 * under it, and the two turn out to be one person later. `keptFor` leads from every id to the one kept. A
 * second withdrawal is no twin: it withdraws again what was restored after the first.
 *
 * What was said of one of them (that an offer was taken up, that a question was answered) is said of the one
 * kept.
 */
const withoutTwins = <F extends Fact>(sorted: readonly F[]) => {
  const unique: F[] = [];
  const first = new Map<string, string>();
  for (const fact of sorted) {
    const before = unique.at(-1);
    if (before && !targetOf(fact) && saysTheSame(before.event, fact.event)) first.set(fact.id, before.id);
    else unique.push(fact);
  }
  const keptFor = (id: string): string => first.get(id) ?? id;
  return { unique: first.size === 0 ? unique : unique.map((fact) => saidOfKept(fact, first)), keptFor };
};

/** The fact, with the ids of those that are kept where it names some that are not. */
const saidOfKept = <F extends Fact>(fact: F, first: ReadonlyMap<string, string>): F => {
  const named = Object.entries(fact.event.data).filter(([, value]) => first.has(value as string));
  if (named.length === 0) return fact;
  const kept = Object.fromEntries(named.map(([field, id]) => [field, first.get(id as string)]));
  return { ...fact, event: { ...fact.event, data: { ...fact.event.data, ...kept } } };
};

/** Facts in order, and by which withdrawals one of them does not hold. */
const read = <F extends Fact>(facts: readonly F[], kinds: KindOrder) => {
  const { unique, keptFor } = withoutTwins([...facts].sort(factOrder(kinds)));
  const withdrawals = new Map<string, F[]>();
  for (const fact of unique) {
    const target = targetOf(fact);
    if (!target) continue;
    withdrawals.set(target, withdrawals.get(target) ?? []);
    withdrawals.get(target)!.push(fact);
  }
  const against = (id: string): F[] =>
    (withdrawals.get(keptFor(id)) ?? []).filter((withdrawal) => against(withdrawal.id).length === 0);
  return { unique, keptFor, against };
};

/** Facts that hold, in fact order, and which one is kept of all that say the same. */
export interface Holding<F extends Fact> {
  readonly facts: readonly F[];
  /** Leads from the id of a fact to that of the one kept: mostly itself. */
  readonly keptFor: (id: string) => string;
}

/** The same as `standing`, for whoever asks for a fact by an id that may be of one not kept. */
export const holdingIn = <F extends Fact>(facts: readonly F[]): Holding<F> => {
  const { unique, keptFor, against } = read(facts, []);
  return { facts: unique.filter((fact) => holds(fact, against)), keptFor };
};

const holds = (fact: Fact, against: (id: string) => readonly Fact[]): boolean =>
  !targetOf(fact) && against(fact.id).length === 0;

/**
 * The facts that hold, in fact order: those that no standing withdrawal names, wherever it stands. A
 * withdrawal can be withdrawn in turn, which makes its target hold again. Withdrawals themselves are not in
 * the answer.
 */
export const standing = <F extends Fact>(facts: readonly F[], kinds: KindOrder = []): F[] => {
  const { unique, against } = read(facts, kinds);
  return unique.filter((fact) => holds(fact, against));
};

/** Reads facts once, to ask of many of them by which withdrawals they do not hold; none if they do. */
export const withdrawalsIn = <F extends Fact>(facts: readonly F[]): ((id: string) => F[]) =>
  read(facts, []).against;

/** The withdrawals by which a fact does not hold; none if it does. */
export const standingAgainst = <F extends Fact>(id: string, facts: readonly F[]): F[] =>
  withdrawalsIn(facts)(id);
