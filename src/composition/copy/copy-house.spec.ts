import { readdirSync, rmSync } from 'node:fs';
import { testNumbers } from '../../../test/support/test-numbers.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { aLedgerName } from '../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { BEGINNING, type StoredEvent } from '../../application/ports/event-store.js';
import { ContactAttempted } from '../../domain/kaa/contact-events.js';
import { event } from '../../domain/shared/event.js';
import { openEmbedded } from '../embedded.js';
import { type KurrentDbPlace, openLedgerToTake } from '../ledger-place.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import { copyHouse } from './copy-house.js';

const folders = temporaryFolder();
const home = folders.file('home');
const NUMBERS = testNumbers(2010).slice(0, 8);
let server: KurrentDbTestServer;
let count = 0;

const attempt = (day: number) => ({
  validOn: `2026-02-${String(day).padStart(2, '0')}`, source: 'case-worker', municipality: '1480',
  channel: 'phone',
} as const);

/** Everything of a ledger but the places of its events. */
const contents = async (house: { dataFolder: string; ledgerIn?: KurrentDbPlace }): Promise<object> => {
  const { store, verify, vault, close } = await openEmbedded(house);
  const events = await store.readAll(BEGINNING, { limit: 1_000 });
  const { findings } = await verify();
  const persons = await Promise.all(NUMBERS.map((number) => vault.findPerson(number)));
  await close();
  return { events: events.map(({ position: _, ...event_ }: StoredEvent) => event_), persons, findings };
};

const aPlace = (): KurrentDbPlace =>
  ({ engine: 'kurrentdb', url: server.url, ledger: aLedgerName(), driver: 'eventstore' });
const isFounded = ({ ledger }: KurrentDbPlace): boolean =>
  server.log.records.some(({ stream }) => stream.startsWith(ledger));
const aFolder = (): string => folders.file(`house-${count += 1}`);

beforeAll(async () => {
  server = await KurrentDbTestServer.start();
  const { ledger, vault, close } = await openEmbedded({ dataFolder: home });
  for (const [index, number] of NUMBERS.entries()) {
    const target = await ledger.personStream(await vault.claim(number), 'kaa', '1480');
    const context = { actor: 'a', organisation: '1480', commandKey: String(index) };
    const said = [attempt(1), attempt(2)].map((each) => event(ContactAttempted, each));
    await ledger.execute(target, attempt(1), context, () => said);
  }
  await close();
});

afterAll(async () => {
  await server.stop();
  folders.dispose();
});

test('a house moves into KurrentDB and back, byte for byte, and is the same to whoever enters', async () => {
  const there = { dataFolder: aFolder(), ledgerIn: aPlace(), founds: true };
  expect(await copyHouse({ dataFolder: home }, there)).toEqual({ events: 16, added: 16 });
  const back = { dataFolder: aFolder() };
  expect(await copyHouse(there, back)).toEqual({ events: 16, added: 16 });
  const original = await contents({ dataFolder: home });
  expect(await contents(there)).toEqual(original);
  expect(await contents(back)).toEqual(original);
  expect(original).toMatchObject({ findings: [] });
});

test('read models are made of both with the keys of either vault, and compared', async () => {
  const there = { dataFolder: aFolder(), ledgerIn: aPlace(), founds: true };
  const { readModels } = await copyHouse({ dataFolder: home }, there, { comparesReadModels: true });
  expect(readModels?.map(({ name }) => name)).toContain('audit-trail');
  expect(readModels).toEqual(readModels?.map(({ name, equal }) =>
    ({ name, equal, missing: 0, extra: 0, different: 0, examples: [] })));
  expect(readModels?.find(({ name }) => name === 'kaa')?.equal).toBe(NUMBERS.length);
  expect(readdirSync(there.dataFolder)).not.toContain('comparing');
});

test('a copy that was broken off is taken up where it is, and one that is whole is compared', async () => {
  const there = { dataFolder: aFolder(), ledgerIn: aPlace(), founds: true };
  const stopAt = (_: number, added: number): void => {
    if (added >= 6) throw new Error('broken off');
  };
  await expect(copyHouse({ dataFolder: home }, there, { onCopied: stopAt })).rejects.toThrow('broken off');
  expect(await copyHouse({ dataFolder: home }, there)).toEqual({ events: 16, added: 10 });
  expect(await copyHouse({ dataFolder: home }, there)).toEqual({ events: 16, added: 0 });
  expect(await contents(there)).toEqual(await contents({ dataFolder: home }));
});

describe('refused is a target', () => {
  /** A ledger that holds the beginning of the other, changed in one thing. */
  const holding = async (change: (stored: StoredEvent) => StoredEvent): Promise<KurrentDbPlace> => {
    const place = aPlace();
    const { store, close } = await openEmbedded({ dataFolder: home });
    const [first] = await store.readAll(BEGINNING, { limit: 1 });
    await close();
    const target = await openLedgerToTake(place, randomIds, () => undefined);
    await target.take([change(first!)]);
    await target.store.close();
    return place;
  };

  test.each<[string, (stored: StoredEvent) => StoredEvent]>([
    ['payload', (stored) => ({ ...stored, payload: Uint8Array.of(1) })],
    ['recordedAt', (stored) => ({ ...stored, recordedAt: stored.recordedAt + 1 })],
    ['metadata', (stored) => ({ ...stored, meta: { ...stored.meta, actor: 'b' } })],
    ['id', (stored) => ({ ...stored, id: randomIds.next() })],
  ])('whose first event has another %s', async (what, change) => {
    const there = { dataFolder: aFolder(), ledgerIn: await holding(change) };
    await expect(copyHouse({ dataFolder: home }, there)).rejects.toThrow(
      `is another than in the ledger copied from (${what})`);
  });

  test('that has been served, or is somebody else\'s', async () => {
    const there = { dataFolder: aFolder(), ledgerIn: aPlace(), founds: true };
    await copyHouse({ dataFolder: home }, there);
    await contents(there);
    await expect(copyHouse({ dataFolder: home }, there)).rejects.toThrow('it has been served');
    rmSync(`${there.dataFolder}/read.db`);
    const wrong = aPlace();
    await expect(copyHouse({ dataFolder: home }, { ...there, ledgerIn: wrong }))
      .rejects.toThrow('belongs to another ledger');
    expect(isFounded(wrong)).toBe(false);
  });

  test('in KurrentDB that is not there, where nobody says that it is a new one', async () => {
    const [right, wrong] = [aPlace(), aPlace()];
    const there = { dataFolder: aFolder(), ledgerIn: right, founds: true };
    await copyHouse({ dataFolder: home }, there);
    const misspelt = { dataFolder: aFolder(), ledgerIn: wrong };
    await expect(copyHouse({ dataFolder: home }, misspelt)).rejects.toThrow(
      `There is no ledger ${wrong.ledger} in KurrentDB to copy into. Say --new if it is to be made; else`);
    expect(isFounded(wrong)).toBe(false);
    expect(await copyHouse({ dataFolder: home }, { ...there, founds: false })).toMatchObject({ added: 0 });
  });
});
