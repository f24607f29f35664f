import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { withConnection } from '../connection.js';
import { CliFailure } from '../failure.js';
import { globalOptions } from '../options.js';
import { consoleOutput, type Output } from '../output.js';
import { byteProgress } from '../progress.js';

export const DELIVERY_KINDS = ['elin', 'population', 'price-list', 'school-units'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

interface Refusal { line: number; field?: string; code: string; rule: string }
export interface DeliveryReport {
  delivery: string;
  state: string;
  lines: number;
  taken: number;
  known: number;
  refused: number;
  refusals?: Refusal[];
  problem?: { code: string; rule: string };
}

const CONTENT_TYPES: Record<string, string> = { json: 'application/json', ndjson: 'application/x-ndjson', csv: 'text/csv' };

const contentType = (file: string): string => {
  const ending = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  return CONTENT_TYPES[ending] ?? 'application/octet-stream';
};

const SHOWN = 20;

const printReport = (output: Output, report: DeliveryReport): void => {
  output.line(`Delivery ${report.delivery}: ${report.lines} lines, ${report.taken} taken, `
    + `${report.known} known already, ${report.refused} refused.`);
  const refusals = report.refusals ?? [];
  if (refusals.length > 0) {
    output.table(['line', 'field', 'code', 'rule'],
      refusals.slice(0, SHOWN).map(({ line, field, code, rule }) => [line, field, code, rule]));
  }
  if (report.refused > SHOWN) output.line(`… and ${report.refused - SHOWN} more; see them all with --json.`);
};

/** Sends one file through the same intake as any delivery over HTTP. */
export const sendFile = async (
  client: { post<T>(path: string, call: object): Promise<T> }, kind: DeliveryKind, file: string, quiet: boolean,
): Promise<DeliveryReport> => {
  const { size } = await stat(file).catch(() => { throw new CliFailure(`There is no file ${file} that can be read.`); });
  const progress = byteProgress(kind, size, quiet);
  try {
    return await client.post<DeliveryReport>(`/v1/deliveries/${kind}`, {
      stream: { content: progress.watch(createReadStream(file, { highWaterMark: 256 * 1024 })), type: contentType(file) },
      headers: { 'idempotency-key': randomUUID() },
    });
  } finally {
    progress.stop();
  }
};

export const addImport = (program: Command): void => {
  program.command('import')
    .description('Take in a delivery: an ELIN export, a population feed, a price list or school units.')
    .argument('<kind>', DELIVERY_KINDS.join(', '))
    .argument('<file>', 'the file; its size does not matter')
    .addHelpText('after', `
Examples:
  $ liggare import elin export-2026-03-01.json
  $ liggare import price-list riksprislista_2026.csv --json

Sending a file again changes nothing, and a file that broke off is completed by sending it again.
Lines that are refused are listed with line, field and rule; they never stop the others.`)
    .action(async (kind: string, file: string, _options: unknown, command: Command) => {
      const options = globalOptions(command);
      if (!(DELIVERY_KINDS as readonly string[]).includes(kind)) {
        throw new CliFailure(`There is no kind "${kind}". Kinds are ${DELIVERY_KINDS.join(', ')}.`, 2);
      }
      const output = consoleOutput(options.json);
      const report = await withConnection(options, ({ client }) => sendFile(client, kind as DeliveryKind, file, options.json));
      output.result(report, () => printReport(output, report));
      if (report.problem) throw new CliFailure(`The delivery broke off: ${report.problem.rule}`);
    });
};
