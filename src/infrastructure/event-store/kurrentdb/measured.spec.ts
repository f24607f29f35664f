import { randomBytes, randomUUID } from 'node:crypto';
import { ANY, binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { APPEND_LIMIT_BYTES } from '../../../application/ports/event-store.js';
import {
  type KurrentDbForTests, kurrentDbForTests, where,
} from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { soon } from '../../../../test/support/soon.js';
import { connectionStringFor } from './connection-string.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';

// What the adapter rests on: how a server was seen to answer the older client by itself. The numbers are
// those of the table in docs/how-to/kurrentdb.md.

const MIB = 1_048_576;

let server: KurrentDbForTests;
let client: EventStoreDBClient;
let stream: string;

beforeAll(async () => {
  server = await kurrentDbForTests();
  client = EventStoreDBClient.connectionString(connectionStringFor('eventstore', server.url));
});
beforeEach(() => { stream = `test_${randomBytes(8).toString('hex')}.a`; });
afterAll(async () => {
  await client.dispose();
  await server.stop();
});

const anEvent = (id: string = randomUUID(), bytes = 3) =>
  binaryEvent({ id, type: 'Seen', data: new Uint8Array(bytes).fill(7) });
const append = (
  expectedRevision: bigint | typeof NO_STREAM | typeof ANY, ...events: ReturnType<typeof anEvent>[]
) => client.appendToStream(stream, events, { expectedRevision });

// Only a server that is this test's own can be started again.
test('5: after a restart ANY doubles what an exact revision does not', async () => {
  const own = await KurrentDbTestServer.start();
  const one = EventStoreDBClient.connectionString(connectionStringFor('eventstore', own.url));
  const [exact, any] = [anEvent(), anEvent()];
  const appendBoth = async (): Promise<bigint[]> => [
    await one.appendToStream('test-exact', [exact], { expectedRevision: NO_STREAM }),
    await one.appendToStream('test-any', [any], { expectedRevision: ANY }),
  ].map(({ nextExpectedRevision }) => nextExpectedRevision);
  expect([await appendBoth(), await appendBoth()]).toEqual([[0n, 0n], [0n, 0n]]);
  own.log.forgetRecentIds();
  expect(await appendBoth()).toEqual([0n, 1n]);
  await one.dispose();
  await own.stop();
});

// A server of one's own can be told to let appends wait for their answer until the large one comes.
test('7: too large an append makes others fail that were committed', async () => {
  const own = await KurrentDbTestServer.start();
  const one = EventStoreDBClient.connectionString(connectionStringFor('eventstore', own.url));
  const appended = (name: string, bytes?: number): Promise<unknown> => one
    .appendToStream(name, [anEvent(randomUUID(), bytes)], { expectedRevision: NO_STREAM })
    .then(() => 'told that it is done', () => 'failed');
  expect(await appended('test-before')).toBe('told that it is done');
  own.faults.nextAppends('no-answer', 'no-answer', 'no-answer');
  const beside = [1, 2, 3].map((nth) => appended(`test-beside-${nth}`));
  while (own.log.records.length < 4) await soon();
  expect(await appended('test-large', 20 * MIB)).toBe('failed');
  expect(await Promise.all(beside)).toEqual(['failed', 'failed', 'failed']);
  expect(own.log.records.map(({ stream: name }) => name)).not.toContain('test-large');
  await one.dispose();
  await own.stop();
});

describe(`what was measured, at ${where}`, () => {
  test('1: an append answers with bigints, which JSON does not take', async () => {
    const answer = await append(NO_STREAM, anEvent(), anEvent());
    expect(answer).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(typeof answer.position?.commit).toBe('bigint');
    expect(typeof answer.position?.prepare).toBe('bigint');
    expect(() => JSON.stringify(answer)).toThrow('BigInt');
  });

  test('2: a conflict has no message, and tells in its fields who is where', async () => {
    await append(NO_STREAM, anEvent());
    await expect(append(4n, anEvent())).rejects.toMatchObject({
      type: 'wrong-expected-version', message: '', streamName: stream, expectedVersion: 4n,
      actualVersion: 0n,
    });
    stream = `${stream}b`;
    await expect(append(4n, anEvent())).rejects.toMatchObject({ actualVersion: 'no_stream' });
  });

  test('4: told not to throw, the client answers a conflict with a wrong revision', async () => {
    const address = connectionStringFor('eventstore', server.url);
    const silent = EventStoreDBClient.connectionString(
      `${address}${address.includes('?') ? '&' : '?'}throwOnAppendFailure=false`);
    await append(NO_STREAM, ...Array.from({ length: 4 }, () => anEvent()));
    const answer = await silent.appendToStream(stream, [anEvent()], { expectedRevision: NO_STREAM });
    expect(answer.success).toBe(false);
    expect(answer.nextExpectedRevision).not.toBe(3n);
    await silent.dispose();
  });

  test('5: the same id at the same revision is the first append again, whatever its data', async () => {
    const id = randomUUID();
    const first = await append(NO_STREAM, anEvent(id));
    const again = await append(NO_STREAM, anEvent(id, 9));
    expect(again.position).toEqual(first.position);
    const [stored] = await read();
    expect(stored?.data).toHaveLength(3);
  });

  test('5: the same id at another revision, or in another stream, is a new event', async () => {
    const id = randomUUID();
    await append(NO_STREAM, anEvent(id));
    await append(0n, anEvent(id));
    expect(await read()).toHaveLength(2);
    stream = `${stream}b`;
    await append(NO_STREAM, anEvent(id));
    expect(await read()).toHaveLength(1);
  });

  test('5: what is there in part is a conflict', async () => {
    const id = randomUUID();
    await append(NO_STREAM, anEvent(id));
    const isConflict = { type: 'wrong-expected-version', actualVersion: 0n };
    await expect(append(NO_STREAM, anEvent(id), anEvent())).rejects.toMatchObject(isConflict);
    await expect(append(ANY, anEvent(id), anEvent())).rejects.toMatchObject(isConflict);
  });

  // 1 MiB unless a server is told otherwise (MaxAppendSize); what the adapter appends must be less.
  test('6: there is a size that is too large in one append, also of events that are not', async () => {
    const refusal = (...sizes: readonly number[]): Promise<unknown> =>
      append(NO_STREAM, ...sizes.map((bytes) => anEvent(randomUUID(), bytes))).then(() => 'taken', (e) => e);
    const { maxAppendSize: most } = await refusal(12 * MIB) as { maxAppendSize: number };
    expect(most).toBeGreaterThan(APPEND_LIMIT_BYTES);
    if (where === 'the test server') expect(most).toBe(MIB);
    const tooLarge = { type: 'maximum-append-size-exceeded', maxAppendSize: most };
    expect(await refusal(most + 1)).toMatchObject(tooLarge);
    const more = Math.ceil(most * 0.6);
    expect(await refusal(more, more)).toMatchObject(tooLarge);
  });

  test('6: 20 MiB are refused by the transport itself', async () => {
    const enormous = client.appendToStream(stream, [anEvent(randomUUID(), 20 * MIB)]);
    await expect(enormous).rejects.toMatchObject({ type: 'unknown', code: 8 });
  });

  test('11: a stream that was deleted can be new again, and its revisions go on', async () => {
    await append(NO_STREAM, anEvent(), anEvent());
    await client.deleteStream(stream);
    await expect(read()).rejects.toMatchObject({ type: 'stream-not-found' });
    expect(await append(NO_STREAM, anEvent())).toMatchObject({ nextExpectedRevision: 2n });
    expect((await read()).map((event) => event?.revision)).toEqual([2n]);
  });

  test('11: one that was deleted for good is told so, and takes nothing', async () => {
    await append(NO_STREAM, anEvent());
    await client.tombstoneStream(stream);
    await expect(read()).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(append(0n, anEvent())).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  test('11: a stream that is not there is told so', async () => {
    await expect(read()).rejects.toMatchObject({ type: 'stream-not-found', streamName: stream });
  });

  const read = async () => {
    const found = [];
    for await (const { event } of client.readStream(stream)) found.push(event);
    return found;
  };
});
