import fc from 'fast-check';
import {
  type CollectionSpec, type Commit, type Condition, InvalidCursor, type Query, type ReadStore,
} from '../../src/application/ports/read-store.js';
import { describeSnapshots } from './read-store.snapshots.js';
import { anyQueries, anyStored, findAll, findNaively } from './read-store.model.js';

/** A store under test: fresh and empty; `reopen` gives what was committed to it, as after a restart. */
export interface ReadStoreFixture {
  readonly store: ReadStore;
  reopen(): Promise<ReadStore>;
  dispose(): Promise<void>;
}

const pupils: CollectionSpec = {
  name: 'pupils',
  fields: { unit: 'text', from: 'text', grade: 'integer', until: 'text' },
  indexes: [['unit', 'from'], ['grade']],
};

const nothing: Commit = { puts: [], deletes: [], sums: [], checkpoints: {} };
const put = (key: string, document: Record<string, unknown>, collection = 'pupils'): Commit['puts'][number] =>
  ({ collection, key, document });

type WithStore = (work: (store: ReadStore, fixture: ReadStoreFixture) => Promise<void>) => Promise<void>;

/** What every read store promises. `open` makes an empty one for each test. */
export const readStoreContract = (name: string, open: () => Promise<ReadStoreFixture>): void => {
  const withStore: WithStore = async (work) => {
    const fixture = await open();
    try {
      await fixture.store.declare([pupils]);
      await work(fixture.store, fixture);
    } finally {
      await fixture.dispose();
    }
  };

  describe(`${name} as a read store`, () => {
    describeDocuments(withStore);
    describeCommits(withStore);
    describeSums(withStore);
    describeQueries(withStore);
    describePages(withStore);
    describeDeclarations(withStore);
    describeSnapshots(withStore);
  });
};

const describeDocuments = (withStore: WithStore): void => {
  test('a document is read as it was put, and replaced by the next', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: [put('a', { unit: 'x', nested: { list: [1, 'två', null] } })] });
    expect(await store.get('pupils', 'a')).toEqual({ unit: 'x', nested: { list: [1, 'två', null] } });
    await store.commit({ ...nothing, puts: [put('a', { unit: 'y' })] });
    expect(await store.get('pupils', 'a')).toEqual({ unit: 'y' });
    expect(await store.count('pupils', [{ field: 'unit', eq: 'x' }])).toBe(0);
  }));

  test('what only differs in a field that no index has is replaced too', () => withStore(async (store) => {
    for (const until of ['2026', '2027']) {
      await store.commit({ ...nothing, puts: [put('a', { unit: 'x', until })] });
      expect(await store.count('pupils', [{ field: 'until', eq: until }])).toBe(1);
    }
    expect(await store.count('pupils', [{ field: 'until', eq: '2026' }])).toBe(0);
  }));

  test('what is not there is undefined, and left out of many', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: [put('a', { grade: 1 }), put('b', { grade: 2 })] });
    expect(await store.get('pupils', 'c')).toBeUndefined();
    const found = await store.getMany('pupils', ['b', 'c', 'a']);
    expect(found).toEqual(new Map([['a', { grade: 1 }], ['b', { grade: 2 }]]));
    expect(await store.getMany('pupils', [])).toEqual(new Map());
  }));

  test('many documents are found by any number of keys', () => withStore(async (store) => {
    const keys = Array.from({ length: 2_500 }, (_, index) => `k${index}`);
    await store.commit({ ...nothing, puts: keys.map((key, grade) => put(key, { grade })) });
    expect((await store.getMany('pupils', keys)).size).toBe(2_500);
  }));

  test('a scan goes through all in the order of their keys, part by part', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: ['c', 'a', 'B', 'å', 'b'].map((key) => put(key, { key })) });
    const first = await store.scan('pupils', '', 2);
    expect(first).toEqual([{ key: 'B', document: { key: 'B' } }, { key: 'a', document: { key: 'a' } }]);
    expect((await store.scan('pupils', 'a', 10)).map(({ key }) => key)).toEqual(['b', 'c', 'å']);
    expect(await store.scan('pupils', 'å', 10)).toEqual([]);
    const texts = await store.scanTexts('pupils', '', 2);
    expect(texts.map(({ key, text }) => ({ key, document: JSON.parse(text) as unknown }))).toEqual(first);
  }));

  test('a deleted document is gone, and deleting it again is nothing', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: [put('a', { unit: 'x' })] });
    await store.commit({ ...nothing, deletes: [{ collection: 'pupils', key: 'a' }] });
    await store.commit({ ...nothing, deletes: [{ collection: 'pupils', key: 'a' }] });
    expect(await store.get('pupils', 'a')).toBeUndefined();
    expect(await store.count('pupils', [])).toBe(0);
  }));
};

const describeCommits = (withStore: WithStore): void => {
  test('what was committed is there after a restart', () => withStore(async (store, fixture) => {
    const sums = [{ space: 's', key: 'k', add: 7 }];
    await store.commit({ puts: [put('a', { unit: 'x' })], deletes: [], sums, checkpoints: { p: '0042' } });
    const again = await fixture.reopen();
    expect(await again.get('pupils', 'a')).toEqual({ unit: 'x' });
    expect(await again.count('pupils', [{ field: 'unit', eq: 'x' }])).toBe(1);
    expect(await again.sums('s', '')).toEqual([{ key: 'k', value: 7 }]);
    expect(await again.checkpoint('p')).toBe('0042');
  }));

  test('a checkpoint that was never set is the beginning', () => withStore(async (store) => {
    expect(await store.checkpoint('p')).toBe('');
  }));

  test.each<[string, Partial<Commit>]>([
    ['a collection that was not declared', { puts: [put('b', {}, 'unknown')] }],
    ['a field of another type', { puts: [put('b', { grade: 'three' })] }],
    ['a sum that is no integer', { sums: [{ space: 's', key: 'k', add: 0.5 }] }],
  ])('%s fails the commit, and nothing of it is seen', (_, wrong) => withStore(async (store) => {
    const good: Commit = {
      ...nothing, puts: [put('a', { unit: 'x' })], sums: [{ space: 's', key: 'a', add: 1 }],
      checkpoints: { p: '1' },
    };
    await expect(store.commit({
      ...good, puts: [...good.puts, ...(wrong.puts ?? [])], sums: [...good.sums, ...(wrong.sums ?? [])],
    })).rejects.toThrow();
    expect(await store.get('pupils', 'a')).toBeUndefined();
    expect(await store.sums('s', '')).toEqual([]);
    expect(await store.checkpoint('p')).toBe('');
    await store.commit(good);
    expect(await store.checkpoint('p')).toBe('1');
  }));

  test('scrubbing changes nothing that can be read', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: [put('a', { unit: 'x' }), put('b', { unit: 'y' })] });
    await store.commit({ ...nothing, deletes: [{ collection: 'pupils', key: 'a' }] });
    await store.scrub();
    expect(await store.scan('pupils', '', 9)).toEqual([{ key: 'b', document: { unit: 'y' } }]);
  }));
};

const describeSums = (withStore: WithStore): void => {
  const add = (key: string, value: number, space = 's'): Commit =>
    ({ ...nothing, sums: [{ space, key, add: value }] });

  test('differences add up, in a commit and between them; no sum is 0', () => withStore(async (store) => {
    const three = [add('a', 5), add('a', -2), add('b', 1)];
    await store.commit({ ...nothing, sums: three.flatMap(({ sums }) => sums) });
    await store.commit(add('a', 4));
    await store.commit(add('b', -1));
    expect(await store.sums('s', '')).toEqual([{ key: 'a', value: 7 }]);
    await store.commit(add('b', -3));
    expect(await store.sums('s', '')).toEqual([{ key: 'a', value: 7 }, { key: 'b', value: -3 }]);
  }));

  test('öre of a whole region fit', () => withStore(async (store) => {
    await store.commit(add('a', 4_000_000_000_000));
    await store.commit(add('a', 1));
    expect(await store.sums('s', '')).toEqual([{ key: 'a', value: 4_000_000_000_001 }]);
  }));

  test('sums are found by the beginning of their keys and a range of keys', () => withStore(async (store) => {
    const keys = ['1480|2026-01', '1480|2026-02', '1480|2026-03', '14801|2026-01', '1481|2026-01'];
    await store.commit({ ...nothing, sums: keys.map((key) => ({ space: 's', key, add: 1 })) });
    await store.commit(add('1480|2026-02', 9, 'another'));
    const found = async (prefix: string, range?: { from?: string; to?: string }): Promise<string[]> =>
      (await store.sums('s', prefix, range)).map(({ key }) => key);
    expect(await found('1480|')).toEqual(keys.slice(0, 3));
    expect(await found('1480|', { from: '1480|2026-02', to: '1480|2026-03' })).toEqual(['1480|2026-02']);
    expect(await found('1480|', { from: '1480|2026-02' })).toEqual(keys.slice(1, 3));
    expect(await found('', { to: '1480|2026-02' })).toEqual(['14801|2026-01', '1480|2026-01']);
    expect(await found('2')).toEqual([]);
  }));
};

const describeQueries = (withStore: WithStore): void => {
  const some = [
    put('a', { unit: 'x', from: '2025-01-01', grade: 1 }),
    put('b', { unit: 'x', from: '2026-01-01', grade: 2 }),
    put('c', { unit: 'y', from: '2026-01-01' }), put('d', { from: null, grade: -3 }),
  ];
  const found = async (store: ReadStore, where: readonly Condition[]): Promise<string> => {
    const { items } = await store.find('pupils', { where, limit: 10 });
    expect(await store.count('pupils', where)).toBe(items.length);
    return items.map(({ key }) => key).join('');
  };

  test('conditions must all hold', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: some });
    expect(await found(store, [])).toBe('abcd');
    expect(await found(store, [{ field: 'unit', eq: 'x' }])).toBe('ab');
    expect(await found(store, [{ field: 'unit', eq: 'x' }, { field: 'grade', gt: 1 }])).toBe('b');
    expect(await found(store, [{ field: 'unit', in: ['y', 'z', 'x'] }])).toBe('abc');
    expect(await found(store, [{ field: 'unit', in: ['y', 'x'] }, { field: 'from', gt: '2026' }])).toBe('bc');
    expect(await found(store, [{ field: 'unit', in: [] }])).toBe('');
    expect(await found(store, [{ field: 'grade', gt: -3, lte: 1 }])).toBe('a');
  }));

  test('no value equals null, and lies in no range', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: some });
    expect(await found(store, [{ field: 'from', eq: null }])).toBe('d');
    expect(await found(store, [{ field: 'unit', in: [null, 'y'] }])).toBe('cd');
    expect(await found(store, [{ field: 'grade', lt: 100 }])).toBe('abd');
    await expect(found(store, [{ field: 'grade', lt: null }])).rejects.toThrow(TypeError);
  }));

  test('only declared fields may be asked, with values of their type', () => withStore(async (store) => {
    const sorted: Query = { where: [], sort: [{ field: 'name' }], limit: 1 };
    await expect(store.find('pupils', sorted)).rejects.toThrow('name');
    await expect(store.count('pupils', [{ field: 'name', eq: 'x' }])).rejects.toThrow('name');
    await expect(store.count('pupils', [{ field: 'toString', eq: 'x' }])).rejects.toThrow('toString');
    await expect(store.count('pupils', [{ field: 'grade', eq: '1' }])).rejects.toThrow(TypeError);
    await expect(store.count('unknown', [])).rejects.toThrow('unknown');
  }));
};

const describePages = (withStore: WithStore): void => {
  const query: Query = { where: [], sort: [{ field: 'unit' }, { field: 'grade' }], limit: 1 };
  const at = (key: string, unit: string): Commit['puts'][number] => put(key, { unit });

  test('a cursor belongs to its collection and sort', () => withStore(async (store) => {
    await store.declare([{ ...pupils, name: 'teachers' }]);
    await store.commit({ ...nothing, puts: [at('a', 'x'), at('b', 'x')] });
    const after = (await store.find('pupils', query)).next!;
    expect((await store.find('pupils', { ...query, after })).items[0]!.key).toBe('b');
    for (const [collection, wrong] of [
      ['teachers', { after }],
      ['pupils', { after, sort: [{ field: 'unit' }] }],
      ['pupils', { after, sort: [{ field: 'unit' }, { field: 'grade', descending: true }] }],
      ['pupils', { after: 'bm9uc2Vuc2U' }],
      ['pupils', { after: '' }],
      ['pupils', { after: Buffer.from('{"a":1}').toString('base64url') }],
    ] as const) await expect(store.find(collection, { ...query, ...wrong })).rejects.toThrow(InvalidCursor);
  }));

  test('the last page has no cursor, be it full or not', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: [at('a', 'x'), at('b', 'y')] });
    expect(await store.find('pupils', { ...query, limit: 2 })).not.toHaveProperty('next');
    expect(await store.find('pupils', { ...query, limit: 3 })).not.toHaveProperty('next');
  }));

  test('pages go on where they were when documents around them change', () => withStore(async (store) => {
    await store.commit({ ...nothing, puts: [at('a', '1'), at('b', '2'), at('c', '3'), at('d', '4')] });
    const first = await store.find('pupils', { ...query, limit: 2 });
    await store.commit({
      ...nothing, puts: [at('e', '0'), at('f', '35')],
      deletes: [{ collection: 'pupils', key: 'b' }, { collection: 'pupils', key: 'd' }],
    });
    const second = await store.find('pupils', { ...query, limit: 9, after: first.next! });
    expect(second.items.map(({ key }) => key)).toEqual(['c', 'f']);
  }));

  test('find answers as a naive search does, and its pages together are the whole', async () => {
    await fc.assert(fc.asyncProperty(anyStored, anyQueries, (stored, queries) => withStore(async (store) => {
      await store.commit({ ...nothing, puts: stored.map(({ key, document }) => put(key, document)) });
      for (const one of queries) {
        const expected = findNaively(stored, one).map(({ key }) => key);
        expect(await findAll(store, 'pupils', one)).toEqual(expected);
        expect(await store.count('pupils', one.where)).toBe(findNaively(stored, { where: one.where }).length);
      }
    })), { numRuns: 60 });
  });
};

const describeDeclarations = (withStore: WithStore): void => {
  test('declaring again is nothing, but for new indexes; other fields are refused', () =>
    withStore(async (store) => {
      await store.commit({ ...nothing, puts: [put('a', { from: '2026-01-01', unit: 'x' })] });
      await store.declare([pupils]);
      await store.declare([{ ...pupils, indexes: [...pupils.indexes, ['from']] }]);
      await store.declare([{ ...pupils, indexes: [] }]);
      expect(await store.count('pupils', [{ field: 'from', gt: '2025' }])).toBe(1);
      const otherFields: CollectionSpec = { ...pupils, fields: { unit: 'text' }, indexes: [] };
      await expect(store.declare([otherFields])).rejects.toThrow('pupils');
    }));

  test('names that could be anything but names are refused', () => withStore(async (store) => {
    await expect(store.declare([{ ...pupils, name: 'a"; DROP TABLE sums' }])).rejects.toThrow();
    await expect(store.declare([{ ...pupils, name: 'b', fields: { 'x" TEXT': 'text' } }])).rejects.toThrow();
    await expect(store.declare([{ ...pupils, name: 'b', indexes: [['other']] }])).rejects.toThrow('other');
  }));

  test('dropping takes all that begins with the name and nothing else', () => withStore(async (store) => {
    const named = (name: string): CollectionSpec => ({ ...pupils, name });
    await store.declare([named('old_a'), named('old_b'), named('older')]);
    await store.commit({
      puts: [put('a', { unit: 'x' }, 'old_a'), put('a', { unit: 'x' }, 'older')], deletes: [],
      sums: [{ space: 'old_s', key: 'k', add: 1 }, { space: 'older', key: 'k', add: 1 }],
      checkpoints: { old_c: '1', older: '2' },
    });
    await store.drop('old_');
    await expect(store.get('old_a', 'a')).rejects.toThrow('old_a');
    expect(await store.get('older', 'a')).toEqual({ unit: 'x' });
    expect(await store.sums('old_s', '')).toEqual([]);
    expect(await store.sums('older', '')).toEqual([{ key: 'k', value: 1 }]);
    expect([await store.checkpoint('old_c'), await store.checkpoint('older')]).toEqual(['', '2']);
    await store.declare([named('old_a')]);
    expect(await store.get('old_a', 'a')).toBeUndefined();
  }));
};
