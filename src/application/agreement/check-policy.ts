import type { CostPolicyVersion } from '../../domain/agreement/events.js';
import { setPolicy } from '../../domain/agreement/decide.js';
import { type CivilDate, firstOfNextMonth, later } from '../../domain/shared/civil-date.js';
import type { Ore } from '../../domain/shared/money.js';
import { isEmpty, type Period } from '../../domain/shared/period.js';
import type { WhatIf, WhatIfRecord } from '../cost/what-if.js';
import type { ChargeSum, LineFilter } from '../ports/charge-source.js';
import type { Position } from '../ports/event-store.js';
import type { Settlements } from '../settlement/settlements.js';

/** What a policy would move between one payer and one payee, of days that are settled. */
export interface PolicyMove {
  readonly payer: string;
  readonly principal: string;
  /** What was issued for their months. */
  readonly issuedOre: Ore;
  /** What is right now, and would be. */
  readonly asIsOre: Ore;
  readonly whatIfOre: Ore;
  /** What the policy alone moves: what would be right less what is, and how much of it is VAT. */
  readonly ore: Ore;
  readonly vatOre: Ore;
}

/** What setting a policy would move of what is issued. */
export interface PolicyCheck {
  /** The ledger position that it was worked out at, or just after. */
  readonly position: Position;
  /** Settled days from the first of the policy on; absent where it begins after all that is settled. */
  readonly period?: Period;
  readonly persons: number;
  readonly changedPersons: number;
  readonly items: readonly PolicyMove[];
  readonly total: Omit<PolicyMove, 'payer' | 'principal'>;
}

interface Services {
  readonly whatIf: Pick<WhatIf, 'ask'>;
  readonly settlements: Pick<Settlements, 'all'>;
  readonly charges: { sums(settlement: string, filter: LineFilter): Promise<ChargeSum[]> };
  readonly head: () => Promise<Position>;
}

type Sums = Map<string, { -readonly [K in keyof PolicyMove]: PolicyMove[K] }>;

/**
 * What a policy would move of what is issued, per payer and payee; nothing is recorded. Refuses what could
 * not be set, and (`what-if-under-way`) a second question beside the first.
 */
export const checkPolicy = async (
  policy: CostPolicyVersion, lookedAt: CivilDate, services: Services,
): Promise<PolicyCheck> => {
  setPolicy(policy, []);
  const position = await services.head();
  const issued = await issuedFrom(policy.validOn.slice(0, 7), services);
  const months = issued.map(({ month }) => month).sort();
  const nothing = { position, persons: 0, changedPersons: 0, items: [], total: NOTHING };
  if (months.length === 0) return nothing;
  const period = {
    from: later(policy.validOn, `${months[0]!}-01`), to: firstOfNextMonth(`${months.at(-1)!}-01`),
  };
  if (isEmpty(period)) return nothing;
  const sums: Sums = new Map();
  for (const { payer, principal, debitOre, creditOre } of issued) {
    sumOf(sums, payer, principal).issuedOre += debitOre + creditOre;
  }
  const persons = await addWhatIf(sums, { policy, lookedAt, period }, services);
  const items = [...sums.keys()].sort().map((key) => sums.get(key)!);
  return { position, period, ...persons, items, total: items.reduce(together, NOTHING) };
};

const NOTHING = { issuedOre: 0, asIsOre: 0, whatIfOre: 0, ore: 0, vatOre: 0 };

const together = (total: PolicyCheck['total'], move: PolicyMove): PolicyCheck['total'] => ({
  issuedOre: total.issuedOre + move.issuedOre, asIsOre: total.asIsOre + move.asIsOre,
  whatIfOre: total.whatIfOre + move.whatIfOre, ore: total.ore + move.ore,
  vatOre: total.vatOre + move.vatOre,
});

const sumOf = (sums: Sums, payer: string, principal: string) => {
  const key = `${payer}|${principal}`;
  const known = sums.get(key) ?? { payer, principal, ...NOTHING };
  sums.set(key, known);
  return known;
};

/** What was issued for a month and later ones. */
const issuedFrom = async (
  month: string, { settlements, charges }: Pick<Services, 'settlements' | 'charges'>,
): Promise<ChargeSum[]> => {
  const issued = (await settlements.all()).filter(({ stage }) => stage === 'issued');
  const sums = await Promise.all(issued.map(({ settlement }) => charges.sums(settlement, {})));
  return sums.flat().filter((sum) => sum.month >= month);
};

const addWhatIf = async (
  sums: Sums,
  { policy, lookedAt, period }: { policy: CostPolicyVersion; lookedAt: CivilDate; period: Period },
  { whatIf }: Pick<Services, 'whatIf'>,
): Promise<Pick<PolicyCheck, 'persons' | 'changedPersons'>> => {
  const supposed = { policies: [policy], agreements: [], prices: [], without: [] };
  const { pieces, end } = await whatIf.ask({ period, between: {}, lookedAt, supposed, tellsLines: false });
  let persons = { persons: 0, changedPersons: 0 };
  try {
    for await (const records of pieces) {
      for (const record of records.filter(isSum)) addSum(sums, record);
      persons = records.find(isTotal) ?? persons;
    }
  } finally {
    end();
  }
  return { persons: persons.persons, changedPersons: persons.changedPersons };
};

type SumRecord = Extract<WhatIfRecord, { is: 'sum' }>;
type TotalRecord = Extract<WhatIfRecord, { is: 'total' }>;

const isSum = (record: WhatIfRecord): record is SumRecord => record.is === 'sum';
const isTotal = (record: WhatIfRecord): record is TotalRecord => record.is === 'total';

const addSum = (sums: Sums, { payer, principal, asIs, whatIf, ore, vatOre }: SumRecord): void => {
  Object.assign(sumOf(sums, payer, principal), { asIsOre: asIs.ore, whatIfOre: whatIf.ore, ore, vatOre });
};
