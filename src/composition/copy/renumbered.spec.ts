import { InMemoryEventStore } from '../../../test/support/in-memory-event-store.js';
import { BEGINNING, type Position, StoreUnavailable } from '../../application/ports/event-store.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import { Renumbered } from './renumbered.js';

const INSTANT = Date.parse('2026-03-16T08:00:00Z');
const original = ['010', '020', '030', '040'];

const renumbered = async (): Promise<Renumbered> => {
  const copy = new InMemoryEventStore({ now: () => INSTANT });
  const meta = { commandId: 'c', fingerprint: 'f', actor: 'a', organisation: '1480' };
  for (const stream of ['kaa-1', 'person-1', 'kaa-1', 'kaa-2']) {
    const revision = (await copy.readStream(stream)).length - 1;
    await copy.append(stream, revision, [
      { id: randomIds.next(), type: 'ContactAttempted', version: 1, meta, payload: Uint8Array.of(1) },
    ]);
  }
  const places = (await copy.readAll(BEGINNING, { limit: 10 })).map(({ position }) => position);
  return new Renumbered(copy, { original, copy: places });
};

const positions = (events: readonly { position: Position }[]): Position[] =>
  events.map(({ position }) => position);

test('every event stands where it stands in the original, however it is found', async () => {
  const store = await renumbered();
  expect(positions(await store.readAll(BEGINNING, { limit: 10 }))).toEqual(original);
  expect(positions(await store.readAll('020', { limit: 1 }))).toEqual(['030']);
  expect(positions(await store.readAll(BEGINNING, { limit: 9, categories: ['kaa'] })))
    .toEqual(['010', '030', '040']);
  expect(positions(await store.readStream('kaa-1'))).toEqual(['010', '030']);
  expect(positions(await store.readAt(['040', '020']))).toEqual(['040', '020']);
  expect([await store.head(), await store.positionAt(INSTANT), await store.positionAt(INSTANT - 1)])
    .toEqual(['040', '040', BEGINNING]);
  expect(['030', '031'].map((text) => store.isPosition(text))).toEqual([true, false]);
});

test('who follows it is told the same places', async () => {
  const store = await renumbered();
  const seen: Position[] = [];
  await new Promise<void>((resolve) => {
    store.subscribeAll('010', { batch: 2 }, (events) => {
      seen.push(...positions(events));
      if (seen.length === 3) resolve();
    });
  });
  expect(seen).toEqual(['020', '030', '040']);
});

test('it is only read, and not from where nothing was copied', async () => {
  const store = await renumbered();
  await expect(store.append()).rejects.toThrow(StoreUnavailable);
  await expect(store.readAll('025', { limit: 1 })).rejects.toThrow('No event was copied at 025');
});
