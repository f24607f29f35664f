import { csvFields, type Delimiter } from './csv-fields.js';
import { firstByte, Opening } from './opening.js';
import { type Ending, type LineReader, type LineRefusal, type ReadLine, Unreadable } from './read-line.js';
import { type TextLine, TextLines } from './text-lines.js';

/** What stands before the rows: comments (lines that begin with `#`) and the names of the columns. */
export interface CsvHeader {
  readonly comments: readonly string[];
  readonly columns: readonly string[];
}

/** The cells of a row by column; empty ones are left out, and `a.b` is the field b of a. */
export interface CsvRow {
  readonly [column: string]: string | CsvRow;
}

/** CSV with a header row, delimited by commas or semicolons; each line is a row, a comment, or blank. */
export class CsvReader implements LineReader {
  private readonly text: TextLines;
  private readonly comments: string[] = [];
  private columns: readonly string[] | undefined;
  private delimiter: Delimiter = ',';

  /** @param onHeader is told the header before any row; throws `Unreadable` for columns it does not know */
  constructor(base: number, private readonly onHeader: (header: CsvHeader) => void) {
    this.text = new TextLines(base);
  }

  push(piece: Uint8Array): ReadLine[] {
    return this.text.push(piece).flatMap((line) => this.read(line));
  }

  end(): Ending {
    const lines = this.text.end().flatMap((line) => this.read(line));
    return this.columns ? { lines } : { lines, problem: headerMissing() };
  }

  private read(line: TextLine | LineRefusal): ReadLine[] {
    if (!this.columns) return this.readHeader(line);
    if ('code' in line) return [line];
    if (line.text.trim() === '' || line.text.startsWith('#')) return [];
    const cells = csvFields(line.text, this.delimiter);
    return [cells ? this.row(line.line, cells, this.columns) : { line: line.line, ...QUOTES }];
  }

  private readHeader(line: TextLine | LineRefusal): [] {
    if ('code' in line) throw new Unreadable(line.code, `Line ${line.line}, before any row: ${line.rule}`);
    if (line.text.startsWith('#')) this.comments.push(line.text.slice(1).trim());
    else if (line.text.trim() !== '') this.takeHeader(line);
    return [];
  }

  private takeHeader({ line, text }: TextLine): void {
    this.delimiter = text.includes(';') ? ';' : ',';
    const columns = csvFields(text, this.delimiter);
    if (!columns || columns.some((name, index) => name === '' || columns.indexOf(name) < index)) {
      throw new Unreadable('header-invalid', `Line ${line}: names of columns are missing or repeated.`);
    }
    this.onHeader({ comments: this.comments, columns });
    this.columns = columns;
  }

  private row(line: number, cells: readonly string[], columns: readonly string[]): ReadLine {
    if (cells.length !== columns.length) return { line, ...COUNT };
    const named = columns.map((name, index) => [name, cells[index]!] as const);
    return { line, value: rowOf(named.filter(([, cell]) => cell !== '')) };
  }
}

const rowOf = (cells: readonly (readonly [column: string, cell: string])[]): CsvRow => {
  const row: Record<string, string | Record<string, string>> = {};
  for (const [column, cell] of cells) {
    const [name, part] = column.split('.') as [string, string?];
    if (part === undefined) row[name] = cell;
    else row[name] = { ...row[name] as Record<string, string> | undefined, [part]: cell };
  }
  return row;
};

const headerMissing = (): Unreadable =>
  new Unreadable('header-missing', 'The file has no row with the names of the columns.');
const QUOTES = {
  code: 'csv-quotes', rule: 'The quotes of the row do not match; a quoted field ends on its own line.',
};
const COUNT = { code: 'csv-fields', rule: 'The row has more or fewer fields than there are columns.' };

/** A whole CSV file, a byte order mark and all. */
export const csvFile = (onHeader: (header: CsvHeader) => void): LineReader => new Opening((opening, base) =>
  (firstByte(opening) === undefined ? undefined : { reader: new CsvReader(base, onHeader), from: 0 }));
