import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CodeField } from '../../domain/shared/fields.js';
import { Field } from './fields.js';

/** The forms of a file of records, one a line. */
const exportTypes = {
  ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8',
} as const;
export type ExportFormat = keyof typeof exportTypes;

/** Which form is asked for. */
export const FormatField = (): PropertyDecorator =>
  Field(CodeField(Object.keys(exportTypes), 'How it is written'), { optional: true });

const cell = (value: unknown): string => {
  const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Records as text, as they come: one a line, every field in its order, and of CSV a header first. */
export async function* exported<R extends object>(
  pieces: AsyncIterable<readonly R[]>, fields: readonly (keyof R & string)[], format: ExportFormat,
): AsyncGenerator<string> {
  const asJson = (row: R): string =>
    JSON.stringify(Object.fromEntries(fields.map((field) => [field, row[field] ?? null])));
  const asCsv = (row: R): string => fields.map((field) => cell(row[field])).join(',');
  const lineOf = format === 'csv' ? asCsv : asJson;
  if (format === 'csv') yield `${fields.join(',')}\n`;
  for await (const rows of pieces) yield rows.map((row) => `${lineOf(row)}\n`).join('');
}

/** The answer to who asked for a file: sent as it is read. */
export const fileOf = <R extends object>(
  reply: FastifyReply, ...[pieces, fields, format]: Parameters<typeof exported<R>>
): StreamableFile => {
  void reply.header('Content-Type', exportTypes[format]);
  return new StreamableFile(Readable.from(exported(pieces, fields, format), { objectMode: false }));
};
