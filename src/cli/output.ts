/**
 * What a command prints with: tables for people, one JSON document for programs, progress to standard error.
 */
export interface Output {
  readonly json: boolean;
  line(text: string): void;
  /** Prints JSON when asked for, else what `human` prints. */
  result(value: unknown, human: () => void): void;
  table(headings: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): void;
}

const cell = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

const padded = (text: string, width: number, right: boolean): string => (right ? text.padStart(width) : text.padEnd(width));

/** Columns as wide as their widest cell; numbers to the right. */
export const tableText = (
  headings: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[],
): string => {
  const cells = rows.map((row) => row.map(cell));
  const widths = headings.map((heading, column) => Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const right = headings.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]): string =>
    row.map((text, column) => padded(text, widths[column]!, right[column]!)).join('  ').trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n');
};

export const consoleOutput = (json: boolean): Output => {
  const line = (text: string): void => { process.stdout.write(`${text}\n`); };
  return {
    json, line,
    result: (value, human) => (json ? line(JSON.stringify(value, null, 2)) : human()),
    table: (headings, rows) => line(tableText(headings, rows)),
  };
};
