import { vaultContract } from '../../../../test/contract/vault.contract.js';
import type { VaultFixture } from '../../../../test/contract/vault.fixture.js';
import { mongoUnderTest } from '../../../../test/support/mongodb-server/mongo-under-test.js';
import { SodiumSealer } from '../../sealing/sodium-sealer.js';
import { openMongoVault } from './mongo-vault.js';

const mongo = await mongoUnderTest();
afterAll(() => mongo.dispose());

const sealer = new SodiumSealer();
const wrappingKey = sealer.newKey();

vaultContract(`MongoDB (${mongo.where})`, async (): Promise<VaultFixture> => {
  const database = mongo.newDatabase();
  const open = () => openMongoVault({ url: mongo.url, database, wrappingKey, sealer });
  const opened = [await open()];
  return {
    vault: opened[0]!,
    another: async () => opened[opened.push(await open()) - 1]!,
    dispose: async () => {
      await Promise.all(opened.map((vault) => vault.close()));
      await mongo.drop(database);
    },
  };
});
