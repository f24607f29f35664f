import type { LeadingStart } from './messages.js';
import { startLeading } from './leading.js';

/** A thread that says so much, one thing after the other, and then does something. */
const thread = (told: readonly object[], then: string): URL => new URL(`data:text/javascript,${
  encodeURIComponent(`import { parentPort } from 'node:worker_threads';
    for (const one of ${JSON.stringify(told)}) parentPort.postMessage(one);
    parentPort.once('message', () => parentPort.close());
    ${then}`)}`);

const start = {} as LeadingStart;
const started = { is: 'started' };

test.each([
  ['breaks', 'setImmediate(() => { throw new Error(\'broken\'); })', 'broken'],
  ['ends', 'setImmediate(() => parentPort.close())', 'start the process anew'],
])('a thread that %s unasked fails from then on, and says so', async (_, then, said) => {
  const told = new Promise<Error>((resolve) => {
    void startLeading(start, resolve, thread([started], then)).then((leading) => { started_ = leading; });
  });
  let started_: Awaited<ReturnType<typeof startLeading>>;
  expect((await told).message).toContain(said);
  await started_!.stop();
  expect(started_!.fails).toBe(true);
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
