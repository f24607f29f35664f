import type { Command } from 'commander';
import type { LineFilter } from '../../application/ports/charge-source.js';
import type { Reconciliation } from '../../application/settlement/reconciliation.js';
import type { Books, Explained, Reconciled } from '../../domain/settlement/reconcile.js';
import { formatKronor } from '../../domain/shared/money.js';
import { withClient } from '../connection.js';
import type { Column, Output } from '../output.js';
import { everyPage } from '../pages.js';
import { sessionOf } from '../session.js';
import { inKronor } from '../settlement-text.js';
import type { Terminal } from '../terminal.js';

type Posted = Reconciliation['settlements'][number];

const postedColumns: readonly Column<Posted>[] = [
  ['settlement', ({ settlement }) => settlement], ['through', ({ through }) => through],
  ['approved on', ({ approved }) => approved?.on], inKronor('debit kr', ({ debitOre }) => debitOre),
  inKronor('credit kr', ({ creditOre }) => creditOre), inKronor('VAT kr', ({ vatOre }) => vatOre),
];

/** One reason of a month that differs; the first one stands beside its amounts. */
interface Row extends Partial<Pick<Reconciled, 'issuedOre' | 'rightOre'>> {
  readonly month: Reconciled;
  readonly because?: Explained;
}

/** Without what waits for a decision: a ledger with years of history has thousands of such months. */
const settledNext = (month: Reconciled): Reconciled[] => {
  const because = month.because.filter(({ isLeftOut }) => !isLeftOut);
  return because.length > 0 || month.unexplainedOre !== 0 ? [{ ...month, because }] : [];
};

const printLeftOut = (output: Output, items: readonly Reconciled[]): void => {
  const waiting = items.flatMap(({ because }) => because).filter(({ isLeftOut }) => isLeftOut);
  if (waiting.length === 0) return;
  const [lines, ore] = (['lines', 'ore'] as const).map((field) =>
    waiting.reduce((sum, each) => sum + each[field], 0)) as [number, number];
  output.line(`Of months too long ago, ${lines} lines of ${formatKronor(ore)} kr wait for a decision; `
    + '--outside has them in the table.');
};

const rowsOf = (month: Reconciled): Row[] => {
  const { issuedOre, rightOre, because: [first, ...more] } = month;
  return [{ month, because: first, issuedOre, rightOre }, ...more.map((because) => ({ month, because }))];
};

const inKronorIf = (heading: string, oreOf: (row: Row) => number | undefined): Column<Row> =>
  [heading, (row) => (oreOf(row) === undefined ? '' : formatKronor(oreOf(row)!)), 'right'];

const columns: readonly Column<Row>[] = [
  ['payer', ({ month }) => month.payer], ['payee', ({ month }) => month.principal],
  ['month', ({ month }) => month.month], inKronorIf('issued kr', ({ issuedOre }) => issuedOre),
  inKronorIf('right kr', ({ rightOre }) => rightOre),
  inKronor('difference', ({ month, because }) => because?.ore ?? month.ore),
  inKronor('VAT kr', ({ month, because }) => because?.vatOre ?? month.vatOre),
  ['because', ({ because }) => because?.isLeftOut
    ? `${because.reason}, needs a decision` : because?.reason],
  ['lines', ({ because }) => because?.lines],
];

interface ReconcileOptions extends LineFilter {
  readonly outside?: boolean;
}

const print = (
  output: Output, { through, settlements, items, total }: Reconciliation, isWhole: boolean,
): void => {
  if (through === undefined) return output.line('Nothing is settled yet.');
  output.table(postedColumns, settlements);
  output.line(`Settled through ${through}: ${formatKronor(total.issuedOre)} kr issued, `
    + `${formatKronor(total.rightOre)} kr right now, a difference of ${formatKronor(total.ore)} kr.`);
  output.line(`VAT in it: ${formatKronor(total.issuedVatOre)} kr issued, `
    + `${formatKronor(total.rightVatOre)} kr right now, a difference of ${formatKronor(total.vatOre)} kr.`);
  for (const { settlement, erasedOre } of settlements) {
    if (erasedOre !== undefined) {
      output.line(`Of ${settlement}, ${formatKronor(erasedOre)} kr have no lines: they were erased.`);
    }
  }
  const shown = isWhole ? items : items.flatMap(settledNext);
  if (shown.length > 0) output.table(columns, shown.flatMap(rowsOf));
  if (!isWhole) printLeftOut(output, items);
  printUnexplained(output, total);
};

const printUnexplained = (output: Output, { unexplainedOre, unexplainedVatOre }: Books): void => {
  const repair = 'run "liggare rebuild" and "liggare verify".';
  if (unexplainedOre !== 0) {
    output.line(`${formatKronor(unexplainedOre)} kr are explained by no line. That is a fault: ${repair}`);
  }
  if (unexplainedVatOre !== 0) {
    output.line(`${formatKronor(unexplainedVatOre)} kr of VAT are explained by no line. Lines issued before `
      + `they told any VAT have none; where there are no such lines, that is a fault: ${repair}`);
  }
};

export const addReconcile = (reconcile: Command, terminal: Terminal): void => {
  reconcile
    .description('What was issued beside what is right now, and what explains each difference.')
    .option('--outside', 'also what is too long ago and waits for a decision, month by month', false)
    .addHelpText('after', `
Examples:
  $ liggare settle reconcile
  $ liggare settle reconcile --payer 1481

The lines behind it: liggare settle draft --through <the last settled month> --lines, or --outside for those
that need a decision.`)
    .action(async ({ outside, ...part }: ReconcileOptions, command: Command) => {
      const session = sessionOf(command, terminal);
      const books = await withClient(session, (client, atLeast) =>
        everyPage<Reconciliation>(client, '/v1/settlements/reconciliation', { ...part, atLeast }));
      session.output.result(books, () => print(session.output, books, outside === true));
    });
};
