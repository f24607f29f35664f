import type { Vault } from '../../src/application/ports/vault.js';

/** A vault under test: fresh and empty. */
export interface VaultFixture {
  readonly vault: Vault;
  /** The same vault over a connection of its own, as another thread or process would have it. */
  another(): Promise<Vault>;
  dispose(): Promise<void>;
}

/** Gives a test an empty vault, and clears it away afterwards. */
export type WithVault = (work: (vault: Vault, fixture: VaultFixture) => Promise<void>) => Promise<void>;
