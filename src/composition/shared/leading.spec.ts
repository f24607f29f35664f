import type { LeadingStart } from './messages.js';
import { startLeading } from './leading.js';

/** A thread that says so much, one thing after the other, and then does something. */
const thread = (told: readonly object[], then: string): URL => new URL(`data:text/javascript,${
  encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads';
    for (const one of ${JSON.stringify(told)}) parentPort.postMessage(one);
    parentPort.once('message', () => parentPort.close());
    ${then}`)}`);

const start = {} as LeadingStart;
const started = { is: 'started' };

test.each([
  ['breaks', 'throw new Error(\'broken\')', 'broken'],
  ['ends', 'parentPort.close()', 'start the process anew'],
])('a thread that %s unasked fails from then on, and says so', async (_, then, said) => {
  const mayGoOn = new Int32Array(new SharedArrayBuffer(4));
  let tell: (error: Error) => void;
  const told = new Promise<Error>((resolve) => { tell = resolve; });
  // Not before it is known to have started: an error may overtake a message.
  const leading = await startLeading(
    { mayGoOn } as unknown as LeadingStart, (error) => tell(error),
    thread([started], `Atomics.wait(workerData.mayGoOn, 0, 0); ${then};`));
  Atomics.store(mayGoOn, 0, 1);
  Atomics.notify(mayGoOn, 0);
  expect((await told).message).toContain(said);
  expect(leading.fails).toBe(true);
  await leading.stop();
});

test('a thread that cannot make what it leads fails until it can', async () => {
  const failing = { is: 'standing', fails: true };
  const failed = { is: 'failure', name: 'Error', message: 'told last' };
  const fails = async (...told: object[]): Promise<boolean> => {
    let tell: (error: Error) => void;
    const last = new Promise<Error>((resolve) => { tell = resolve; });
    const leading = await startLeading(start, (error) => tell(error), thread([started, ...told, failed], ''));
    expect((await last).message).toBe('told last');
    const { fails: isFailing } = leading;
    await leading.stop();
    return isFailing;
  };
  expect(await fails()).toBe(false);
  expect(await fails(failing)).toBe(true);
  expect(await fails(failing, { ...failing, fails: false })).toBe(false);
});

test('a thread that breaks before it has started starts nothing', async () => {
  await expect(startLeading(start, () => undefined, thread([], 'throw new Error(\'no store\')')))
    .rejects.toThrow('no store');
});
