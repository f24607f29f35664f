import { mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { readStoreContract, type ReadStoreFixture } from '../../../../test/contract/read-store.contract.js';
import { StoreUnavailable } from '../../../application/ports/event-store.js';
import type { CollectionSpec, ReadStore } from '../../../application/ports/read-store.js';
import { openSqliteReadStore } from './sqlite-read-store.js';

interface InFolder extends ReadStoreFixture {
  readonly folder: string;
  readonly file: string;
}

const inNewFolder = async (): Promise<InFolder> => {
  const folder = await mkdtemp(join(tmpdir(), 'read-store-'));
  const file = join(folder, 'read.db');
  let store = openSqliteReadStore({ file });
  const reopen = async (): Promise<ReadStore> => {
    await store.close();
    return store = openSqliteReadStore({ file });
  };
  const dispose = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, folder, file, reopen, dispose };
};

readStoreContract('SQLite', inNewFolder);

const notes: CollectionSpec = { name: 'notes', fields: { word: 'text' }, indexes: [['word']] };
const empty = { puts: [], deletes: [], sums: [], checkpoints: {} };

describe('an SQLite read store', () => {
  let fixture: InFolder;
  beforeEach(async () => {
    fixture = await inNewFolder();
    await fixture.store.declare([notes]);
  });
  afterEach(() => fixture.dispose());

  const putNotes = (keys: readonly string[], word: string, text: string): Promise<void> => {
    const documentOf = (key: string) => ({ word: `${word}${key}`, text });
    const puts = keys.map((key) => ({ collection: 'notes', key, document: documentOf(key) }));
    return fixture.store.commit({ ...empty, puts });
  };

  test('a file that is damaged is told as such, whatever is asked', async () => {
    await putNotes(Array.from({ length: 2_000 }, (_, index) => `${index}`.padStart(5, '0')), 'w', 'text');
    const store = await fixture.reopen();
    const { size } = await stat(fixture.file);
    await truncate(fixture.file, size / 2);
    const told = { name: 'StoreUnavailable', message: 'The read models cannot be read: the file is damaged' };
    await expect(store.scan('notes', '', 3_000)).rejects.toMatchObject(told);
    await expect(store.find('notes', { where: [], limit: 3_000 })).rejects.toMatchObject(told);
    await expect(store.getMany('notes', ['00001', '01999'])).rejects.toMatchObject(told);
  });

  test('a frozen document may be put for many keys; another may change in between', async () => {
    const { store } = fixture;
    const frozen = Object.freeze({ word: 'same', text: 'for all' });
    const changing = { word: 'a', text: 'first' };
    const putAll = (): Promise<void> => store.commit({
      ...empty, puts: [frozen, frozen, changing].map((document, index) =>
        ({ collection: 'notes', key: `${index}`, document })),
    });
    await putAll();
    Object.assign(changing, { word: 'b', text: 'second' });
    await putAll();
    const { items } = await store.find('notes', { where: [], sort: [{ field: 'word' }], limit: 9 });
    expect(items.map(({ key, document }) => [key, document])).toEqual([
      ['2', { word: 'b', text: 'second' }], ['0', frozen], ['1', frozen],
    ]);
  });

  test('a reader beside the writer sees commits and later collections, and changes nothing', async () => {
    const reader = openSqliteReadStore({ file: fixture.file, readOnly: true });
    await putNotes(['a'], 'w', 'text');
    expect(await reader.count('notes', [{ field: 'word', eq: 'wa' }])).toBe(1);
    await fixture.store.declare([{ ...notes, name: 'later' }]);
    expect(await reader.count('later', [])).toBe(0);
    await expect(reader.commit(empty)).rejects.toThrow('read only');
    await expect(reader.drop('notes')).rejects.toThrow('read only');
    await expect(reader.scrub()).rejects.toThrow('read only');
    await reader.close();
  });

  test('after scrubbing, no file holds a trace of what was deleted or replaced', async () => {
    const next = pseudoRandom(1);
    const keys = Array.from({ length: 6_000 }, () => next(2 ** 31).toString(36));
    const secret = keys.filter((_, index) => index % 4 === 0);
    for (let from = 0; from < keys.length; from += 500) {
      await putNotes(keys.slice(from, from + 500), 'SECRET', 'SECRET'.repeat(next(90)));
    }
    await putNotes(keys.filter((key) => !secret.includes(key)), 'public', 'public'.repeat(60));
    await fixture.store.commit({ ...empty, deletes: secret.map((key) => ({ collection: 'notes', key })) });
    await fixture.store.scrub();
    for (const name of await readdir(fixture.folder)) {
      expect((await readFile(join(fixture.folder, name))).includes('SECRET')).toBe(false);
    }
    expect(await fixture.store.count('notes', [])).toBe(4_500);
  });

  test('after scrubbing, no file holds a trace of a collection that was dropped', async () => {
    await putNotes(Array.from({ length: 500 }, (_, index) => `${index}`), 'SECRET', 'SECRET'.repeat(60));
    await fixture.store.drop('notes');
    await fixture.store.scrub();
    for (const name of await readdir(fixture.folder)) {
      expect((await readFile(join(fixture.folder, name))).includes('SECRET')).toBe(false);
    }
  });

  test('a snapshot that was read holds up no scrubbing', async () => {
    await putNotes(['a'], 'w', 'text');
    expect(await fixture.store.snapshot((view) => view.count('notes', []))).toBe(1);
    await putNotes(['b'], 'w', 'text');
    await fixture.store.scrub();
  });

  test('a full disk is StoreUnavailable; nothing of the commit is seen, and the store goes on', async () => {
    const full = new DatabaseSync(fixture.file);
    const pages: number = full.prepare('PRAGMA page_count').get().page_count;
    full.close();
    const store = await fixture.reopen();
    await limitPages(store, pages + 5);
    const keys = Array.from({ length: 100 }, (_, index) => `${index}`);
    const puts = keys.map((key) => ({ collection: 'notes', key, document: { text: 'x'.repeat(999) } }));
    await expect(store.commit({ ...empty, puts })).rejects.toThrow(StoreUnavailable);
    expect(await store.count('notes', [])).toBe(0);
    await store.commit({ ...empty, puts: puts.slice(0, 1) });
    expect(await store.count('notes', [])).toBe(1);
  });
});

test('a page comes out of an index in the order asked for, whatever days it is about', async () => {
  const pupils: CollectionSpec = {
    name: 'pupils', fields: { place: 'text', name: 'text', from: 'text', to: 'text' },
    indexes: [['place', 'name'], ['place', 'from'], ['from', 'name']],
  };
  const store = openSqliteReadStore({ file: ':memory:' });
  await store.declare([pupils]);
  const plans = plansOf(store);
  const where = [
    { field: 'place', eq: '1480' }, { field: 'from', lte: '2026-01-01' }, { field: 'to', gt: '2026-01-01' },
  ];
  await store.find('pupils', { where, sort: [{ field: 'name' }], limit: 50 });
  expect(plans.at(-1)).toBe('SEARCH c_pupils USING INDEX i_pupils:place:name (f_place=?)');
  const byDay = [{ field: 'from' }, { field: 'name' }];
  await store.find('pupils', { where: where.slice(1), sort: byDay, limit: 50 });
  expect(plans.at(-1)).toBe('SEARCH c_pupils USING INDEX i_pupils:from:name (f_from<?)');
  await store.find('pupils', { where, keyPrefix: 'anna/', sort: byDay, limit: 50 });
  expect(plans.at(-1)).toMatch(/^SEARCH c_pupils USING INDEX \S+ \(key>\? AND key<\?\); USE TEMP B-TREE/);
  await store.close();
});

/** How SQLite will go about each statement that the store runs from now on. */
const plansOf = (store: ReadStore): string[] => {
  const plans: string[] = [];
  const inside = store as unknown as {
    database: InstanceType<typeof DatabaseSync>; statements: { of(sql: string): { all(): unknown[] } };
  };
  const of = inside.statements.of.bind(inside.statements);
  inside.statements.of = (sql) => {
    const steps: { detail: string }[] = inside.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    plans.push(steps.map(({ detail }) => detail).join('; '));
    return of(sql);
  };
  return plans;
};

/** The same numbers below a limit for the same seed, spread well enough to split pages in many places. */
const pseudoRandom = (seed: number) => (limit: number): number => {
  seed = (seed * 48_271) % (2 ** 31 - 1);
  return seed % limit;
};

/** Stands in for a full disk: SQLite answers the same (`SQLITE_FULL`). */
const limitPages = async (store: ReadStore, pages: number): Promise<void> => {
  const { database } = store as unknown as { database: InstanceType<typeof DatabaseSync> };
  database.exec(`PRAGMA max_page_count = ${pages}`);
};
