import fc from 'fast-check';
import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import type { Position } from '../../application/ports/event-store.js';
import type { TrailOrder } from '../../application/ports/posting-index.js';
import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { auditTrail, type Postings } from './audit-trail.js';
import { LivePostingIndex } from './posting-index.js';

interface Recorded { readonly at: number; readonly actor?: string; readonly delivery?: string }

const positionOf = (at: number): Position => String(at).padStart(16, '0');

/** An event whose key is destroyed: where, by whom and in which delivery is all that the trail reads. */
const recorded = ({ at, actor = 'import', delivery }: Recorded): OpenedEvent => ({
  position: positionOf(at), stream: 'schooling-1', category: 'schooling', revision: 0, id: 'e',
  type: 'Enrolled', recordedAt: 0, meta: { actor, organisation: 'o', commandId: 'c', delivery }, erased: true,
});

const foldedFrom = (events: readonly Recorded[]): Map<string, Postings> => {
  const documents = new Map<string, Postings>();
  for (const event of events.map(recorded)) {
    for (const key of auditTrail.keys(event)) {
      documents.set(key, auditTrail.evolve(documents.get(key) ?? auditTrail.init(key), event));
    }
  }
  return documents;
};

/** The index over a read model with these events, for as long as it takes to ask it something. */
const asking = async <T>(
  events: readonly Recorded[], ask: (index: LivePostingIndex) => Promise<T>,
): Promise<T> => {
  const store = openSqliteReadStore({ file: ':memory:' });
  await store.declare([{ name: 'documents', fields: {}, indexes: [] }, ...auditTrail.collections]);
  const puts = [...foldedFrom(events)].flatMap(([key, document]) => [
    { collection: 'documents', key, document: { document } },
    ...auditTrail.contribute(document, {}, key).rows.map((row) => ({ ...row, key: `${key}/${row.key}` })),
  ]);
  await store.commit({ puts, deletes: [], sums: [], checkpoints: {} });
  const answer = await ask(new LivePostingIndex({
    store, collection: async (_projection, name) => name, sumSpace: async () => 'sums',
    checkpoint: () => store.checkpoint('all'), reference: async () => undefined,
  }));
  await store.close();
  return answer;
};

const at = (...places: readonly number[]): Position[] => places.map(positionOf);

const events: readonly Recorded[] = [
  { at: 1, delivery: 'd1' }, { at: 2, actor: 'anna' }, { at: 3, delivery: 'd2' },
  { at: 10_004, delivery: 'd1' }, { at: 25_000, actor: 'anna', delivery: 'd1' }, { at: 25_001, actor: 'ann' },
];

const positions = (kind: 'actor' | 'delivery', id: string, order: Partial<TrailOrder> = {}) =>
  asking(events, (index) => index.positions(kind, id, { newestFirst: false, limit: 100, ...order }));

test('an actor\'s events, oldest or newest first', async () => {
  expect(await positions('actor', 'import')).toEqual(at(1, 3, 10_004));
  expect(await positions('actor', 'import', { newestFirst: true })).toEqual(at(10_004, 3, 1));
});

test('a delivery\'s events, whoever caused them', async () => {
  expect(await positions('delivery', 'd1')).toEqual(at(1, 10_004, 25_000));
});

test('nobody is taken for another with a longer name', async () => {
  expect(await positions('actor', 'ann')).toEqual(at(25_001));
  expect(await positions('actor', 'anna')).toEqual(at(2, 25_000));
});

test('go on after the last position of the page before', async () => {
  const second = { limit: 2, after: positionOf(3) };
  expect(await positions('actor', 'import', second)).toEqual(at(10_004));
  expect(await positions('actor', 'import', { ...second, newestFirst: true })).toEqual(at(1));
});

test('nothing but positions is kept', () => {
  expect([...foldedFrom([{ at: 10_004, delivery: 'd1' }])]).toEqual([
    ['actor|import|0000000000010', { tails: ['004'] }], ['delivery|d1|0000000000010', { tails: ['004'] }],
  ]);
});

test.each([
  ['count events', 16, 1], ['count bytes, and are two numbers', 20, 700],
])('neighbours share a document, also where positions %s', (_, digits, step) => {
  const documents = new Map<string, Postings>();
  for (let nth = 1; nth <= 200; nth += 1) {
    const place = String(1_000_000 + nth * step).padStart(digits, '0');
    const event = { ...recorded({ at: nth }), position: digits === 16 ? place : place + place };
    const [key] = auditTrail.keys(event);
    documents.set(key!, auditTrail.evolve(documents.get(key!) ?? auditTrail.init(key!), event));
  }
  expect(documents.size).toBeLessThan(5);
});

const allPages = async (index: LivePostingIndex, order: TrailOrder): Promise<Position[]> => {
  const found: Position[] = [];
  for (;;) {
    const page = await index.positions('actor', 'import', { ...order, after: found.at(-1) });
    expect(page.length).toBeLessThanOrEqual(order.limit);
    if (page.length === 0) return found;
    found.push(...page);
  }
};

test('every event is found once, page by page, however often and in whatever order it was told', async () => {
  const places = fc.uniqueArray(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 60 });
  const told = places.chain((all) => fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length }));
  const orders = fc.record({ newestFirst: fc.boolean(), limit: fc.integer({ min: 1, max: 9 }) });
  await fc.assert(fc.asyncProperty(told, orders, async (all, order) => {
    const found = await asking(all.map((place) => ({ at: place })), (index) => allPages(index, order));
    const inOrder = at(...new Set(all)).sort();
    expect(found).toEqual(order.newestFirst ? inOrder.reverse() : inOrder);
  }), { numRuns: 60 });
});
