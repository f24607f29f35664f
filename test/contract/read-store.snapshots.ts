import type { Commit, ReadStore } from '../../src/application/ports/read-store.js';

type WithStore = (work: (store: ReadStore) => Promise<void>) => Promise<void>;

/** A document, a sum and a checkpoint at once. */
const one = (key: string, position: string): Commit => ({
  puts: [{ collection: 'pupils', key, document: { unit: 'x' } }], deletes: [],
  sums: [{ space: 's', key: 'k', add: 1 }], checkpoints: { c: position },
});

/** What a snapshot promises. */
export const describeSnapshots = (withStore: WithStore): void => {
  test('a snapshot sees nothing of what is committed after it began', () => withStore(async (store) => {
    await store.commit(one('a', '1'));
    await store.snapshot(async (view) => {
      await store.commit(one('b', '2'));
      expect((await view.scan('pupils', '', 10)).map(({ key }) => key)).toEqual(['a']);
      expect([await view.count('pupils', []), await view.checkpoint('c')]).toEqual([1, '1']);
      expect(await view.sums('s', '')).toEqual([{ key: 'k', value: 1 }]);
    });
    expect(await store.count('pupils', [])).toBe(2);
    await store.snapshot(async (view) => expect(await view.count('pupils', [])).toBe(2));
  }));

  test('a failure within a snapshot is told, and leaves nothing open', () => withStore(async (store) => {
    const failed = store.snapshot(() => Promise.reject(new Error('of ours')));
    await expect(failed).rejects.toThrow('of ours');
    await store.drop('pupils');
  }));
};
