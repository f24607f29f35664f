import { workerData } from 'node:worker_threads';
import { municipalityTest } from '../../infrastructure/reference-data.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { CompareRange } from '../../projections/cost-allocation/compare-range.js';
import { answering } from '../asked-thread.js';
import { openLedgerToRead } from '../ledger-place.js';
import { openVaultAt } from '../store-places.js';
import type { AskedOfComparer, ComparerAnswer, ComparerStart } from './messages.js';

/** A thread that compares what persons cost, as many at a time as it is asked for. */
const { comparison, ...places } = workerData as ComparerStart;

const sealer = new SodiumSealer();
const events = await openLedgerToRead(places.place);
const vault = await openVaultAt(places, sealer);
const range = new CompareRange({ events, vault, sealer }, comparison, municipalityTest());

answering<AskedOfComparer, ComparerAnswer>(async (asked) => (asked === 'sums'
  ? { is: 'sums', sums: range.sums() } : { is: 'piece', piece: await range.next(asked) }),
async () => { await Promise.all([events.close(), vault.close()]); });
