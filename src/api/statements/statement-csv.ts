import { formatKronor } from '../../domain/shared/money.js';
import type { Statement } from './statement.js';
import { type Cell, columns, summaryRows } from './statement-tables.js';

/** Without it, Excel takes UTF-8 for something else. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Text that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

const textCell = (text: string): string => {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

const csvCell = (cell: Cell): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return textCell(cell);
  return 'day' in cell ? cell.day : formatKronor(cell.ore).replace('.', ',');
};

export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(';')}\r\n`;

const AT_ONCE = 500;

/** A statement for Swedish Excel: lines with semicolons and decimal commas, and below them what they are. */
export async function* statementCsv(statement: Statement): AsyncGenerator<string> {
  let text = BYTE_ORDER_MARK + csvRow(columns.map(([heading]) => heading));
  let waiting = 0;
  for await (const line of statement.lines()) {
    text += csvRow(columns.map(([, cellOf]) => cellOf(line)));
    waiting += 1;
    if (waiting < AT_ONCE) continue;
    yield text;
    [text, waiting] = ['', 0];
  }
  yield `${text}\r\n${(await summaryRows(statement)).map(csvRow).join('')}`;
}
