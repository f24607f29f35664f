import type { Round } from '../application/kaa/keep-register.js';
import type { ProjectionStatus } from '../application/ports/projection-control.js';
import { RegisterWatch } from './register-watch.js';

const status = (lagEvents: number) => ({
  head: '9', projections: [{
    name: 'kaa', version: 1, state: 'live', checkpoint: '9', lagEvents, lagSeconds: 0, parked: 0,
  } satisfies ProjectionStatus],
});

/** Watches through rounds that go as they are told to, until no more of them are. */
const watched = async (lags: readonly number[], rounds: readonly (Error | Round)[]) => {
  const [left, failures]: [(Error | Round)[], unknown[]] = [[...rounds], []];
  const standing = [...lags];
  let isOver: () => void;
  const over = new Promise<void>((resolve) => { isOver = resolve; });
  const watch = new RegisterWatch({
    projections: { status: async () => status(standing.shift() ?? 0) },
    register: {
      round: async () => {
        const next = left.shift();
        if (next instanceof Error) throw next;
        return next ?? { recorded: 0, erased: 0 };
      },
    },
    onFailure: (error) => void failures.push(error),
    pause: () => {
      if (left.length === 0) isOver();
      return new Promise((resolve) => { setImmediate(resolve); });
    },
  });
  await over;
  await watch.stop();
  return { failures, lagsUnseen: standing.length };
};

test('a round that fails is told, and the next one tries again', async () => {
  const broken = new Error('No disk');
  const { failures } = await watched([], [broken, { recorded: 1, erased: 0 }, broken]);
  expect(failures).toEqual([broken, broken]);
});

test('while the read model is far behind, nothing is recorded', async () => {
  const { lagsUnseen } = await watched([40_000, 2_000, 3], [{ recorded: 1, erased: 0 }]);
  expect(lagsUnseen).toBe(0);
});

test('a round hears that the register is led elsewhere by now, or that the watch is stopped', async () => {
  let isLedHere = true;
  const heard: boolean[] = [];
  await new Promise<void>((resolve) => {
    const watch = new RegisterWatch({
      projections: { status: async () => status(0) }, isLedHere: () => isLedHere, onFailure: () => undefined,
      register: {
        round: async (mayRecord) => {
          heard.push(mayRecord!());
          isLedHere = false;
          heard.push(mayRecord!());
          isLedHere = true;
          const stopped = watch.stop();
          heard.push(mayRecord!());
          void stopped.then(resolve);
          return { recorded: 0, erased: 0 };
        },
      },
    });
  });
  expect(heard).toEqual([true, false, false]);
});
