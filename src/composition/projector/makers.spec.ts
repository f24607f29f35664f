import { createReadStream } from 'node:fs';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { storedReadModel } from '../../../test/support/expected-read-model.js';
import { simulate } from '../../infrastructure/simulation/simulate.js';
import { wrappingKeyIn } from '../../infrastructure/vault/wrapping-key.js';
import { ProjectionEngine } from '../../projections/engine/engine.js';
import { inThisThread } from '../../projections/engine/do-task.js';
import type { MakeRanges } from '../../projections/engine/range-task.js';
import { openEmbedded } from '../embedded.js';
import { Reach } from '../reach.js';
import { readModels } from '../read-models.js';
import type { FilePlace } from '../store-places.js';
import { inThreads } from './makers.js';
import type { ProjectorStart } from './messages.js';
import { type OpenedStores, openStores } from './opened-stores.js';

const folder = temporaryFolder();
const LONG_MS = 60_000;
const at = (file: string): FilePlace => ({ engine: 'sqlite', file });
let start: ProjectorStart;

/** A ledger with a small region in it. */
beforeAll(async () => {
  const dataFolder = folder.file('data');
  const region = folder.file('region');
  const { files } = await simulate({ folder: region, pupils: 120, seed: 3, schoolYear: '2025/2026' });
  const liggare = await openEmbedded({ dataFolder });
  for (const { kind, name } of files) {
    if (kind === 'truth') continue;
    const bytes = createReadStream(folder.file(`region/${name}`));
    await liggare.intake.receive({ kind, bytes, actor: 'test', organisation: 'region' });
  }
  const { ledger: ledgerFile, vault: vaultFile } = liggare.folder.files;
  const wrappingKey = await wrappingKeyIn(liggare.folder.path, vaultFile);
  await liggare.close();
  start = { place: at(ledgerFile), vault: at(vaultFile), readModels: at(''), wrappingKey };
}, LONG_MS);

afterAll(() => folder.dispose());

type Making = (start: ProjectorStart, stores: OpenedStores) => MakeRanges;

/** Everything that read models say once they are made in that way, in files of their own. */
const madeBy = async (name: string, making: Making): Promise<unknown[]> => {
  const own = { ...start, readModels: at(folder.file(`${name}.db`)) };
  const stores = await openStores(own);
  const engine = new ProjectionEngine({ ...stores, makeRanges: making(own, stores) });
  await engine.start();
  const reach = new Reach({ ...stores, lookEveryMs: 5 });
  await reach.waitFor(await stores.events.head(), LONG_MS);
  const contents = [];
  for (const projection of readModels()) contents.push(await storedReadModel(stores.readStore, projection));
  await engine.stop();
  await stores.close();
  return contents;
};

test('threads make the same as the one that asks them to', async () => {
  const alone = await madeBy('alone', (_, stores) => inThisThread(stores));
  expect(await madeBy('threads', (own, stores) => inThreads(own, stores, 0))).toEqual(alone);
  expect(Object.keys((alone[0] as { documents: object }).documents).length).toBeGreaterThan(100);
}, LONG_MS);

test('a thread that cannot open the stores says why', async () => {
  const stores = await openStores({ ...start, readModels: at(folder.file('fine.db')) });
  const make = inThreads({ ...start, readModels: at(folder.file('nowhere/read.db')) }, stores, 0);
  const range = { from: '', to: '1' };
  const task = { does: 'make' as const, range, generations: {}, end: '', personsPerCommit: 10 };
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  await expect(make([task], control)).rejects.toThrow('cannot be opened');
  await stores.close();
});

test('making ends when it is told to', async () => {
  const own = { ...start, readModels: at(folder.file('stopped.db')) };
  const stores = await openStores(own);
  const engine = new ProjectionEngine({ ...stores, makeRanges: inThreads(own, stores, 0) });
  await engine.start();
  await engine.stop();
  const { projections } = await engine.status();
  expect(projections.map(({ state }) => state)).not.toContain('failing');
  await stores.close();
});
