import { StoreUnavailable } from '../../application/ports/event-store.js';
import { StaleWatch } from './stale-watch.js';

/** Looks as often as there are answers, some seconds apart; gives what was known after each. */
const watched = async (answers: readonly (number | undefined | Error)[]) => {
  const left = [...answers];
  const failures: unknown[] = [];
  const known: (number | undefined)[] = [];
  let nowMs = 100_000;
  await new Promise<void>((resolve) => {
    const watch = new StaleWatch({
      waitingSince: async () => {
        const next = left.shift();
        if (next instanceof Error) throw next;
        return next;
      },
    }, { now: () => nowMs }, (error) => failures.push(error), async () => {
      known.push(watch.since);
      nowMs += 10_000;
      if (left.length === 0) void watch.stop().then(resolve);
    });
  });
  return { known, failures };
};

test('what waits for long is missing since it was recorded, and what was on its way is not', async () => {
  const { known } = await watched([undefined, 109_000, 109_000, undefined]);
  expect(known).toEqual([undefined, undefined, 109_000, undefined]);
});

test('while stores do not answer, all may be missing that came since they last did', async () => {
  const away = new StoreUnavailable('away', false);
  expect(await watched([undefined, away, away, undefined]))
    .toEqual({ known: [undefined, 100_000, 100_000, undefined], failures: [] });
});

test('what else goes wrong is told and looked at again, and all may be missing meanwhile', async () => {
  const broken = new Error('The collection projections was dropped');
  expect(await watched([undefined, broken, undefined]))
    .toEqual({ known: [undefined, 100_000, undefined], failures: [broken] });
});
