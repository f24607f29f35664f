import { ToyLedger } from '../../../test/support/toy-ledger.js';
import { FileRead } from '../../domain/kaa/read-events.js';
import { NameRecorded, PersonFactWithdrawn } from '../../domain/person/events.js';
import { event } from '../../domain/shared/event.js';
import type { EventStore } from '../ports/event-store.js';
import type { PostingIndex } from '../ports/posting-index.js';
import { Trail, type TrailEntry, type TrailPage } from './trail.js';

/** Going through one person's trail, while things happen or do not. */

const noPostings: PostingIndex = { positions: () => Promise.resolve([]) };

/** The same ledger, counting the events that were read of it. */
const counting = (store: EventStore): { store: EventStore; read: () => number } => {
  let read = 0;
  const counted = <A extends unknown[]>(of: (...args: A) => Promise<unknown[]>) => async (...args: A) => {
    const events = await of(...args);
    read += events.length;
    return events;
  };
  const { readStream, readAt } = store;
  const counts = { readStream: counted(readStream.bind(store)), readAt: counted(readAt.bind(store)) };
  return { store: Object.assign(Object.create(store) as EventStore, counts), read: () => read };
};

let ledger: ToyLedger;
let trail: Trail;
let person: string;
let read: () => number;

const isCalled = async (givenName: string): Promise<string> => {
  const position = await ledger.isCalled(person, givenName);
  return (await ledger.events.readAt([position]))[0]!.id;
};

beforeEach(async () => {
  ledger = new ToyLedger();
  const counted = counting(ledger.events);
  ({ read } = counted);
  trail = new Trail(counted.store, ledger.vault, ledger.sealer, noPostings);
  person = await ledger.person('a');
});

const page = (after: string | undefined, limit = 10, newestFirst = false): Promise<TrailPage> =>
  trail.ofPerson({
    person, about: { key: 'today', of: () => undefined },
    sightOf: () => ({ visible: () => true, disclose: (entry) => entry }),
  }, { newestFirst, limit, after });

const goThrough = async (
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<TrailEntry[]> => {
  const entries: TrailEntry[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await page(after);
    entries.push(...items);
    if (next === undefined) return entries;
    after = next;
    await between();
  }
};

const manyNames = async (many: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let nth = 0; nth < many; nth += 1) ids.push(await isCalled(`Namn ${nth}`));
  return ids;
};

test('a long trail is read once, and its pages once more, however many they are', async () => {
  const ids = await manyNames(300);
  expect((await goThrough()).map(({ id }) => id)).toEqual(ids);
  expect(read()).toBeLessThan(3 * ids.length);
});

test('that each page shown of a file is recorded of the person does not make it be read anew', async () => {
  const ids = await manyNames(300);
  const reading = (nth: number) => ledger.about(person, 'kaaread', event(FileRead, {
    validOn: '2026-08-17', how: 'trail', municipalities: [`${1400 + nth}`],
  }));
  await reading(0);
  let nth = 0;
  const gone = await goThrough(() => reading(nth += 1));
  expect(gone.map(({ id }) => id).slice(0, 300)).toEqual(ids);
  expect(gone.slice(300).map(({ type }) => type)).toEqual(Array<string>(gone.length - 300).fill('FileRead'));
  expect(new Set(gone.map(({ id }) => id)).size).toBe(gone.length);
  expect(read()).toBeLessThan(4 * ids.length);
});

test('what is withdrawn between two pages is told withdrawn on the second', async () => {
  const ids = await manyNames(15);
  const [target] = ids.slice(-1);
  const gone = await goThrough(() => ledger.about(person, 'person', event(PersonFactWithdrawn, {
    validOn: '2026-08-17', source: 'school-system', withdraws: target!,
  })));
  const withdrawal = gone.at(-1)!;
  expect([withdrawal.type, withdrawal.withdraws]).toEqual(['PersonFactWithdrawn', target]);
  expect(gone.find(({ id }) => id === target)!.withdrawnBy).toBe(withdrawal.id);
});

test('what is erased between two pages says nothing on the second', async () => {
  await manyNames(15);
  const gone = await goThrough(() => ledger.erase(person, 'person'));
  expect(gone.slice(0, 10).every(({ erased }) => !erased)).toBe(true);
  expect(gone.slice(10, 15).map(({ erased, data }) => [erased, data]))
    .toEqual(Array<unknown>(5).fill([true, undefined]));
  expect(gone.at(-1)!.type).toBe('StreamErased');
});

test('who is also somebody else has that trail too, from the next page on', async () => {
  await manyNames(15);
  const other = await ledger.person('b');
  const position = await ledger.about(other, 'person', event(NameRecorded, {
    givenName: 'Annan', familyName: 'Påhittad', validOn: '2026-08-17', source: 'school-system',
  }));
  const gone = await goThrough(() => ledger.vault.join(person, other));
  expect(gone.at(-1)!.position).toBe(position);
});

test.each([true, false])('pages have every event once, in order (newest first: %s)', async (newestFirst) => {
  const ids = await manyNames(7);
  const first = await page(undefined, 3, newestFirst);
  const second = await page(first.next, 3, newestFirst);
  const third = await page(second.next, 3, newestFirst);
  expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id)))
    .toEqual(newestFirst ? ids.toReversed() : ids);
  expect(third.next).toBeUndefined();
});

test('of what is not seen no page tells, and it is asked for no longer than there is any', async () => {
  const ids = await manyNames(40);
  const odd = new Set(ids.filter((_, index) => index % 2 === 1));
  const seen = await trail.ofPerson({
    person, about: { key: 'today', of: () => undefined },
    sightOf: () => ({ visible: () => true, disclose: (entry) => (odd.has(entry.id) ? entry : undefined) }),
  }, { newestFirst: false, limit: 10, after: undefined });
  expect(seen.items.map(({ id }) => id)).toEqual([...odd].slice(0, 10));
  expect(seen.next).toBe(seen.items.at(-1)!.position);
});
