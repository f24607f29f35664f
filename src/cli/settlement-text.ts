import type { ChargeSum } from '../application/ports/charge-source.js';
import type { RulesChange } from '../application/settlement/causes.js';
import type { Deviation } from '../domain/cost/deviation.js';
import type { Settlement } from '../domain/settlement/state.js';
import { formatKronor, type Ore } from '../domain/shared/money.js';
import type { DeviationCount } from '../projections/cost-allocation/deviation-counts.js';
import type { Column, Output } from './output.js';

/** What made a correction: an event, a deadline, or another version of the program. */
interface Cause {
  readonly what: string;
  readonly validOn?: string;
  readonly rules?: RulesChange;
}

/** One line of a settlement, issued or drafted. */
export interface Line {
  readonly id?: string;
  readonly kind: string;
  readonly person: string | null;
  readonly month: string;
  readonly payer: string;
  readonly principal: string;
  readonly unit: string;
  readonly studyPath: string;
  readonly days: number;
  readonly item?: string;
  readonly share?: string;
  readonly ore: Ore;
  /** Absent where the payee gets none, and of lines that were issued before they told it. */
  readonly vatOre?: Ore;
  readonly reason?: string;
  readonly because?: readonly Cause[];
}

/** What one payer owes one payee. */
type Debt = Pick<ChargeSum, 'payer' | 'principal' | 'days' | 'debitOre' | 'creditOre' | 'vatOre'>;

/** What a settlement comes to between each payer and each payee: its months and study paths together. */
const debtsIn = (sums: readonly ChargeSum[]): Debt[] => {
  const debts = new Map<string, Debt>();
  for (const { payer, principal, ...sum } of sums) {
    const key = `${payer}|${principal}`;
    const known = debts.get(key) ?? { days: 0, debitOre: 0, creditOre: 0, vatOre: 0 };
    debts.set(key, {
      payer, principal, days: known.days + sum.days, debitOre: known.debitOre + sum.debitOre,
      creditOre: known.creditOre + sum.creditOre, vatOre: known.vatOre + sum.vatOre,
    });
  }
  return [...debts.keys()].sort().map((key) => debts.get(key)!);
};

export const inKronor = <R>(heading: string, oreOf: (row: R) => Ore | undefined): Column<R> => [
  heading, (row) => {
    const ore = oreOf(row);
    return ore === undefined ? undefined : formatKronor(ore);
  }, 'right',
];

const debtColumns: readonly Column<Debt>[] = [
  ['payer', ({ payer }) => payer], ['payee', ({ principal }) => principal], ['days', ({ days }) => days],
  inKronor('debit kr', ({ debitOre }) => debitOre), inKronor('credit kr', ({ creditOre }) => creditOre),
  inKronor('to pay kr', ({ debitOre, creditOre }) => debitOre + creditOre),
  inKronor('VAT kr', ({ vatOre }) => vatOre),
];

export const settlementColumns: readonly Column<Settlement>[] = [
  ['settlement', ({ settlement }) => settlement], ['through', ({ through }) => through],
  ['stage', ({ stage }) => stage], ['pupils', ({ persons }) => persons], ['lines', ({ lines }) => lines],
  inKronor('debit kr', ({ debitOre }) => debitOre), inKronor('credit kr', ({ creditOre }) => creditOre),
  ['prepared by', ({ preparedBy }) => preparedBy], ['approved by', ({ approved }) => approved?.by],
  ['approved on', ({ approved }) => approved?.on],
];

/** A line that is not issued has no id. */
export const draftColumns: readonly Column<Line>[] = [
  ['month', ({ month }) => month], ['payer', ({ payer }) => payer], ['payee', ({ principal }) => principal],
  ['unit', ({ unit }) => unit], ['study path', ({ studyPath }) => studyPath],
  ['person', ({ person }) => person], ['part', ({ item, share }) => item ?? share],
  ['kind', ({ kind }) => kind], ['days', ({ days }) => days], inKronor('kr', ({ ore }) => ore),
  inKronor('VAT kr', ({ vatOre }) => vatOre),
  ['reason', ({ reason }) => reason],
  ['because of', ({ because = [] }) =>
    because.map(({ what, validOn, rules }) =>
      [what, validOn, rules && `${rules.then ?? '?'} → ${rules.now}`].filter(Boolean).join(' ')).join(', ')],
];

export const lineColumns: readonly Column<Line>[] = [...draftColumns, ['line', ({ id }) => id]];

/** A deviation, with what would resolve it. */
export type DeviationTold = Deviation & {
  readonly person: string;
  readonly remedy: string;
  readonly asked?: readonly string[];
};

export const deviationColumns: readonly Column<DeviationTold>[] = [
  ['kind', ({ kind }) => kind], ['person', ({ person }) => person], ['from', ({ from }) => from],
  ['to', ({ to }) => to], ['payer', ({ payer }) => payer], ['payee', ({ principal }) => principal],
  ['unit', ({ unit }) => unit], ['study path', ({ studyPath }) => studyPath],
  ['asks for', ({ asked }) => asked?.join(' ')], ['event', ({ event }) => event],
];

export const printRemedies = (output: Output, deviations: readonly DeviationTold[]): void => {
  const remedies = new Map(deviations.map(({ kind, remedy }) => [kind, remedy]));
  for (const [kind, remedy] of remedies) output.line(`${kind}: ${remedy}`);
};

const deviationsText = ({ kind, deviations, persons }: DeviationCount): string =>
  `${kind} ${deviations} (${persons} ${persons === 1 ? 'pupil' : 'pupils'})`;

/** How many deviations there are, under what a settlement comes to without them. */
export const printDeviationCounts = (
  output: Output, through: string, counts: readonly DeviationCount[],
): void => {
  for (const isCharged of [false, true]) {
    const told = counts.filter((count) => count.isCharged === isCharged).map(deviationsText);
    const heading = isCharged ? 'Charged, but doubted' : 'Not charged';
    if (told.length > 0) output.line(`${heading}: ${told.join(', ')}.`);
  }
  if (counts.length === 0) return;
  output.line(`What would resolve it: liggare settle draft --through ${through} --deviations`);
};

const totalOf = (sums: readonly ChargeSum[]): string => {
  const [debit, credit, vat] = (['debitOre', 'creditOre', 'vatOre'] as const).map((field) =>
    sums.reduce((total, sum) => total + sum[field], 0)) as [Ore, Ore, Ore];
  return `Total: ${formatKronor(debit)} kr debited, ${formatKronor(credit)} kr credited, `
    + `${formatKronor(debit + credit)} kr to pay, of it ${formatKronor(vat)} kr VAT.`;
};

/** Who owes whom how much, and what that comes to. */
export const printDebts = (output: Output, sums: readonly ChargeSum[]): void => {
  if (sums.length === 0) return output.line('No lines: nothing is due that was not issued before.');
  output.table(debtColumns, debtsIn(sums));
  output.line(totalOf(sums));
};

const stages: Readonly<Record<Settlement['stage'], string>> = {
  prepared: 'prepared; somebody else is to approve it', superseded: 'given way to one prepared later',
  approved: 'approved, and not issued to its end; approve it again', issued: 'issued', abandoned: 'given up',
};

/** Where a settlement has come. */
export const printSettlement = (output: Output, one: Settlement): void => {
  const { settlement, through, stage, validOn, preparedBy, approved, persons, lines, outside } = one;
  output.line(`Settlement ${settlement} through ${through}: ${stages[stage]}.`);
  output.line(`Worked out on ${validOn}, prepared by ${preparedBy}`
    + `${approved ? `, approved by ${approved.by} on ${approved.on}` : ''}.`);
  output.line(`${lines} lines for ${persons} pupils.`);
  if (one.reachesBackTo !== undefined) {
    output.line(`By decision (${one.reason}) it reaches back to ${one.reachesBackTo}.`);
  }
  if (!outside) return;
  output.line(`Left out, being of months too long ago: ${outside.lines} lines for ${outside.persons} pupils, `
    + `${formatKronor(outside.debitOre)} kr debited and ${formatKronor(outside.creditOre)} kr credited.`);
};
