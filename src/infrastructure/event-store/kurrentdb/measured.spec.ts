import { randomBytes, randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import {
  type KurrentDbForTests, kurrentDbForTests, where,
} from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { connectionStringFor } from './connection-string.js';

// What the adapter rests on: how a server was seen to answer the older client by itself. The numbers are
// those of the table in docs/how-to/kurrentdb.md.

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
const append = (expectedRevision: bigint | typeof NO_STREAM, ...events: ReturnType<typeof anEvent>[]) =>
  client.appendToStream(stream, events, { expectedRevision });

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
    await expect(append(NO_STREAM, anEvent(id), anEvent())).rejects.toMatchObject({ actualVersion: 0n });
  });

  test('6: more than 1 MiB in one append is too large, also of events that are not', async () => {
    const tooLarge = { type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576 };
    await expect(append(NO_STREAM, anEvent(randomUUID(), 1_048_577))).rejects.toMatchObject(tooLarge);
    await expect(append(NO_STREAM, anEvent(randomUUID(), 600_000), anEvent(randomUUID(), 600_000)))
      .rejects.toMatchObject(tooLarge);
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
