import { canonicalJson, compareTimes, type Fact, factOrder, type KindOrder } from './fact-order.js';

const targetOf = (fact: Fact): string | undefined => (fact.event.data as { withdraws?: string }).withdraws;

const saysTheSame = (a: Fact, b: Fact): boolean => compareTimes(a.event.data, b.event.data) === 0
  && a.event.type === b.event.type && canonicalJson(a.event.data) === canonicalJson(b.event.data);

/**
 * One of each group of facts that say the same at the same time: a person who got a new identity number is often
 * reported anew under it, and the two turn out to be one person later. `first` leads from every id to the one kept.
 */
const withoutTwins = <F extends Fact>(sorted: readonly F[]): { unique: F[]; first: Map<string, string> } => {
  const unique: F[] = [];
  const first = new Map<string, string>();
  for (const fact of sorted) {
    const before = unique.at(-1);
    if (before && saysTheSame(before, fact)) first.set(fact.id, before.id);
    else unique.push(fact);
  }
  return { unique, first };
};

/**
 * The facts that hold, in fact order: those that no standing withdrawal names, wherever it stands. A withdrawal can
 * be withdrawn in turn, which makes its target hold again. Withdrawals themselves are not in the answer.
 */
export const standing = <F extends Fact>(facts: readonly F[], kinds: KindOrder = []): F[] => {
  const { unique, first } = withoutTwins([...facts].sort(factOrder(kinds)));
  const withdrawals = new Map<string, F[]>();
  for (const fact of unique) {
    const target = targetOf(fact);
    if (!target) continue;
    const kept = first.get(target) ?? target;
    withdrawals.set(kept, [...(withdrawals.get(kept) ?? []), fact]);
  }
  if (withdrawals.size === 0) return unique;
  const holds = (fact: F): boolean => !(withdrawals.get(fact.id) ?? []).some(holds);
  return unique.filter((fact) => !targetOf(fact) && holds(fact));
};
