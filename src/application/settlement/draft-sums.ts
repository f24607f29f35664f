import type { SettlementLine } from '../../domain/settlement/settle.js';
import type { AccountsView, ChargeSum, LineFilter } from '../ports/charge-source.js';
import { type DraftAsked, draftLines } from './draft.js';
import { fits } from './draft-page.js';

type Sum = { -readonly [K in keyof ChargeSum]: ChargeSum[K] };

const keyOf = ({ payer, principal, unit, studyPath, month }: SettlementLine): string =>
  [payer, principal, unit, studyPath, month].join('|');

const noneOf = ({ payer, principal, unit, studyPath, month }: SettlementLine): Sum =>
  ({ payer, principal, unit, studyPath, month, days: 0, debitOre: 0, creditOre: 0, vatOre: 0 });

/** What a settlement would come to, in the order of payers, payees, study paths and months. */
export const draftSums = async (
  view: AccountsView, asked: DraftAsked, filter: LineFilter,
): Promise<ChargeSum[]> => {
  const sums = new Map<string, Sum>();
  for await (const some of draftLines(view, asked)) {
    for (const line of some.flatMap(({ drafted }) => drafted.lines).filter((each) => fits(each, filter))) {
      const key = keyOf(line);
      const sum = sums.get(key) ?? noneOf(line);
      if (line.item === undefined) sum.days += line.days;
      sum[line.ore < 0 ? 'creditOre' : 'debitOre'] += line.ore;
      sum.vatOre += line.vatOre ?? 0;
      sums.set(key, sum);
    }
  }
  return [...sums.keys()].sort().map((key) => sums.get(key)!);
};
