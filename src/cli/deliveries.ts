import { randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { DeliveryReport } from '../application/intake/delivery-report.js';
import type { PriceFileCheck } from '../application/intake/price-list/check-price-file.js';
import type { DeliveryKind } from '../domain/delivery/events.js';
import type { ApiClient, StreamedBody } from './api-client.js';
import { CliFailure } from './failure.js';
import { counted, progressOn } from './progress.js';
import type { Terminal } from './terminal.js';

/** What can be taken in, in the order in which a newcomer would do it. */
export const deliveryKinds = [
  'school-units', 'price-list', 'population', 'elin', 'school-roll', 'attendance',
] as const satisfies readonly DeliveryKind[];

const contentTypes: Readonly<Record<string, string>> = {
  json: 'application/json', ndjson: 'application/x-ndjson', csv: 'text/csv',
};

const contentTypeOf = (file: string): string =>
  contentTypes[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

const PIECE_BYTES = 256 * 1024;

/** Sends a file through the same intake as any delivery over HTTP, showing how far it is. */
export const sendFile = (
  client: ApiClient, kind: DeliveryKind, file: string, terminal: Terminal,
): Promise<DeliveryReport> => withContent(kind, file, terminal, (stream) =>
  client.post<DeliveryReport>(`/v1/deliveries/${kind}`, {
    stream, headers: { 'idempotency-key': randomUUID() },
  }));

/** What a price list would change, if it were sent. */
export const checkPriceList = (
  client: ApiClient, file: string, terminal: Terminal, atLeast?: string,
): Promise<PriceFileCheck> => withContent('price-list', file, terminal, (stream) => {
  const query = atLeast === undefined ? '' : `?atLeast=${encodeURIComponent(atLeast)}`;
  return client.post<PriceFileCheck>(`/v1/deliveries/price-list/checks${query}`, { stream });
});

/** Opens a file, shows how far it is read, and closes it. */
const withContent = async <T>(
  kind: DeliveryKind, file: string, { stderr }: Terminal, send: (stream: StreamedBody) => Promise<T>,
): Promise<T> => {
  const handle = await openFile(file);
  const progress = progressOn(stderr, kind, 'bytes', (await handle.stat()).size);
  const pieces = handle.createReadStream({ highWaterMark: PIECE_BYTES, autoClose: false });
  try {
    return await send({ content: counted(pieces, progress), type: contentTypeOf(file) });
  } finally {
    progress.stop();
    await handle.close();
  }
};

const openFile = async (file: string): Promise<FileHandle> => {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new CliFailure(`The file ${file} cannot be read (${error.code}).`);
  });
  if (!(await handle.stat()).isDirectory()) return handle;
  await handle.close();
  throw new CliFailure(`${file} is a folder; deliveries are sent file by file.`);
};
