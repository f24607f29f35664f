import { workerData } from 'node:worker_threads';
import { municipalityTest } from '../../infrastructure/reference-data.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { CompareRange } from '../../projections/cost-allocation/compare-range.js';
import { answering } from '../asked-thread.js';
import { openLedgerToRead } from '../ledger-place.js';
import { Opened } from '../opened.js';
import { openVaultAt } from '../store-places.js';
import type { AskedOfComparer, ComparerAnswer, ComparerStart } from './messages.js';

/** A thread that compares what persons cost, as many at a time as it is asked for. */
const { comparison, ...places } = workerData as ComparerStart;

await answering<AskedOfComparer, ComparerAnswer>(async (signal) => {
  const opened = new Opened();
  try {
    const sealer = new SodiumSealer();
    const events = opened.add(await openLedgerToRead(places.place, { signal }), (one) => one.close());
    const vault = opened.add(await openVaultAt(places, sealer, signal), (one) => one.close());
    const range = new CompareRange({ events, vault, sealer }, comparison, municipalityTest());
    return {
      answer: async (asked) => (asked === 'sums'
        ? { is: 'sums', sums: range.sums() } : { is: 'piece', piece: await range.next(asked) }),
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
});
