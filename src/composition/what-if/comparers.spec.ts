import { createReadStream } from 'node:fs';
import { comparingHere } from '../../../test/support/comparing-here.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import type { CompareAll, Comparing } from '../../application/cost/what-if.js';
import { added, NOTHING } from '../../domain/cost/amounts.js';
import type { Compared } from '../../domain/cost/compared.js';
import type { Price } from '../../domain/price-list/state.js';
import { simulate } from '../../infrastructure/simulation/simulate.js';
import { municipalityTest } from '../../infrastructure/reference-data.js';
import { wrappingKeyIn } from '../../infrastructure/vault/wrapping-key.js';
import type { Comparison } from '../../projections/cost-allocation/compare-range.js';
import { CostSourceReader } from '../../projections/cost-allocation/cost-source-reader.js';
import { openEmbedded, type Liggare } from '../embedded.js';
import { comparingInThreads } from './comparers.js';

const folder = temporaryFolder();
const LONG_MS = 60_000;
let liggare: Liggare;
let threads: CompareAll;
let comparison: Comparison;

const dearer = (price: Price): Price => ({ ...price, perYearOre: price.perYearOre + 1_000 });

/** A ledger with a small region in it, and a quarter of its prices higher. */
beforeAll(async () => {
  const region = folder.file('region');
  const { files } = await simulate({ folder: region, pupils: 120, seed: 3, schoolYear: '2025/2026' });
  liggare = await openEmbedded({ dataFolder: folder.file('data') });
  for (const { kind, name } of files) {
    if (kind === 'truth') continue;
    const bytes = createReadStream(folder.file(`region/${name}`));
    await liggare.intake.receive({ kind, bytes, actor: 'test', organisation: 'region' });
  }
  const { store: events, sealer, live, folder: { path, files: own } } = liggare;
  const [place, vault] = [own.ledger, own.vault].map((file) => ({ engine: 'sqlite', file } as const));
  const wrappingKey = await wrappingKeyIn(path, own.vault);
  threads = comparingInThreads({ place: place!, vault: vault!, wrappingKey });
  const knownAt = await events.head();
  const reader = new CostSourceReader(live, { events, sealer }, municipalityTest());
  const sources = await reader.recordedUpTo(knownAt);
  const groups = Object.entries(sources.prices.groups)
    .map(([group, prices], index) => [group, index % 4 === 0 ? prices.map(dearer) : prices] as const);
  const prices = { ...sources.prices, groups: Object.fromEntries(groups) };
  const side = { sources, knownAt, lookedAt: '2026-08-31' };
  comparison = {
    asIs: side, whatIf: { ...side, sources: { ...sources, prices } },
    period: { from: '2025-07-01', to: '2026-07-01' }, between: {}, tellsLines: true, personsAtOnce: 7,
  };
});

afterAll(async () => {
  await liggare.close();
  folder.dispose();
});

const outcomeOf = async (compareAll: CompareAll): Promise<unknown> => {
  const all: Comparing[] = [];
  for await (const piece of compareAll(comparison)) all.push(piece);
  const pieces = all.flatMap((each) => ('sums' in each ? [] : [each]));
  return {
    persons: pieces.reduce((sum, { persons }) => sum + persons, 0),
    lines: pieces.flatMap(({ lines }) => lines).map((line) => JSON.stringify(line)).sort(),
    sums: all.flatMap((each) => ('sums' in each ? each.sums : [])).map((sum) => JSON.stringify(sum)).sort(),
  };
};

test('threads come to the same as the one that asks them to, and leave nobody out', async () => {
  const { store: events, vault, sealer } = liggare;
  const here = await outcomeOf(comparingHere({ events, vault, sealer }, municipalityTest()));
  expect(await outcomeOf(threads)).toEqual(here);
  const { persons, lines } = here as { persons: number; lines: readonly string[] };
  expect(persons).toBe((await vault.personsAfter('', 1_000)).length);
  expect(lines.length).toBeGreaterThan(100);
});

test('as it is, it comes to what the read model says', async () => {
  const { asIs: { knownAt, lookedAt }, period } = comparison;
  expect(await liggare.projections.waitFor(knownAt, LONG_MS)).toBe(true);
  const { total } = await liggare.cost.allocation({ ...period, lookedAt }, { limit: 1 });
  const { sums } = await outcomeOf(threads) as { sums: readonly string[] };
  const all = sums.map((sum) => (JSON.parse(sum) as Compared).asIs);
  expect(all.reduce(added, NOTHING)).toEqual(total);
  expect(total.vatOre).toBeGreaterThan(0);
});

test('who stops taking pieces stops them from being made', async () => {
  const ports = (): number =>
    process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort').length;
  const before = ports();
  const pieces = threads(comparison);
  expect((await pieces.next()).done).toBe(false);
  await pieces.return(undefined); // resolves when every thread has ended
  expect(await pieces.next()).toEqual({ done: true, value: undefined });
  expect(ports()).toBe(before);
});

test('a thread that cannot open the ledger says why', async () => {
  const place = { engine: 'sqlite', file: folder.file('nowhere/ledger.db') } as const;
  const vault = { engine: 'sqlite', file: folder.file('nowhere/vault.db') } as const;
  const start = { place, vault, wrappingKey: Buffer.alloc(32) };
  await expect(comparingInThreads(start)(comparison).next()).rejects.toThrow('cannot be opened');
});
