import { EventTooLarge, NO_STREAM } from '../../../application/ports/event-store.js';
import { anEvent, aStream } from '../../../../test/support/ledger-events.js';
import { aLedgerName, clientsTried } from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { openKurrentDbEventStore } from './kurrentdb-event-store.js';

// MaxAppendSize can be set to less than the mebibyte that servers take if nothing is said.
test.each(clientsTried)('what only this server takes for too large is told as that (%s)', async (driver) => {
  const server = await KurrentDbTestServer.start();
  const store = await openKurrentDbEventStore({ url: server.url, ledger: aLedgerName(), driver });
  server.log.maxAppendBytes = 10_000;
  const stream = aStream();
  const refused = store.append(stream, NO_STREAM, [anEvent({ payload: new Uint8Array(20_000) })]);
  await expect(refused).rejects.toThrow(EventTooLarge);
  await expect(refused).rejects.toThrow('is over the limit of 10000');
  await store.append(stream, NO_STREAM, [anEvent()]);
  await store.close();
  await server.stop();
});
