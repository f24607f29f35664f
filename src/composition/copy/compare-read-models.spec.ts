import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { testNumbers } from '../../../test/support/test-numbers.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { BEGINNING } from '../../application/ports/event-store.js';
import type { RebuildReport } from '../../application/ports/projection-control.js';
import { ContactAttempted } from '../../domain/kaa/contact-events.js';
import { event } from '../../domain/shared/event.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { openSqliteVault } from '../../infrastructure/vault/sqlite/sqlite-vault.js';
import { wrappingKeyIn } from '../../infrastructure/vault/wrapping-key.js';
import { openEmbedded } from '../embedded.js';
import { Opened } from '../opened.js';
import type { LedgerAndVault } from '../store-places.js';
import { compareReadModels } from './compare-read-models.js';

const folders = temporaryFolder();
const [home, other] = [folders.file('home'), folders.file('other')];
const tried = {
  validOn: '2026-02-02', source: 'case-worker', municipality: '1480', channel: 'phone',
} as const;
let places: string[];
let streams: string[];

beforeAll(async () => {
  const { ledger, vault, store, close } = await openEmbedded({ dataFolder: home });
  for (const number of testNumbers(2010).slice(0, 3)) {
    const target = await ledger.personStream(await vault.claim(number), 'kaa', '1480');
    const context = { actor: 'a', organisation: '1480', commandKey: 'once' };
    await ledger.execute(target, tried, context, () => [event(ContactAttempted, tried)]);
  }
  const events = await store.readAll(BEGINNING, { limit: 100 });
  places = events.map(({ position }) => position);
  streams = events.map(({ stream }) => stream);
  await close();
  cpSync(home, other, { recursive: true });
});
afterAll(() => folders.dispose());

const differs = ({ missing, extra, different }: RebuildReport): boolean => missing + extra + different > 0;

const at = async (folder: string): Promise<LedgerAndVault> => ({
  place: { engine: 'sqlite', file: join(folder, 'ledger.db') },
  vault: { engine: 'sqlite', file: join(folder, 'vault.db') },
  wrappingKey: await wrappingKeyIn(home, join(home, 'vault.db')),
});

const compared = async (signal?: AbortSignal) => {
  const opened = new Opened();
  try {
    const both = { original: await at(home), copy: await at(other) };
    return await compareReadModels(
      { ...both, places: { original: places, copy: places }, folder: other, signal }, opened);
  } finally {
    await opened.close();
  }
};

test('a key that is in one vault only is told by the read models that need it', async () => {
  expect((await compared()).filter(differs)).toEqual([]);
  const { vault: { file }, wrappingKey } = await at(other) as LedgerAndVault & { vault: { file: string } };
  const vault = openSqliteVault({ file, wrappingKey, sealer: new SodiumSealer() });
  await vault.destroy(streams[1]!);
  await vault.close();
  expect((await compared()).filter(differs)).toMatchObject([{ name: 'kaa', missing: 1, extra: 0 }]);
  expect(readdirSync(other)).not.toContain('comparing');
});

test('who stops it leaves nothing of what was made in the clear', async () => {
  const stopping = new AbortController();
  const comparing = compared(stopping.signal);
  await untilThere(join(other, 'comparing', 'copy.db'));
  stopping.abort(new Error('enough'));
  await expect(comparing).rejects.toThrow('enough');
  expect(readdirSync(other)).not.toContain('comparing');
});

const untilThere = async (file: string): Promise<void> => {
  while (!existsSync(file)) await nextTurn();
};
