import { isEncodable, type Layout } from './layout.js';
import type { Cells } from './write-rows.js';

const LINE_ENDS = { crlf: '\r\n', lf: '\n' } as const;
const BYTE_ORDER_MARK = '\uFEFF';
const encoder = new TextEncoder();

/** The bytes of a report: the same for the same rows and layout, whenever it is written. */
export const reportFile = (rows: readonly Cells[], layout: Layout): Uint8Array => {
  const { columns, file } = layout;
  const names = columns.map(({ name }) => name);
  const lines = rows.map((row) => names.map((name) => row[name] ?? ''));
  if (file.header) lines.unshift(names);
  const text = lines.map((cells) => `${cells.map((cell) => written(cell, file)).join(separatorOf(file))}${
    LINE_ENDS[file.lineEnd]}`).join('');
  return encoded(text, layout);
};

const separatorOf = ({ separator }: Layout['file']): string => (separator === 'tab' ? '\t' : separator);

const written = (cell: string, file: Layout['file']): string => {
  const isQuoted = file.quotes === 'always' || cell.includes('"') || cell.includes(separatorOf(file));
  return isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell;
};

const encoded = (text: string, layout: Layout): Uint8Array => {
  const { encoding } = layout.file;
  if (encoding === 'utf-8-bom') return encoder.encode(`${BYTE_ORDER_MARK}${text}`);
  if (encoding === 'utf-8') return encoder.encode(text);
  if (!isEncodable(text, layout)) throw new Error('A report has characters that its encoding has not');
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
};

/** What a report is called. */
export const reportFileName = ({ file }: Layout, { municipality, half }: {
  readonly municipality: string; readonly half: string;
}): string => file.name.replaceAll('{municipality}', municipality).replaceAll('{half-year}', half);
