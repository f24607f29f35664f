import { BroadcastChannel, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../../../application/ports/event-store.js';
import { closeDatabaseFile, openDatabaseFile } from '../../sqlite/database-file.js';
import { unpackAppends } from './append-message.js';
import { bellName } from './commit-bell.js';
import { LedgerWriter } from './ledger-writer.js';
import { ledgerFile } from './schema.js';
import { type AppendMessage, type FromWriter, packOutcomes, type ToWriter } from './writer-messages.js';

/** What arrives beyond so many bytes waits for the next transaction. */
const GROUP_LIMIT_BYTES = 8 * 1024 * 1024;

const { file } = workerData as { file: string };
const port = parentPort!;
const database = openDatabaseFile(file, ledgerFile);
const writer = new LedgerWriter(database);
const bell = new BroadcastChannel(bellName(file));

const answer = (message: FromWriter): void => port.postMessage(message);

/** A message and all that came after it: while one group is flushed to disk, the next one gathers here. */
const groupFrom = (first: ToWriter): ToWriter[] => {
  const group = [first];
  let bytes = sizeOf(first);
  while (bytes < GROUP_LIMIT_BYTES) {
    const next = receiveMessageOnPort(port)?.message as ToWriter | undefined;
    if (!next) break;
    group.push(next);
    bytes += sizeOf(next);
  }
  return group;
};

const sizeOf = (message: ToWriter): number => (message === 'close' ? 0 : message.packed.byteLength);

const commit = (messages: readonly AppendMessage[]): void => {
  const requests = messages.flatMap(({ packed }) => unpackAppends(packed));
  try {
    const outcomes = writer.commit(requests, Math.max(...messages.map(({ now }) => now)));
    answer({ kind: 'committed', outcomes: packOutcomes(outcomes) });
    bell.postMessage('committed');
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    answer({
      kind: 'failed', appends: requests.length, reason: error.message, outcomeUnknown: error.outcomeUnknown,
    });
  }
};

const close = (): void => {
  closeDatabaseFile(database);
  bell.close();
  port.close();
};

port.on('message', (first: ToWriter) => {
  const group = groupFrom(first);
  const appends = group.filter((message) => message !== 'close');
  if (appends.length > 0) commit(appends);
  if (group.includes('close')) close();
});

answer({ kind: 'ready' });
