import { workerData } from 'node:worker_threads';
import { municipalityTest } from '../../infrastructure/reference-data.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { openSqliteVault } from '../../infrastructure/vault/sqlite/sqlite-vault.js';
import { CompareRange } from '../../projections/cost-allocation/compare-range.js';
import { answering } from '../asked-thread.js';
import { openLedgerToRead } from '../ledger-place.js';
import type { AskedOfComparer, ComparerAnswer, ComparerStart } from './messages.js';

/** A thread that compares what persons cost, as many at a time as it is asked for. */
const { place, vaultFile, wrappingKey, comparison } = workerData as ComparerStart;

const sealer = new SodiumSealer();
const events = await openLedgerToRead(place);
const vault = openSqliteVault({ file: vaultFile, wrappingKey, sealer });
const range = new CompareRange({ events, vault, sealer }, comparison, municipalityTest());

answering<AskedOfComparer, ComparerAnswer>(async (asked) => (asked === 'sums'
  ? { is: 'sums', sums: range.sums() } : { is: 'piece', piece: await range.next(asked) }),
async () => { await Promise.all([events.close(), vault.close()]); });
