import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { Documents } from './documents.js';
import { collectionsOf } from './generation.js';
import { pupils } from '../../../test/support/toy-projections.js';

test('only so many documents are kept, but for changed ones, until they are written', async () => {
  const store = openSqliteReadStore({ file: ':memory:' });
  await store.declare(collectionsOf(pupils, 'g', 'indexed'));
  const documents = new Documents(store, 'g', 1, false);
  await documents.load(['a', 'b', 'c', 'd']);
  for (const key of ['a', 'c', 'd']) documents.change(key, { key });
  documents.written(['c']);
  expect(documents.entry('a').document).toEqual({ key: 'a' });
  expect(documents.entry('d').document).toEqual({ key: 'd' });
  expect(() => documents.entry('b')).toThrow('before it was loaded');
  expect(() => documents.entry('c')).toThrow('before it was loaded');
  expect(documents.changedKeys()).toEqual(['a', 'd']);
  await store.close();
});
