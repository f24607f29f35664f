import { StoreRefused, StoreUnavailable } from '../application/ports/event-store.js';
import { insisting } from './insisting.js';

const away = new StoreUnavailable('away', false);

test('what is done with a store that went is done again, and it is said which is away', async () => {
  const failures = [away, away];
  const told: unknown[] = [];
  const work = async (): Promise<string> => {
    const failure = failures.shift();
    if (failure) throw failure;
    return 'done';
  };
  expect(await insisting('vault', { onAway: (...one) => told.push(one) }, work)).toBe('done');
  expect(told).toEqual([['vault', away], ['vault', away]]);
});

test('nobody waits for a store that refuses access, or for a mistake', async () => {
  const told: unknown[] = [];
  for (const error of [new StoreRefused('refused'), new TypeError('wrong')]) {
    const failing = insisting('vault', { onAway: (...one) => told.push(one) }, () => Promise.reject(error));
    await expect(failing).rejects.toBe(error);
  }
  expect(told).toEqual([]);
});

test('the waiting ends with the signal', async () => {
  const stopping = new AbortController();
  const waiting = { signal: stopping.signal, onAway: () => stopping.abort() };
  await expect(insisting('vault', waiting, () => Promise.reject(away))).rejects.toBe(away);
});
