import type { Readable } from 'node:stream';
import { type Sheet, workbook } from './workbook.js';
import type { Statement } from './statement.js';
import { type Cell, columns, summaryRows } from './statement-tables.js';

/** Excel has room for 1 048 576 rows on a sheet. */
const ROWS_PER_SHEET = 1_000_000;

const headings: Cell[] = columns.map(([heading]) => heading);

/** The next lines, as many as a sheet has room for; the rest is for the next sheet. */
async function* nextRows(
  lines: AsyncIterator<readonly Cell[]>, most: number,
): AsyncGenerator<readonly Cell[]> {
  yield headings;
  for (let count = 0; count < most; count += 1) {
    const line = await lines.next();
    if (line.done) return;
    yield line.value;
  }
}

async function* cellsOf(statement: Statement): AsyncGenerator<readonly Cell[]> {
  for await (const line of statement.lines()) yield columns.map(([, cellOf]) => cellOf(line));
}

async function* summary(statement: Statement): AsyncGenerator<readonly Cell[]> {
  yield* await summaryRows(statement);
}

/** A statement for Excel: its lines, on as many sheets as they need, and last what they are. */
export const statementXlsx = (statement: Statement, rowsPerSheet = ROWS_PER_SHEET): Readable => {
  const lines = cellsOf(statement);
  const count = Math.max(1, Math.ceil(statement.settlement.lines / rowsPerSheet));
  const sheets = Array.from({ length: count }, (_, index): Sheet => ({
    name: index === 0 ? 'Rader' : `Rader ${index + 1}`, rows: () => nextRows(lines, rowsPerSheet),
  }));
  return workbook([...sheets, { name: 'Underlag', rows: () => summary(statement) }]);
};
