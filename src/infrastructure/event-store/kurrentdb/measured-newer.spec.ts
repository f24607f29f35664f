import { randomBytes, randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import {
  type KurrentDbForTests, kurrentDbForTests,
} from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { connectionStringFor } from './connection-string.js';
import { openDriver } from './driver.js';

let server: KurrentDbForTests;
beforeAll(async () => { server = await kurrentDbForTests(); });
afterAll(() => server.stop());

// Apart from the other cases: once the newer client is loaded, its generated classes stand in the place of
// the older one's, with which they share a name.

test('13: the newer client tells times without their milliseconds', async () => {
  const stream = `test_${randomBytes(8).toString('hex')}.a`;
  const older = EventStoreDBClient.connectionString(connectionStringFor('eventstore', server.url));
  for (let count = 0; count < 6; count += 1) {
    await older.appendToStream(stream, binaryEvent({ id: randomUUID(), type: 'Seen', data: Buffer.of(7) }));
  }
  const times: number[] = [];
  for await (const { event } of older.readStream(stream)) times.push(event!.created.getTime() % 1_000);
  expect(times.some((ms) => ms > 0)).toBe(true);
  const newer = await openDriver('kurrentdb', connectionStringFor('kurrentdb', server.url));
  const reading = newer.readStream(stream, 'start', { maxCount: 9, direction: 'forwards' });
  for await (const { event } of reading) expect(event!.created.getTime() % 1_000).toBe(0);
  await newer.dispose();
  await older.dispose();
});

// After the other, for the same reason.
test('3: the newer client ignores what the older calls the expected revision', async () => {
  const { KurrentDBClient, binaryEvent: made } = await import('@kurrent/kurrentdb-client');
  const newer = KurrentDBClient.connectionString(connectionStringFor('kurrentdb', server.url));
  const stream = `test_${randomBytes(8).toString('hex')}.a`;
  const anEvent = () => made({ id: randomUUID(), type: 'Seen', data: Buffer.of(7) });
  const ignored = { expectedRevision: 7n } as object;
  expect(await newer.appendToStream(stream, anEvent(), ignored)).toMatchObject({ success: true });
  const refused = newer.appendToStream(stream, anEvent(), { streamState: 7n });
  await expect(refused).rejects.toMatchObject({ type: 'wrong-expected-version', message: '' });
  await newer.dispose();
});
