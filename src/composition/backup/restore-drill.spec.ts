import { DatabaseSync } from '@photostructure/sqlite';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aLedgerName } from '../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { recordAttempt } from '../../../test/support/recorded-attempt.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { under } from '../../../test/support/test-ledger.js';
import { testNumbers } from '../../../test/support/test-numbers.js';
import { ErasePerson, ErasePersonHandler } from '../../application/erasure/erase-person.js';
import type { Ledger } from '../../application/ledger/ledger.js';
import { verifyLedger } from '../../application/verification/verify-ledger.js';
import { filesIn } from '../../infrastructure/data-folder.js';
import { openEmbedded } from '../embedded.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { wrappingKeyIn } from '../../infrastructure/vault/wrapping-key.js';
import type { KurrentDbPlace } from '../ledger-place.js';
import { Opened } from '../opened.js';
import { backUp } from './back-up.js';
import { openRecords, putBack } from './put-back.js';

const [ERASED, KEPT, LATER] = testNumbers(2010) as [string, string, string];
const folders = temporaryFolder();
let server: KurrentDbTestServer;
let count = 0;

const record = (ledger: Ledger, number: string) => recordAttempt(ledger, number, `of ${number}`);

interface Place { readonly dataFolder: string; readonly ledgerIn?: KurrentDbPlace }

/** Opens what holds the records of an installation, as it is, and closes it when the work is done. */
const within = async <T>(where: Place, work: (ledger: Ledger) => Promise<T>): Promise<T> => {
  const { dataFolder, ledgerIn } = where;
  const opened = new Opened();
  try {
    const files = filesIn(dataFolder);
    const key = await wrappingKeyIn(dataFolder, files.vault);
    const place = ledgerIn ?? { engine: 'sqlite', file: files.ledger } as const;
    return await work(await openRecords(place, files, key, opened));
  } finally {
    await opened.close();
  }
};

interface Lived {
  readonly home: string;
  readonly ledgerIn?: KurrentDbPlace;
  /** The copies of yesterday, by their folders. */
  readonly copies: { readonly ledger: string; readonly vault: string };
  /** The key, as it lay in the vault, of what was erased after yesterday. */
  readonly wrapped: Buffer;
}

/** A day of an installation: two persons known, copied while it runs, then one of them erased. */
const live = async (ledgerIn?: KurrentDbPlace): Promise<Lived> => {
  const home = folders.file(`home-${count += 1}`);
  const copies = { ledger: folders.file(`ledgers-${count}`), vault: folders.file(`vaults-${count}`) };
  mkdirSync(home, { mode: 0o700 });
  await within({ dataFolder: home, ledgerIn }, async (ledger) => {
    await record(ledger, ERASED);
    await record(ledger, KEPT);
    await backUp(filesIn(home), {
      vaultFolder: copies.vault, ...(ledgerIn === undefined && { ledgerFolder: copies.ledger }),
    });
    const person = (await ledger.vault.findPerson(ERASED))!;
    const erase = new ErasePerson(person, 'everything', 'KS 2026/17', under('erase'));
    await new ErasePersonHandler(ledger).execute(erase);
    await record(ledger, LATER);
  });
  const database = new DatabaseSync(join(copies.vault, 'vault.db'), { readOnly: true });
  const { wrapped: key } = database.prepare('SELECT wrapped FROM stream_keys ORDER BY stream').get();
  const wrapped = Buffer.from(key as Uint8Array);
  database.close();
  return { home, ledgerIn, copies, wrapped };
};

/** An empty folder with nothing but the wrapping key. */
const aFolder = ({ home }: Lived): string => {
  const folder = folders.file(`restored-${count += 1}`);
  mkdirSync(folder, { mode: 0o700 });
  copyFileSync(join(home, 'wrapping-key'), join(folder, 'wrapping-key'));
  return folder;
};

const copiesOf = ({ copies, ledgerIn }: Lived) => ({
  vault: join(copies.vault, 'vault.db'), ...(!ledgerIn && { ledger: join(copies.ledger, 'ledger.db') }),
});

/** Nobody is found by the erased number, the key is in no file, and the rest is as it was. */
const mustHaveForgotten = async (dataFolder: string, { wrapped, ledgerIn }: Lived): Promise<void> => {
  await within({ dataFolder, ledgerIn }, async ({ vault }) => {
    expect(await vault.findPerson(ERASED)).toBeUndefined();
    expect(await vault.findPerson(KEPT)).toBeDefined();
    expect(await vault.findPerson(LATER)).toBeUndefined();
  });
  const holding = readdirSync(dataFolder)
    .filter((name) => readFileSync(join(dataFolder, name)).includes(wrapped));
  expect(holding).toEqual([]);
};

/** What is wrong with the records, by kind. */
const findingsIn = (place: Place): Promise<string[]> => within(place, async ({ store, vault }) =>
  (await verifyLedger(store, vault, new SodiumSealer())).findings.map(({ kind }) => kind));

let yesterday: Lived;
beforeAll(async () => {
  server = await KurrentDbTestServer.start();
  yesterday = await live();
});

afterAll(async () => {
  await server.stop();
  folders.dispose();
});

test('what was erased since the copies were made is erased again before it is served', async () => {
  const dataFolder = aFolder(yesterday);
  const fences = join(yesterday.home, 'fences.db');
  const copies = { ...copiesOf(yesterday), fences, isNewestLost: false };
  expect(readFileSync(copies.vault).includes(yesterday.wrapped)).toBe(true);
  expect(await putBack({ dataFolder }, copies)).toEqual({ erasedAgain: 1, toldByLedger: 0 });
  await mustHaveForgotten(dataFolder, yesterday);
  expect(await findingsIn({ dataFolder })).toEqual([]);
});

test('so is what was put in its place by hand, at the start of the program', async () => {
  const dataFolder = aFolder(yesterday);
  copyFileSync(copiesOf(yesterday).ledger!, join(dataFolder, 'ledger.db'));
  copyFileSync(copiesOf(yesterday).vault, join(dataFolder, 'vault.db'));
  copyFileSync(join(yesterday.home, 'fences.db'), join(dataFolder, 'fences.db'));
  const { replayed, close } = await openEmbedded({ dataFolder });
  await close();
  expect(replayed).toEqual({ erasedAgain: 1, toldByLedger: 0 });
  await mustHaveForgotten(dataFolder, yesterday);
});

test('a journal elsewhere, which outlived the data folder, is used where it is', async () => {
  const dataFolder = aFolder(yesterday);
  const fencesFile = folders.file('elsewhere.db');
  copyFileSync(join(yesterday.home, 'fences.db'), fencesFile);
  const copies = { ...copiesOf(yesterday), isNewestLost: false };
  expect(await putBack({ dataFolder, fencesFile }, copies)).toMatchObject({ erasedAgain: 1 });
  expect(readdirSync(dataFolder)).not.toContain('fences.db');
});

describe('when it cannot be known what was erased since, it is refused:', () => {
  const copied = (): string => join(yesterday.copies.vault, 'fences.db');

  test('without a journal', async () => {
    const dataFolder = aFolder(yesterday);
    await expect(putBack({ dataFolder }, { ...copiesOf(yesterday), isNewestLost: false }))
      .rejects.toThrow('There is no fence journal (fences.db)');
  });

  test('with a journal that is as old as the copies, to restore and to serve', async () => {
    const dataFolder = aFolder(yesterday);
    await expect(putBack({ dataFolder }, { ...copiesOf(yesterday), fences: copied(), isNewestLost: false }))
      .rejects.toThrow('The fence journal is older');
    expect(readdirSync(dataFolder)).not.toContain('vault.db');
    copyFileSync(copiesOf(yesterday).ledger!, join(dataFolder, 'ledger.db'));
    copyFileSync(copiesOf(yesterday).vault, join(dataFolder, 'vault.db'));
    copyFileSync(copied(), join(dataFolder, 'fences.db'));
    await expect(openEmbedded({ dataFolder })).rejects.toThrow('The fence journal is older');
  });

  test('but for who says that no newer one is left', async () => {
    const dataFolder = aFolder(yesterday);
    const copies = { ...copiesOf(yesterday), fences: copied(), isNewestLost: true };
    expect(await putBack({ dataFolder }, copies)).toEqual({ erasedAgain: 0, toldByLedger: 0 });
    await within({ dataFolder }, async ({ vault }) => {
      expect(await vault.findPerson(ERASED)).toBeDefined();
    });
  });
});

test('nothing is put over a ledger or a vault, nor copied over a copy', async () => {
  const { home, copies } = yesterday;
  const again = { ...copiesOf(yesterday), isNewestLost: false };
  await expect(putBack({ dataFolder: home }, again)).rejects.toThrow('There is a ledger.db in the folder');
  const into = { ledgerFolder: copies.ledger, vaultFolder: copies.vault };
  await expect(backUp(filesIn(home), into)).rejects.toThrow('There is a ledger.db already');
  await expect(backUp(filesIn(home), { ledgerFolder: home, vaultFolder: home }))
    .rejects.toThrow('two folders');
});

test('of a ledger in KurrentDB, its marks tell what vault and journal, both older, do not know', async () => {
  const place: KurrentDbPlace = {
    engine: 'kurrentdb', url: server.url, ledger: aLedgerName(), driver: 'eventstore',
  };
  const lived = await live(place);
  const dataFolder = aFolder(lived);
  const fences = join(lived.copies.vault, 'fences.db');
  const copies = { ...copiesOf(lived), fences, isNewestLost: true };
  expect(await putBack({ dataFolder, ledgerIn: place }, copies))
    .toEqual({ erasedAgain: 1, toldByLedger: 1 });
  await mustHaveForgotten(dataFolder, lived);
  // What was recorded after the vault was copied went with its key.
  expect(await findingsIn({ dataFolder, ledgerIn: place })).toEqual(['stream-not-in-vault']);
});
