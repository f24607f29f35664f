import type { Writable } from 'node:stream';
import { FOREVER } from '../domain/shared/civil-date.js';

export type Cell = string | number | boolean | null | undefined;

/** What stands in a cell for a value of an answer: a list is written out. */
export const cellOf = (value: Cell | readonly string[]): Cell =>
  (value instanceof Array ? value.join(', ') : value);

/** `studyPath` as people read it. */
export const headingOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A column of a table: its heading, and what a row has in it. Numbers stand to the right by themselves. */
export type Column<R> = readonly [heading: string, cellOf: (row: R) => Cell, side?: 'right'];

type Row = Readonly<Record<string, Cell | readonly string[]>>;

/** Columns of an answer's fields, each by its own heading or as people read its name. */
export const columnsOf = <R extends Row>(
  fields: readonly string[], headings: Readonly<Record<string, string>> = {},
): Column<R>[] => fields.map((field) => [
  headings[field] ?? headingOf(field), field === 'name' ? nameOf : (row) => cellOf(row[field]),
]);

/** A name that is hidden is told as that: an empty cell is a name that no source says. */
export const nameOf = (row: { readonly name?: unknown; readonly protected?: unknown }): Cell =>
  (row.name === null && row.protected === true ? '(protected)' : row.name as Cell);

/** What a command answers with: tables and lines for people, one JSON document for programs. */
export interface Output {
  line(text: string): void;
  table<R>(columns: readonly Column<R>[], rows: readonly R[]): void;
  /** Prints the value as JSON where that was asked for, and else what `show` prints. */
  result(value: unknown, show: () => void): void;
}

/** Names come from outside: nothing in them may steer a terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\u00b7');

/** Periods without an end have an empty one. */
const textOf = (cell: Cell): string =>
  (cell === null || cell === undefined || cell === FOREVER ? '' : printable(String(cell)));

/** Columns as wide as their widest cell. */
export const tableText = <R>(columns: readonly Column<R>[], rows: readonly R[]): string => {
  const cells = rows.map((row) => columns.map(([, cellOf]) => cellOf(row)));
  const texts = [columns.map(([heading]) => heading), ...cells.map((row) => row.map(textOf))];
  const widths = columns.map((_, at) => Math.max(...texts.map((row) => row[at]!.length)));
  const isRight = columns.map(([, , side], at) =>
    side === 'right' || cells.every((row) => typeof row[at] === 'number'));
  const padded = (text: string, at: number): string =>
    (isRight[at] ? text.padStart(widths[at]!) : text.padEnd(widths[at]!));
  const [headings, ...body] = texts.map((row) => row.map(padded).join('  ').trimEnd());
  return [headings, widths.map((width) => '─'.repeat(width)).join('  '), ...body].join('\n');
};

export const outputTo = (stdout: Writable, asJson: boolean): Output => {
  const line = (text: string): void => { stdout.write(`${text}\n`); };
  return {
    line,
    table: (columns, rows) => (rows.length === 0 ? line('Nothing found.') : line(tableText(columns, rows))),
    result: (value, show) => (asJson ? line(JSON.stringify(value, null, 2)) : show()),
  };
};
