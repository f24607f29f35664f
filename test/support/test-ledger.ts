import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandContext, Ledger } from '../../src/application/ledger/ledger.js';
import type { EventStore } from '../../src/application/ports/event-store.js';
import type { Vault } from '../../src/application/ports/vault.js';
import { SodiumSealer } from '../../src/infrastructure/sealing/sodium-sealer.js';
import { openSqliteVault } from '../../src/infrastructure/vault/sqlite/sqlite-vault.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
import { InMemoryFenceJournal } from './in-memory-fence-journal.js';

export interface TestLedger {
  readonly ledger: Ledger;
  readonly store: EventStore;
  readonly vault: Vault;
  close(): Promise<void>;
}

/** A ledger with a vault on disk, in a folder of its own, and its events in memory. */
export const openTestLedger = (): TestLedger => {
  const folder = mkdtempSync(join(tmpdir(), 'liggare-'));
  const sealer = new SodiumSealer();
  const vault = openSqliteVault({ file: join(folder, 'vault.db'), wrappingKey: sealer.newKey(), sealer });
  const store = new InMemoryEventStore({ now: () => 0 });
  const close = async (): Promise<void> => {
    await vault.close();
    rmSync(folder, { recursive: true });
  };
  return { ledger: new Ledger(store, vault, sealer, new InMemoryFenceJournal()), store, vault, close };
};

/** A command under a key, from nobody in particular. */
export const under = (commandKey: string): CommandContext =>
  ({ actor: 'actor-1', organisation: '1480', commandKey });

/**
 * Lets the nth call of a method fail, as a process that ends there would, before or after it took effect. The
 * answer puts the method back.
 */
export const failing = <T extends object, K extends keyof T & string>(
  of: T, method: K, { call = 1, effect }: { readonly call?: number; readonly effect: 'before' | 'after' },
): (() => void) => {
  const real = of[method] as (...given: unknown[]) => Promise<unknown>;
  let calls = 0;
  const faulty = async (...given: unknown[]): Promise<unknown> => {
    calls += 1;
    if (calls !== call) return real.apply(of, given);
    if (effect === 'after') await real.apply(of, given);
    throw new Error('The process ended here');
  };
  Object.defineProperty(of, method, { value: faulty, configurable: true });
  return () => Reflect.deleteProperty(of, method);
};
