import { copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';
import { appendInProcess } from '../../../../test/support/append-process.js';
import { anEvent, aStream, idsOf } from '../../../../test/support/ledger-events.js';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { Clock } from '../../../application/ports/clock.js';
import {
  BEGINNING, type EventStore, NO_STREAM, StoreUnavailable,
} from '../../../application/ports/event-store.js';
import { openSqliteEventStore } from './sqlite-event-store.js';

let folder: TemporaryFolder;
let file: string;
let opened: EventStore[];

beforeEach(() => {
  folder = temporaryFolder();
  file = folder.file('ledger.db');
  opened = [];
});

afterEach(async () => {
  for (const store of opened) await store.close();
  folder.dispose();
});

const open = async (options: { clock?: Clock; readOnly?: boolean } = {}): Promise<EventStore> => {
  const store = await openSqliteEventStore({ file, ...options });
  opened.push(store);
  return store;
};

/** Makes the thread that writes for a store die, as of a fault in it: it gets what it cannot understand. */
const killWriter = async (store: EventStore): Promise<void> => {
  const { worker } = (store as unknown as { writer: { worker: Worker } }).writer;
  const death = new Promise((resolve) => { worker.once('exit', resolve); });
  worker.postMessage('nonsense');
  await death;
};

/** When the ledger recorded the one event of a new stream. */
const recordedAt = async (store: EventStore): Promise<number> => {
  const stream = aStream();
  await append(store, stream);
  return (await store.readStream(stream))[0]!.recordedAt;
};

const append = (store: EventStore, stream = aStream(), expected = NO_STREAM) =>
  store.append(stream, expected, [anEvent()]);

describe('the clock', () => {
  test('set back, it does not make the ledger go back, not even across a restart', async () => {
    let now = Date.UTC(2026, 0, 15, 12);
    const clock: Clock = { now: () => now };
    const first = await recordedAt(await open({ clock }));
    now -= 3_600_000;
    const second = await recordedAt(opened[0]!);
    await opened[0]!.close();
    const third = await recordedAt(await open({ clock }));
    now += 3_600_001;
    const fourth = await recordedAt(opened[1]!);
    expect([second, third, fourth].map((each) => each - first)).toEqual([0, 0, 1]);
  });
});

describe('the death of the writing thread', () => {
  test('leaves no append unanswered, and says honestly what is not known', async () => {
    const store = await open();
    const acknowledged = await append(store);
    const appends = Array.from({ length: 500 }, () => append(store));
    const outcomes = Promise.allSettled(appends);
    await killWriter(store);

    for (const outcome of await outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
      expect(outcome.reason).toMatchObject({ outcomeUnknown: true });
    }
    await expect(append(store)).rejects.toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: false });
    expect(await store.readAt([acknowledged.position])).toHaveLength(1);
  });

  test('loses nothing that was acknowledged; the rest is found out by appending again', async () => {
    const store = await open();
    const wanted = Array.from({ length: 300 }, () => ({ stream: aStream(), event: anEvent() }));
    const first = Promise.allSettled(
      wanted.map(({ stream, event }) => store.append(stream, NO_STREAM, [event])),
    );
    await killWriter(store);
    const outcomes = await first;

    const again = await open();
    const results = await Promise.all(
      wanted.map(({ stream, event }) => again.append(stream, NO_STREAM, [event])),
    );
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'fulfilled') expect(results[index]).toEqual(outcome.value);
    });
    const stored = await again.readAll(BEGINNING, { limit: 1_000 });
    expect(idsOf(stored).sort()).toEqual(idsOf(wanted.map(({ event }) => event)).sort());
  });
});

describe('a disk that takes no more', () => {
  test('refuses clearly, as unknown once the commit had begun, and keeps what was acknowledged', async () => {
    const told = await appendInProcess(
      { file, stream: 'delivery-full', events: 12, bytesEach: 50_000, fileBlocks: 500 },
    );
    const taken = told.flatMap((outcome) => ('position' in outcome ? [outcome] : []));
    const refused = told.slice(taken.length);
    expect(taken.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(1);
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: true });
    }
    const store = await open();
    expect(idsOf(await store.readStream('delivery-full'))).toEqual(taken.map(({ id }) => id));
    await append(store, 'delivery-full', taken.length - 1);
  });
});

describe('a second process', () => {
  test('that writes the same ledger finds and leaves every stream whole', async () => {
    const store = await open();
    const stream = aStream('delivery');
    const elsewhere = appendInProcess({ file, stream, events: 100, bytesEach: 10 });
    const here: string[] = [];
    for (let expected = NO_STREAM; here.length < 100;) {
      const event = anEvent();
      try {
        expected = (await store.append(stream, expected, [event])).revision;
        here.push(event.id);
      } catch (error) {
        expected = (error as { actual: number }).actual;
      }
    }
    const there = (await elsewhere).map((outcome) => ('id' in outcome ? outcome.id : outcome.message));
    const stored = await store.readStream(stream);
    expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 200 }, (_, index) => index));
    expect(idsOf(stored).sort()).toEqual([...here, ...there].sort());
  });
});

describe('opening', () => {
  const refusal = (message: string): object => ({ name: 'StoreUnavailable', message, outcomeUnknown: false });

  test('for reading only, it reads and refuses to append', async () => {
    const { position } = await append(await open());
    const reader = await open({ readOnly: true });
    expect(await reader.head()).toBe(position);
    await expect(append(reader)).rejects.toMatchObject(refusal('The ledger was opened for reading only'));
  });

  test('for reading only, it needs a ledger', async () => {
    const missing = 'The ledger (ledger.db) cannot be opened: '
      + 'the file or its folder is missing, or not open to this user';
    await expect(open({ readOnly: true })).rejects.toMatchObject(refusal(missing));
  });

  test('in a folder that is not there', async () => {
    await expect(openSqliteEventStore({ file: folder.file('no/ledger.db') })).rejects.toMatchObject(refusal(
      'The ledger (ledger.db) cannot be opened: the file or its folder is missing, or not open to this user',
    ));
  });

  test('a file that is no database', async () => {
    writeFileSync(file, 'a text of some length '.repeat(500));
    await expect(open()).rejects.toMatchObject(
      refusal('The ledger (ledger.db) cannot be opened: the file is not a database'),
    );
  });

  test('a database that is no ledger stays as it is', async () => {
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE notes (note TEXT)');
    await expect(open()).rejects.toMatchObject(refusal('The file is no ledger'));
    expect(other.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'delete' });
    other.close();
  });

  test('a ledger of a newer format', async () => {
    await (await open()).close();
    const newer = new DatabaseSync(file);
    newer.exec(`UPDATE ledger_info SET value = 2 WHERE name = 'format'`);
    newer.close();
    const message = 'The ledger has format 2; this version of the program reads format 1';
    await expect(open()).rejects.toMatchObject(refusal(message));
    await expect(open({ readOnly: true })).rejects.toMatchObject(refusal(message));
  });

  test('a ledger cut short is said to be damaged, by whoever needs what is missing', async () => {
    const store = await open();
    for (let index = 0; index < 20; index += 1) {
      await store.append(aStream(), NO_STREAM, [anEvent({ payload: new Uint8Array(10_000) })]);
    }
    await store.close();
    truncateSync(file, 60_000);
    const attempt = open().then((cut) => cut.readAll(BEGINNING, { limit: 100 }));
    await expect(attempt).rejects.toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: false });
    await expect(attempt).rejects.toThrow(/the file is damaged$/);
  });

  test('a copy of the file of a closed ledger is the whole ledger', async () => {
    const store = await open();
    const { position } = await append(store);
    await store.close();
    copyFileSync(file, folder.file('copy.db'));
    const copy = await openSqliteEventStore({ file: folder.file('copy.db') });
    opened.push(copy);
    expect(await copy.head()).toBe(position);
  });
});
