import type { VaultFixture, WithVault } from './vault.fixture.js';
import { describeErasure } from './vault-erasure.contract.js';
import { describePersons } from './vault-persons.contract.js';
import { describeStreams } from './vault-streams.contract.js';

/** What every vault promises. `open` makes an empty one for each test. */
export const vaultContract = (name: string, open: () => Promise<VaultFixture>): void => {
  const withVault: WithVault = async (work) => {
    const fixture = await open();
    try {
      await work(fixture.vault, fixture);
    } finally {
      await fixture.dispose();
    }
  };

  describe(`${name} as a vault`, () => {
    describe('persons', () => describePersons(withVault));
    describe('streams', () => describeStreams(withVault));
    describe('erasure', () => describeErasure(withVault));
  });
};
