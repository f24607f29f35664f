import { Revived, type Reviving } from './revived.js';

/** Something that ends when it is told to, and how often it was started. */
class Mortals {
  readonly started: ((error: Error) => void)[] = [];
  readonly failures: unknown[] = [];
  readonly waits: number[] = [];
  stopped = 0;
  isBroken = false;
  private wake = (): void => undefined;

  readonly reviving: Reviving<{ stop(): Promise<void> }> = {
    start: async (onEnd) => {
      this.started.push(onEnd);
      this.wake();
      if (this.isBroken) throw new Error('cannot start');
      return { stop: async () => { this.stopped += 1; } };
    },
    onFailure: (error) => this.failures.push((error as Error).message),
    clock: { now: () => 1_000 + this.started.length },
    pause: async (ms) => {
      this.waits.push(ms);
      await turn();
    },
  };

  /** Resolves when so many were started. */
  async times(many: number): Promise<void> {
    while (this.started.length < many) await new Promise<void>((resolve) => { this.wake = resolve; });
    await turn();
  }
}

const turn = (): Promise<unknown> => new Promise((resolve) => { setImmediate(resolve); });

test('who ends unasked is started anew, after a while that grows up to a minute', async () => {
  const mortals = new Mortals();
  const revived = await Revived.begin(mortals.reviving);
  expect([revived.one === undefined, revived.downSince, revived.restarts]).toEqual([false, undefined, 0]);
  for (let life = 1; life <= 8; life += 1) {
    mortals.started.at(-1)!(new Error('broken'));
    expect(revived.one).toBeUndefined();
    expect(revived.downSince).toBe(1_000 + life);
    await mortals.times(life + 1);
  }
  expect(mortals.waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect([revived.one === undefined, revived.downSince, revived.restarts]).toEqual([false, undefined, 8]);
  await revived.stop();
  expect(mortals.stopped).toBe(1);
});

test('who cannot be started again is tried until it goes well, and each attempt is told', async () => {
  const mortals = new Mortals();
  const revived = await Revived.begin(mortals.reviving);
  mortals.isBroken = true;
  mortals.started[0]!(new Error('broken'));
  await mortals.times(3);
  mortals.isBroken = false;
  const seen = mortals.started.length;
  await mortals.times(seen + 1);
  expect(mortals.failures.slice(0, 3)).toEqual(['broken', 'cannot start', 'cannot start']);
  expect(revived.one).toBeDefined();
  await revived.stop();
});

test('the first that cannot be started is no beginning', async () => {
  const mortals = new Mortals();
  mortals.isBroken = true;
  await expect(Revived.begin(mortals.reviving)).rejects.toThrow('cannot start');
});

test('told to stop while it waits, or while one starts, nothing is started any more', async () => {
  const mortals = new Mortals();
  const waiting = await Revived.begin({
    ...mortals.reviving,
    pause: (_, signal) => new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    }),
  });
  mortals.started[0]!(new Error('broken'));
  await waiting.stop();
  expect(mortals.started).toHaveLength(1);

  let starts = 0;
  const starting = await Revived.begin({
    ...mortals.reviving,
    start: async (onEnd, signal) => {
      starts += 1;
      if (starts === 1) return mortals.reviving.start(onEnd, signal);
      return new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    },
  });
  mortals.started.at(-1)!(new Error('broken'));
  while (starts < 2) await turn();
  await starting.stop();
  expect(mortals.failures).toEqual(['broken', 'broken']);
});
