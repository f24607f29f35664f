import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { type Database, openDatabaseFile } from '../../sqlite/database-file.js';
import { writeUuid } from '../../uuid-bytes.js';
import type { AppendRequest, EncodedEvent } from './append-request.js';
import { LedgerReader } from './ledger-reader.js';
import { LedgerWriter } from './ledger-writer.js';
import { ledgerFile } from './schema.js';

const NOON = Date.UTC(2026, 0, 15, 12);

let folder: TemporaryFolder;
let opened: Database[];

beforeEach(() => {
  folder = temporaryFolder();
  opened = [];
});

afterEach(() => {
  for (const database of opened) database.close();
  folder.dispose();
});

const open = (readOnly = false): Database => {
  const database = openDatabaseFile(folder.file('ledger.db'), ledgerFile, { readOnly });
  opened.push(database);
  return database;
};

const encoded = (bytes = 100): EncodedEvent => {
  const id = Buffer.alloc(16);
  writeUuid(randomUUID(), id, 0);
  return { id, type: 'Enrolled', version: 1, meta: Buffer.from('{}'), payload: new Uint8Array(bytes) };
};

const append = (stream: string, expectedRevision: number, bytes?: number): AppendRequest =>
  ({ stream, expectedRevision, events: [encoded(bytes)] });

describe('a group', () => {
  test('each append sees the ones before it, and one that is refused fails no other', () => {
    const writer = new LedgerWriter(open());
    const outcomes = writer.commit([
      append('schooling-a', -1), append('schooling-a', 0), append('schooling-a', 0),
      append('schooling-b', -1), append('schooling-a', 1), append('schooling-b', 5),
    ], NOON);
    expect(outcomes).toMatchObject([
      { appended: true, revision: 0, position: 1 }, { appended: true, revision: 1, position: 2 },
      { appended: false, actual: 1 }, { appended: true, revision: 0, position: 3 },
      { appended: true, revision: 2, position: 4 }, { appended: false, actual: 0 },
    ]);
  });

  test('a repetition within the group gets the first result', () => {
    const writer = new LedgerWriter(open());
    const request = append('schooling-a', -1);
    const [first, again] = writer.commit([request, request], NOON);
    expect(again).toEqual(first);
  });
});

describe('the time of recording', () => {
  test('stands still while the clock is behind, also after a restart', () => {
    const writer = new LedgerWriter(open());
    const [first] = writer.commit([append('schooling-a', -1)], NOON);
    const [second] = writer.commit([append('schooling-a', 0)], NOON - 60_000);
    const [third] = new LedgerWriter(open()).commit([append('schooling-a', 1)], NOON - 30_000);
    const [fourth] = writer.commit([append('schooling-a', 2)], NOON + 1);
    expect([first, second, third, fourth].map((outcome) => outcome?.appended && outcome.recordedAt))
      .toEqual([NOON, NOON, NOON, NOON + 1]);
  });
});

describe('a full disk', () => {
  const pagesOf = (database: Database): number =>
    Number(database.prepare('PRAGMA page_count').get().page_count);

  test('refuses the whole group, keeps nothing of it, and goes on when there is room again', () => {
    const database = open();
    const writer = new LedgerWriter(database);
    writer.commit([append('schooling-a', -1)], NOON);
    database.exec(`PRAGMA max_page_count = ${pagesOf(database) + 2}`);

    const group = [append('schooling-a', 0), append('schooling-new', -1), append('schooling-a', 1, 50_000)];
    const full = expect.objectContaining({
      name: 'StoreUnavailable', outcomeUnknown: false,
      message: 'The ledger could not be written: the disk is full',
    });
    expect(() => writer.commit(group, NOON)).toThrow(full);
    expect(() => writer.commit(group, NOON)).toThrow(full);
    expect(new LedgerReader(open(true)).head()).toBe(1);

    database.exec('PRAGMA max_page_count = 1000000');
    expect(writer.commit(group, NOON)).toMatchObject([
      { appended: true, revision: 1, position: 2 }, { appended: true, revision: 0, position: 3 },
      { appended: true, revision: 2, position: 4 },
    ]);
  });
});

describe('a transaction that failed', () => {
  test('leaves no names behind that only memory knows', async () => {
    const database = open();
    const writer = new LedgerWriter(database);
    writer.commit([append('schooling-a', -1)], NOON);
    const { page_count: pages } = database.prepare('PRAGMA page_count').get();
    database.exec(`PRAGMA max_page_count = ${pages}`);
    const named = append(`delivery-${'x'.repeat(100_000)}`, -1);
    expect(() => writer.commit([named], NOON)).toThrow('the disk is full');

    database.exec('PRAGMA max_page_count = 1000000');
    writer.commit([append('delivery-b', -1)], NOON);
    const deliveries = { direction: 'forwards', categories: ['delivery'], limit: 10 } as const;
    expect(await new LedgerReader(open(true)).all(0, deliveries)).toMatchObject([{ stream: 'delivery-b' }]);
  });
});

describe('two writers on one file', () => {
  test('each sees what the other wrote', () => {
    const writers = [new LedgerWriter(open()), new LedgerWriter(open())];
    const outcomes = Array.from({ length: 20 }, (_, index) =>
      writers[index % 2]!.commit([append('schooling-a', index - 1), append(`delivery-${index}`, -1)], NOON));
    expect(outcomes.flat().map((outcome) => outcome.appended && outcome.position))
      .toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(writers[0]!.commit([append('schooling-a', 3)], NOON)).toEqual([{ appended: false, actual: 19 }]);
  });
});

describe('a long ledger', () => {
  const streams = Array.from({ length: 3_000 }, () => `schooling-${randomUUID()}`);
  const revisions = new Map<string, number>();
  const picks = fc.sample(fc.nat(streams.length - 1), { seed: 20_260_115, numRuns: 40_000 });

  /** One event at a time to random streams. */
  const write = (writer: LedgerWriter, from: number, to: number): void => {
    for (let start = from; start < to; start += 500) {
      const group = picks.slice(start, start + 500).map((pick) => {
        const stream = streams[pick]!;
        const expected = revisions.get(stream) ?? -1;
        revisions.set(stream, expected + 1);
        return append(stream, expected, 10);
      });
      const outcomes = writer.commit(group, NOON);
      expect(outcomes.every(({ appended }) => appended)).toBe(true);
    }
  };

  const mustFindAll = (reader: LedgerReader): void => {
    for (const [stream, revision] of revisions) {
      const found = reader.stream(stream, 0).map((event) => event.revision);
      expect(found).toEqual(Array.from({ length: revision + 1 }, (_, index) => index));
    }
  };

  test('every stream is found whole by readers old and new, and by a writer after a restart', () => {
    const writer = new LedgerWriter(open());
    const reader = new LedgerReader(open(true));
    expect(reader.stream(streams[0]!, 0)).toEqual([]);
    write(writer, 0, 1_000);
    mustFindAll(reader);
    write(writer, 1_000, picks.length);
    mustFindAll(reader);
    mustFindAll(new LedgerReader(open(true)));
    expect(open(true).prepare('SELECT count(*) AS heads FROM stream_heads').get().heads).toBe(streams.length);

    const restarted = new LedgerWriter(open());
    const next = [...revisions].map(([stream, revision]) => append(stream, revision));
    expect(restarted.commit(next, NOON).every(({ appended }) => appended)).toBe(true);
  });
});
