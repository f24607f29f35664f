import { createReadStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { type ReadModelContent, storedReadModel } from '../../../test/support/expected-read-model.js';
import type { Commit, ReadStore } from '../../application/ports/read-store.js';
import { simulate } from '../../infrastructure/simulation/simulate.js';
import { wrappingKeyIn } from '../../infrastructure/vault/wrapping-key.js';
import { ProjectionEngine } from '../../projections/engine/engine.js';
import { inThisThread } from '../../projections/engine/do-task.js';
import type { MakeRanges } from '../../projections/engine/range-task.js';
import { Sweep } from '../../projections/engine/sweep.js';
import { COST_ALLOCATION, STRETCHES } from '../../projections/cost-allocation/collections.js';
import { Directory } from '../../projections/engine/directory.js';
import { GenerationFold } from '../../projections/engine/generation-fold.js';
import { pricesReference } from '../../projections/references.js';
import { openEmbedded } from '../embedded.js';
import { Reach } from '../reach.js';
import { readModels } from '../read-models.js';
import type { FilePlace } from '../store-places.js';
import { inThreads } from './makers.js';
import type { ProjectorStart } from './messages.js';
import { type OpenedStores, openStores } from './opened-stores.js';

const folder = temporaryFolder();
const LONG_MS = 60_000;
const SLOW_MS = 100;
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
});

afterAll(() => folder.dispose());

type Making = (start: ProjectorStart, stores: OpenedStores) => MakeRanges;

interface Made {
  /** Everything that read models say. */
  readonly contents: readonly ReadModelContent[];
  /** What the cost allocation says once no price is known any more. */
  readonly unpriced: ReadModelContent;
}

/** Makes read models in that way, in files of their own; and lets them contribute anew. */
const madeBy = async (name: string, making: Making): Promise<Made> => {
  const own = { ...start, readModels: at(folder.file(`${name}.db`)) };
  const stores = await openStores(own);
  const makeRanges = making(own, stores);
  const engine = new ProjectionEngine({ ...stores, makeRanges });
  await engine.start();
  const reach = new Reach({ ...stores, lookEveryMs: 5 });
  await reach.waitFor(await stores.events.head(), LONG_MS);
  const contents = [];
  for (const projection of readModels()) contents.push(await storedReadModel(stores.readStore, projection));
  await engine.stop();
  const unpriced = await withoutPrices(stores, makeRanges);
  await stores.close();
  return { contents, unpriced };
};

const costs = readModels().find(({ name }) => name === COST_ALLOCATION)!;

/** Lets everybody contribute to the costs as if no price was known. */
const sweepPrices = async ({ readStore, clock }: OpenedStores, makeRanges: MakeRanges): Promise<void> => {
  const { live } = await new Directory(readStore).entry(costs.name);
  const fold = new GenerationFold(costs, live!, { readStore, clock, cachedDocuments: 0 });
  await fold.load();
  fold.references.restart(pricesReference.name);
  const sweepers = { makeRanges, signal: new AbortController().signal };
  await new Sweep(readStore, fold, sweepers).everything();
};

const withoutPrices = async (stores: OpenedStores, makeRanges: MakeRanges): Promise<ReadModelContent> => {
  await sweepPrices(stores, makeRanges);
  return storedReadModel(stores.readStore, costs);
};

test('threads make documents, and let them contribute anew, as the one that asks them would', async () => {
  const alone = await madeBy('alone', (_, stores) => inThisThread(stores));
  expect(await madeBy('threads', (own, stores) => inThreads(own, stores, 0))).toEqual(alone);
  const { contents, unpriced } = alone;
  expect(Object.keys(contents[0]!.documents).length).toBeGreaterThan(100);
  const kinds = Object.keys(unpriced.rows).map((name) => name.split('/')[0]);
  expect(kinds).toContain('deviations');
  expect(kinds).not.toContain(STRETCHES);
});

test('who takes part stops when a thread fails', async () => {
  const stores = await openStores({ ...start, readModels: at(folder.file('alone.db')) });
  let commits = 0;
  const readStore = Object.assign(Object.create(stores.readStore) as ReadStore, {
    commit: async (commit: Commit) => {
      await pause(SLOW_MS);
      commits += 1;
      return stores.readStore.commit(commit);
    },
  });
  const own = { ...stores, readStore };
  const sweep = inThreads({ ...start, readModels: at(folder.file('nowhere/read.db')) }, own, 0);
  await expect(sweepPrices(own, sweep)).rejects.toThrow('cannot be opened');
  const before = commits;
  await pause(2 * SLOW_MS);
  expect(commits).toBe(before);
  await stores.close();
});

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
