import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DatabaseSync } from '@photostructure/sqlite';
import { vaultContract } from '../../../../test/contract/vault.contract.js';
import type { VaultFixture } from '../../../../test/contract/vault.fixture.js';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { SealBroken } from '../../../application/ports/sealer.js';
import type { KeyedStream, Vault } from '../../../application/ports/vault.js';
import { openDatabaseFile } from '../../sqlite/database-file.js';
import { SodiumSealer } from '../../sealing/sodium-sealer.js';
import { ledgerFile } from '../../event-store/sqlite/schema.js';
import { openSqliteVault } from './sqlite-vault.js';

const sealer = new SodiumSealer();
const wrappingKey = sealer.newKey();
const NUMBER = '201001012382';

vaultContract('SQLite', async (): Promise<VaultFixture> => {
  const folder = temporaryFolder();
  const open = (): Vault => openSqliteVault({ file: folder.file('vault.db'), wrappingKey, sealer });
  const opened = [open()];
  return {
    vault: opened[0]!,
    another: async () => opened[opened.push(open()) - 1]!,
    dispose: async () => {
      for (const vault of opened) await vault.close();
      folder.dispose();
    },
  };
});

describe('the file of the vault', () => {
  let folder: TemporaryFolder;
  let file: string;
  let vault: Vault;

  beforeEach(() => {
    folder = temporaryFolder();
    file = folder.file('vault.db');
    vault = openSqliteVault({ file, wrappingKey, sealer });
  });

  afterEach(async () => {
    await vault.close();
    folder.dispose();
  });

  const bytesOfFiles = (): Buffer =>
    Buffer.concat(readdirSync(folder.path).map((name) => readFileSync(folder.file(name))));

  /** Something of the rows of these streams that must be gone from the bytes once they are destroyed. */
  const secretsOf = (streams: readonly KeyedStream[]): Buffer[] => {
    const database = new DatabaseSync(file, { readOnly: true });
    const wrapped = database.prepare(
      'SELECT wrapped FROM stream_keys JOIN streams ON streams.id = stream WHERE name = ?');
    const hash = database.prepare(`
      SELECT hash FROM numbers JOIN streams ON streams.person = numbers.person WHERE streams.name = ?`);
    const secrets = streams.flatMap(({ stream }) => [
      Buffer.from(wrapped.get(stream).wrapped).subarray(24), Buffer.from(hash.get(stream).hash),
    ]);
    database.close();
    return secrets;
  };

  test('holds neither a number nor a key that anybody could read', async () => {
    const person = await vault.claim(NUMBER);
    const { key } = await vault.openStream(person, 'person');
    const bytes = bytesOfFiles();
    for (const secret of [Buffer.from(NUMBER), Buffer.from(key!), Buffer.from(wrappingKey)]) {
      expect(bytes.includes(secret)).toBe(false);
    }
  });

  test('holds no byte of destroyed keys and forgotten numbers, however it was filled', async () => {
    const streams: KeyedStream[] = [];
    for (let batch = 0; batch < 30; batch += 1) {
      const persons = await vault.claimMany(Array.from({ length: 100 }, (_, index) => `${batch}-${index}`));
      streams.push(...await vault.openStreams(persons.map((person) => ({ person, category: 'person' }))));
    }
    const erased = streams.filter((_, index) => index % 15 === 7);
    const secrets = secretsOf(erased);
    expect(secrets).toHaveLength(400);
    const before = bytesOfFiles();
    expect(secrets.filter((secret) => !before.includes(secret))).toEqual([]);

    for (const { stream } of erased) await vault.destroy(stream);
    const after = bytesOfFiles();
    expect(secrets.filter((secret) => after.includes(secret))).toEqual([]);
    expect((await vault.streams(streams.map(({ stream }) => stream))).size).toBe(3_000);
  });

  test('is of no use with another wrapping key, and says so', () => {
    expect(() => openSqliteVault({ file, wrappingKey: sealer.newKey(), sealer }))
      .toThrow('The wrapping key is not the one that this vault was made with');
  });

  test('a key put in the place of another opens nothing', async () => {
    const person = await vault.claim('one');
    const [a] = await vault.openStreams([{ person, category: 'person' }, { person, category: 'contact' }]);
    const database = new DatabaseSync(file);
    database.exec(`UPDATE stream_keys SET wrapped = (SELECT wrapped FROM stream_keys WHERE stream = 2)
      WHERE stream = 1`);
    database.close();
    await expect(vault.streams([a!.stream])).rejects.toThrow(SealBroken);
  });

  test('a file that is something else is refused', async () => {
    openDatabaseFile(folder.file('ledger.db'), ledgerFile).close();
    expect(() => openSqliteVault({ file: folder.file('ledger.db'), wrappingKey, sealer }))
      .toThrow('The file is no vault');
    expect(() => openSqliteVault({ file: folder.file('no/vault.db'), wrappingKey, sealer })).toThrow(
      'The vault (vault.db) cannot be opened: the file or its folder is missing, or not open to this user');
  });

  test('a full disk is told, and nothing is half there', async () => {
    const person = await vault.claim('one');
    const { database } = vault as unknown as { database: InstanceType<typeof DatabaseSync> };
    database.exec('PRAGMA max_page_count = 1');
    const numbers = Array.from({ length: 500 }, (_, index) => `${index}`);
    await expect(vault.claimMany(numbers)).rejects.toMatchObject({
      name: 'StoreUnavailable', message: 'The vault cannot be used: the disk is full',
    });
    expect(await vault.findPerson('0')).toBeUndefined();
    expect(await vault.claim('one')).toBe(person);
    database.exec('PRAGMA max_page_count = 1000000');
    expect(await vault.claimMany(numbers)).toHaveLength(500);
  });

  test('processes that use it at once agree on every person and stream', async () => {
    const script = fileURLToPath(new URL('../../../../test/support/claim-alone.mjs', import.meta.url));
    const key = Buffer.from(wrappingKey).toString('base64');
    const run = () => promisify(execFile)(process.execPath, [script, file, key, '200']);
    const [one, other] = await Promise.all([run(), run()]);
    const streams: string[] = JSON.parse(one.stdout);
    expect(JSON.parse(other.stdout)).toEqual(streams);
    expect(new Set(streams).size).toBe(200);
  });
});
