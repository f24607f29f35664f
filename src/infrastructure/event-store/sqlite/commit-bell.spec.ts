import { jest } from '@jest/globals';
import { anEvent, aStream } from '../../../../test/support/ledger-events.js';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { BEGINNING, type EventStore, NO_STREAM } from '../../../application/ports/event-store.js';
import { openDatabaseFile } from '../../sqlite/database-file.js';
import { CommitBell } from './commit-bell.js';
import { LedgerWriter } from './ledger-writer.js';
import { ledgerFile } from './schema.js';
import { openSqliteEventStore } from './sqlite-event-store.js';

let folder: TemporaryFolder;
let writing: EventStore;
let reading: EventStore;

beforeEach(async () => {
  folder = temporaryFolder();
  writing = await openSqliteEventStore({ file: folder.file('ledger.db') });
  reading = await openSqliteEventStore({ file: folder.file('ledger.db'), readOnly: true });
  // Time stands still, so that nobody wakes by looking again.
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date', 'performance'] });
});

afterEach(async () => {
  jest.useRealTimers();
  await reading.close();
  await writing.close();
  folder.dispose();
});

const event = {
  id: Buffer.alloc(16), type: 'Enrolled', version: 1, meta: Buffer.from('{}'), payload: Buffer.alloc(1),
};

/** A promise, and what resolves it. */
const signal = (): { came: Promise<void>; tell: () => void } => {
  let tell = (): void => undefined;
  const came = new Promise<void>((resolve) => { tell = resolve; });
  return { came, tell };
};

test('a subscription is woken by commits that are made over another connection', async () => {
  for (let index = 0; index < 3; index += 1) {
    const { came, tell } = signal();
    const subscription = reading.subscribeAll(await reading.head(), { batch: 10 }, tell);
    await writing.append(aStream(), NO_STREAM, [anEvent()]);
    await came;
    await subscription.stop();
  }
});

test('a commit that nobody rang for is found by looking again', async () => {
  const { came, tell } = signal();
  const subscription = reading.subscribeAll(BEGINNING, { batch: 10 }, tell);
  const database = openDatabaseFile(folder.file('ledger.db'), ledgerFile);
  await jest.advanceTimersByTimeAsync(0); // until it waits
  new LedgerWriter(database).commit([{ stream: aStream(), expectedRevision: NO_STREAM, events: [event] }], 0);
  database.close();
  await jest.advanceTimersByTimeAsync(1_000);
  await came;
  await subscription.stop();
});

test('a ring between looking and lying down is not slept through', async () => {
  const bell = new CommitBell(folder.file('ledger.db'));
  const { heard } = bell;
  bell.ring();
  await bell.next(heard);
  bell.close();
});
