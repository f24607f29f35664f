import { randomBytes, randomUUID } from 'node:crypto';
import { ANY, binaryEvent, EventStoreDBClient, NO_STREAM, streamNameFilter } from '@eventstore/db-client';
import { APPEND_LIMIT_BYTES } from '../../../application/ports/event-store.js';
import {
  type KurrentDbForTests, kurrentDbForTests, where,
} from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { soon } from '../../../../test/support/soon.js';
import { connectionStringFor } from './connection-string.js';

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

  test('8: a bad id, an empty type and an empty name are bad requests', async () => {
    const asked = [
      () => append(NO_STREAM, anEvent('no uuid')),
      () => append(NO_STREAM, { ...anEvent(), type: '' }),
      () => client.appendToStream('', anEvent(), { expectedRevision: NO_STREAM }),
    ];
    const bad = { type: 'unknown', message: 'Could not recognize BadRequest' };
    for (const ask of asked) await expect(ask()).rejects.toMatchObject(bad);
    await expect(read()).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  test('14: a subscription with a filter tells how far it came where it was sent nothing', async () => {
    const events = Array.from({ length: 99 }, () => anEvent());
    const { position } = await client.appendToStream(stream, events, { expectedRevision: NO_STREAM });
    const told: bigint[] = [];
    const filter = streamNameFilter({
      prefixes: [`${stream}-other`], maxSearchWindow: 32,
      checkpointReached: (_, { commit }) => { told.push(commit); },
    });
    const following = client.subscribeToAll({ filter }).resume();
    while (told.length < 3) await soon();
    await following.unsubscribe();
    expect(told[0]).toBeLessThan(position!.commit);
    expect(told).toEqual([...told].sort((one, other) => Number(one - other)));
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
