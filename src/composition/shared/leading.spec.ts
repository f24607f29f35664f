import type { LeadingStart } from './messages.js';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import { type LeadingHeard, startLeading } from './leading.js';

/** A thread that says so much, one thing after the other, and then does something. */
const thread = (told: readonly object[], then: string): URL => new URL(`data:text/javascript,${
  encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads';
    for (const one of ${JSON.stringify(told)}) parentPort.postMessage(one);
    parentPort.once('message', () => parentPort.close());
    ${then}`)}`);

const start = {} as LeadingStart;
const started = { is: 'started' };
const unheard: LeadingHeard = { onFailure: () => undefined, onLead: () => undefined, onEnd: () => undefined };

test.each([
  ['breaks', 'throw new Error(\'broken\')', 'broken'],
  ['ends', 'parentPort.close()', 'has ended'],
])('of a thread that %s unasked is told, once', async (_, then, said) => {
  const mayGoOn = new Int32Array(new SharedArrayBuffer(4));
  let tell: (error: Error) => void;
  const told = new Promise<Error>((resolve) => { tell = resolve; });
  // Not before it is known to have started: an error may overtake a message.
  const leading = await startLeading(
    { mayGoOn } as unknown as LeadingStart, { ...unheard, onEnd: (error) => tell(error) },
    thread([started], `Atomics.wait(workerData.mayGoOn, 0, 0); ${then};`));
  Atomics.store(mayGoOn, 0, 1);
  Atomics.notify(mayGoOn, 0);
  expect((await told).message).toContain(said);
  await leading.stop();
});

test('a thread that cannot make what it leads fails until it can', async () => {
  const failing = { is: 'standing', fails: true };
  const failed = { is: 'failure', name: 'Error', message: 'told last' };
  const fails = async (...told: object[]): Promise<boolean> => {
    let tell: (error: Error) => void;
    const last = new Promise<Error>((resolve) => { tell = resolve; });
    const heard = { ...unheard, onFailure: (error: Error) => tell(error) };
    const leading = await startLeading(start, heard, thread([started, ...told, failed], ''));
    expect((await last).message).toBe('told last');
    const { fails: isFailing } = leading;
    await leading.stop();
    return isFailing;
  };
  expect(await fails()).toBe(false);
  expect(await fails(failing)).toBe(true);
  expect(await fails(failing, { ...failing, fails: false })).toBe(false);
});

test('what was said to a thread of a store that is away is told to the operator', async () => {
  const said = 'connect ECONNREFUSED 192.0.2.7:27017';
  const failure = { is: 'failure', name: 'StoreUnavailable', message: 'MongoDB does not answer', said };
  let tell: (error: unknown) => void;
  const told = new Promise((resolve) => { tell = resolve; });
  const leading = await startLeading(
    start, { ...unheard, onFailure: (error) => tell(error) }, thread([started, failure], ''));
  expect(await told).toMatchObject({ constructor: StoreUnavailable, message: failure.message, said });
  await leading.stop();
});

test('what a thread leads is told', async () => {
  const after = { token: 1, endedAt: 0 };
  const news = { is: 'gained', lease: { name: 'projection/pupils', token: 2, after } };
  let tell: (told: unknown) => void;
  const told = new Promise((resolve) => { tell = resolve; });
  const leading = await startLeading(
    start, { ...unheard, onLead: (one) => tell(one) }, thread([started, { is: 'lead', news }], ''));
  expect(await told).toEqual(news);
  await leading.stop();
});

test('a thread that breaks before it has started starts nothing', async () => {
  await expect(startLeading(start, unheard, thread([], 'throw new Error(\'no store\')')))
    .rejects.toThrow('no store');
});

test('a thread that waits for its stores ends when it is not wanted any more', async () => {
  const notWanted = new AbortController();
  const starting = startLeading(start, { ...unheard, signal: notWanted.signal }, thread([], ''));
  notWanted.abort();
  await expect(starting).rejects.toThrow('It was told to stop before everything was open');
});
