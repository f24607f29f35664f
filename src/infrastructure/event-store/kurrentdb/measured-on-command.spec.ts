import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  type AllStreamSubscription, ANY, binaryEvent, EventStoreDBClient, NO_STREAM, streamNameFilter,
} from '@eventstore/db-client';
import type { AppendFault } from '../../../../test/support/kurrentdb-server/faults.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { soon } from '../../../../test/support/soon.js';
import { connectionStringFor } from './connection-string.js';

// As measured.spec.ts, what no server does unless it is told to, or started again: the test server does what
// a real one was seen to do, and how the older client tells it.

const MIB = 1_048_576;

let server: KurrentDbTestServer;
let client: EventStoreDBClient;

beforeEach(async () => {
  server = await KurrentDbTestServer.start();
  client = EventStoreDBClient.connectionString(connectionStringFor('eventstore', server.url));
});
afterEach(async () => {
  await client.dispose();
  await server.stop();
});

const anEvent = (bytes = 3) => binaryEvent({ id: randomUUID(), type: 'Seen', data: new Uint8Array(bytes) });
const append = (stream: string, event = anEvent()) =>
  client.appendToStream(stream, event, { expectedRevision: NO_STREAM });

/** A process that uses the client by itself: what it says, and how it ends. */
const alone = (what: 'tooLargeBeside' | 'unserialisable') => {
  const script = fileURLToPath(new URL('../../../../test/support/client-alone.mjs', import.meta.url));
  const child = execFile(process.execPath, [script, server.url, what]);
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => { said += text; });
  return { said: () => said, ended: once(child, 'close') };
};

test('5: after a restart ANY doubles what an exact revision does not', async () => {
  const [exact, any] = [anEvent(), anEvent()];
  const appendBoth = async (): Promise<bigint[]> => [
    await append('test-exact', exact),
    await client.appendToStream('test-any', any, { expectedRevision: ANY }),
  ].map(({ nextExpectedRevision }) => nextExpectedRevision);
  expect([await appendBoth(), await appendBoth()]).toEqual([[0n, 0n], [0n, 0n]]);
  server.log.forgetRecentIds();
  expect(await appendBoth()).toEqual([0n, 1n]);
});

test.each([2, 20])('7: too large an append (%d MiB) makes others fail that were committed', async (mib) => {
  const appended = (name: string, bytes?: number): Promise<unknown> =>
    append(name, anEvent(bytes)).then(() => 'told that it is done', () => 'failed');
  expect(await appended('test-before')).toBe('told that it is done');
  server.faults.nextAppends('no-answer', 'no-answer', 'no-answer');
  const beside = [1, 2, 3].map((nth) => appended(`test-beside-${nth}`));
  while (server.log.records.length < 4) await soon();
  expect(await appended('test-large', mib * MIB)).toBe('failed');
  expect(await Promise.all(beside)).toEqual(['failed', 'failed', 'failed']);
  expect(server.log.records.map(({ stream: name }) => name)).not.toContain('test-large');
});

test('7: that of another client, too, and the answers that still come end the process', async () => {
  const { said, ended } = alone('tooLargeBeside');
  server.faults.nextAppends('done', 'done', 'held');
  while (!said().includes('beside it: failed')) await soon();
  expect(server.log.records.map(({ stream }) => stream)).toContain('test-held');
  server.faults.letGo();
  expect(await ended).toEqual([1, null]);
  expect(said()).toMatch(/batchAppend\.js[^]*TypeError/);
});

test('8: what cannot be serialised never settles, and fails where nobody hears it', async () => {
  const { said, ended } = alone('unserialisable');
  expect(await ended).toEqual([0, null]);
  expect(said().trim().split('\n')).toEqual(['nobody heard TypeError', 'open after the next was answered']);
});

test.each<[string, AppendFault, object]>([
  ['starting', 'not-ready', { type: 'unknown', message: 'Could not recognize Server Is Not Ready' }],
  ['stopping', 'reset', { code: 13, message: expect.stringContaining('RST_STREAM') as unknown }],
])('9: a server that is %s', async (_, fault, told) => {
  server.faults.nextAppends(fault);
  await expect(append('test-a')).rejects.toMatchObject(told);
});

test('9: a server that is down is a plain error of gRPC', async () => {
  await server.stop();
  const error = await append('test-a').catch((refused: unknown) => refused);
  expect(error).toMatchObject({ code: 14 });
  expect(error).not.toHaveProperty('type');
});

const following = async (): Promise<AllStreamSubscription> => {
  const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['test-'] }) });
  subscription.resume();
  await once(subscription, 'confirmation');
  return subscription;
};

test.each<[string, () => unknown, object]>([
  ['cut off', () => server.dropConnections(), { code: 14 }],
  ['told that the server stops', () => server.cutSubscriptions(), { code: 13 }],
  ['told to be too slow', () => server.sayTooSlow(), { code: 10, message: /Consumer too slow/ }],
])('10: a subscription that is %s does not begin again', async (_, end, told) => {
  const subscription = await following();
  let events = 0;
  subscription.on('data', () => { events += 1; });
  const failed = new Promise<Error>((resolve) => { subscription.once('error', resolve); });
  end();
  expect(await failed).toMatchObject(toldAs(told));
  await append('test-a');
  for await (const { event } of client.readStream('test-a')) expect(event?.revision).toBe(0n);
  while (server.openReads > 0) await soon();
  expect(events).toBe(0);
});

/** Messages are longer than what is looked for in them. */
const toldAs = ({ message, ...rest }: { message?: RegExp }): object =>
  ({ ...rest, ...message && { message: expect.stringMatching(message) as unknown } });

test('14: how far a subscription came is told before events that are still to come', async () => {
  server.faults.checkpointsRunAhead = true;
  const told: ['event' | 'checkpoint', bigint][] = [];
  const filter = streamNameFilter({
    prefixes: ['test-'], checkpointReached: (_, { commit }) => { told.push(['checkpoint', commit]); },
  });
  for (let nth = 0; nth < 5; nth += 1) await append(`test-${nth}`);
  const subscription = client.subscribeToAll({ filter, fromPosition: 'start' });
  for await (const { event } of subscription) {
    if (told.push(['event', event!.position.commit]) > 5 && event!.streamId === 'test-4') break;
  }
  const isAhead = told.some(([is, position], at) => is === 'checkpoint'
    && told.slice(at).some(([later, of]) => later === 'event' && of < position));
  expect(isAhead).toBe(true);
});
