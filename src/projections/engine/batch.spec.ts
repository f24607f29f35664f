import { RunningEngine } from '../../../test/support/running-engine.js';
import { Batches } from './batch.js';

const everything = { wants: () => true, opens: () => true };

test('a person\'s history ends where the batch ends: documents are as of the checkpoint', async () => {
  const running = await RunningEngine.start([]);
  const { ledger } = running;
  const anna = await ledger.person('a');
  await ledger.lives(anna, '1480');
  await ledger.isAlso(anna, await ledger.person('t'));
  await ledger.lives(anna, '1481');
  const { events: store, vault, sealer } = ledger;
  const batches = new Batches({ events: store, vault, sealer, readStore: running.store }, everything);
  const batch = await batches.open(await store.readAll('', { limit: 2 }));
  const { events } = await batch.history(anna);
  expect(events.map(({ type }) => type)).toEqual(['HomeMunicipalityRegistered', 'IdentityNumberAdded']);
  await running.stop();
});
