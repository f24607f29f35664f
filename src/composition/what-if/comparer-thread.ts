import { parentPort, workerData } from 'node:worker_threads';
import { municipalityTest } from '../../infrastructure/reference-data.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { openSqliteVault } from '../../infrastructure/vault/sqlite/sqlite-vault.js';
import { CompareRange } from '../../projections/cost-allocation/compare-range.js';
import { openLedgerToRead } from '../ledger-place.js';
import type { ComparerStart, FromComparer, ToComparer } from './messages.js';

/** A thread that compares what persons cost, as many at a time as it is asked for. */
const port = parentPort!;
const { place, vaultFile, wrappingKey, comparison } = workerData as ComparerStart;
const reply = (message: FromComparer): void => port.postMessage(message);

const sealer = new SodiumSealer();
const events = await openLedgerToRead(place);
const vault = openSqliteVault({ file: vaultFile, wrappingKey, sealer });
const range = new CompareRange({ events, vault, sealer }, comparison, municipalityTest());
let working: Promise<void> = Promise.resolve();

const stop = async (): Promise<void> => {
  await working;
  await Promise.all([events.close(), vault.close()]);
  port.close();
};

port.on('message', (message: ToComparer) => {
  if (message === 'stop') {
    void stop();
    return;
  }
  if (message === 'sums') {
    reply({ is: 'sums', sums: range.sums() });
    return;
  }
  working = range.next(message).then(
    (piece) => reply({ is: 'piece', piece }),
    (error: Error) => reply({ is: 'failure', name: error.name, message: error.message }),
  );
});
