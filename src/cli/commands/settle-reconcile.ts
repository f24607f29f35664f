import type { Command } from 'commander';
import type { LineFilter } from '../../application/ports/charge-source.js';
import type { Reconciliation } from '../../application/settlement/reconciliation.js';
import type { Explained, Reconciled } from '../../domain/settlement/reconcile.js';
import { formatKronor } from '../../domain/shared/money.js';
import { withClient } from '../connection.js';
import type { Column, Output } from '../output.js';
import { sessionOf } from '../session.js';
import { inKronor } from '../settlement-text.js';
import type { Terminal } from '../terminal.js';

type Posted = Reconciliation['settlements'][number];

const postedColumns: readonly Column<Posted>[] = [
  ['settlement', ({ settlement }) => settlement], ['through', ({ through }) => through],
  ['approved on', ({ approved }) => approved?.on], inKronor('debit kr', ({ debitOre }) => debitOre),
  inKronor('credit kr', ({ creditOre }) => creditOre),
];

/** One reason of a month that differs; the first one stands beside its amounts. */
interface Row extends Partial<Pick<Reconciled, 'issuedOre' | 'rightOre'>> {
  readonly month: Reconciled;
  readonly because?: Explained;
}

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
  ['because', ({ because }) => because?.isLeftOut
    ? `${because.reason}, needs a decision` : because?.reason],
  ['lines', ({ because }) => because?.lines],
];

const print = (output: Output, { through, settlements, items, total }: Reconciliation): void => {
  if (through === undefined) return output.line('Nothing is settled yet.');
  output.table(postedColumns, settlements);
  output.line(`Settled through ${through}: ${formatKronor(total.issuedOre)} kr issued, `
    + `${formatKronor(total.rightOre)} kr right now, a difference of ${formatKronor(total.ore)} kr.`);
  for (const { settlement, erasedOre } of settlements) {
    if (erasedOre !== undefined) {
      output.line(`Of ${settlement}, ${formatKronor(erasedOre)} kr have no lines: they were erased.`);
    }
  }
  if (items.length > 0) output.table(columns, items.flatMap(rowsOf));
  if (total.unexplainedOre !== 0) {
    output.line(`${formatKronor(total.unexplainedOre)} kr are explained by no line. That is a fault: run `
      + '"liggare rebuild" and "liggare verify".');
  }
};

export const addReconcile = (reconcile: Command, terminal: Terminal): void => {
  reconcile
    .description('What was issued beside what is right now, and what explains each difference.')
    .addHelpText('after', `
Examples:
  $ liggare settle reconcile
  $ liggare settle reconcile --payer 1481

The lines behind it: liggare settle draft --through <the last settled month> --lines, or --outside for those
that need a decision.`)
    .action(async (part: LineFilter, command: Command) => {
      const session = sessionOf(command, terminal);
      const books = await withClient(session, (client, atLeast) =>
        client.get<Reconciliation>('/v1/settlements/reconciliation', { ...part, atLeast }));
      session.output.result(books, () => print(session.output, books));
    });
};
