import { elinExport } from '../support/elin-export.js';
import { type Client, type RunningServer, runServer } from '../support/running-server.js';
import { admitted, droppedOut, moved, prices, transferred, units } from '../support/worked-example.js';

/** The pupil of the worked example, reckoned by other rules; over HTTP, in threads, from real stores. */

interface Amount { days: number; ore: number; vatOre: number }
interface Sides { asIs: Amount; whatIf: Amount; ore: number; vatOre: number }
interface Row extends Sides { is: string; month?: string; payer: string; principal: string; unit?: string }
interface Total extends Sides { persons: number; changedPersons: number }
interface Answer { lines: Row[]; sums: Row[]; total: Total; isWhole: boolean }

const policy = {
  policy: 'default', validOn: '2025-01-01', augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid',
  documentPays: 'through-june', confirmBy: '09-15', correctsYearsBack: 1,
};
const measured = { ...policy, counting: { rule: 'SNAPSHOT', version: 1, day: 15 } };
const year = { from: '2026-01-01', to: '2027-01-01' };

let server: RunningServer;
let economist: Client;
let beforeTransfer: string;

beforeAll(async () => {
  server = await runServer();
  economist = await server.as('economist', 'region');
  const administrator = await server.as('administrator', 'region');
  await administrator.deliver('school-units', units, 'text/csv');
  await administrator.deliver('price-list', prices, 'text/csv');
  const { body } = await administrator.deliver<{ position: string }>('elin', elinExport([admitted, moved]));
  beforeTransfer = body.position;
  await administrator.deliver('elin', elinExport([transferred, droppedOut]));
});

afterAll(() => server.stop());

const whatIf = async (body: object, client = economist): Promise<Answer> => {
  const { text } = await client.post('/v1/cost/what-if', { lines: true, ...body });
  const records = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Row & Total);
  const of = (is: string) => records.filter((record) => record.is === is);
  const isWhole = records.at(-1)!.is === 'total';
  return { lines: of('line'), sums: of('sum'), total: of('total')[0]!, isWhole };
};

const shown = ({ payer, principal, asIs, whatIf: then }: Row) => [payer, principal, asIs.ore, then.ore];
const vatShown = ({ payer, principal, asIs, whatIf: then, vatOre }: Row) =>
  [payer, principal, asIs.vatOre, then.vatOre, vatOre];
const sumOf = (rows: readonly Sides[], side: 'asIs' | 'whatIf', field: 'ore' | 'vatOre' = 'ore'): number =>
  rows.reduce((sum, row) => sum + row[side][field], 0);

test('by a measuring day on the 15th, 2026 comes to what was worked out by hand', async () => {
  const { sums, lines, total, isWhole } = await whatIf({ ...year, policies: [measured] });
  expect(sums.map(shown)).toEqual([
    ['1407', '556000-0001', 1_219_726, 927_500],
    ['1481', '1482', 2_047_945, 958_333 + 958_334],
    ['1481', '556000-0001', 1_036_767, 1_855_000],
  ]);
  expect(lines.map(({ month, payer, whatIf: { ore } }) => [month, payer, ore])).toEqual([
    ['2026-01', '1407', 927_500], ['2026-02', '1407', 0], ['2026-02', '1481', 927_500],
    ['2026-03', '1481', 927_500], ['2026-03', '1481', 0], ['2026-04', '1481', 958_333],
    ['2026-05', '1481', 958_334],
  ]);
  expect(total).toMatchObject({ ore: 4_699_167 - 4_304_438, persons: 1, changedPersons: 1 });
  expect(isWhole).toBe(true);
});

test('VAT in it is compared too: of 6 300 kr a year 40 and 34 of 365 days, or twelfths', async () => {
  const { sums, lines, total } = await whatIf({ ...year, policies: [measured] });
  expect(sums.map(vatShown)).toEqual([
    ['1407', '556000-0001', 69_041, 52_500, -16_541], ['1481', '1482', 0, 0, 0],
    ['1481', '556000-0001', 58_685, 105_000, 46_315],
  ]);
  expect([total.asIs.vatOre, total.whatIf.vatOre, total.vatOre]).toEqual([127_726, 157_500, 29_774]);
  expect(lines.reduce((sum, { vatOre }) => sum + vatOre, 0)).toBe(29_774);
  expect(sumOf(lines, 'whatIf', 'vatOre')).toBe(157_500);
});

test('where only the VAT in a price would be another, the lines differ in that alone', async () => {
  const price = {
    validOn: '2026-01-01', key: { year: 2026, principal: 'independent', studyPath: 'NA' },
    perYearOre: 11_130_000, standing: 'decided', parts: { vatOre: 700_000 },
  };
  const { lines, total } = await whatIf({ month: '2026-01', prices: [price] });
  // 31 of 365 days: of 7 000.00 that is 594.52, of 6 300.00 it is 535.07
  expect(lines.map(({ asIs, whatIf: then, ore, vatOre }) => [asIs, then, ore, vatOre])).toEqual([[
    { days: 31, ore: 945_288, vatOre: 53_507 }, { days: 31, ore: 945_288, vatOre: 59_452 }, 0, 5_945,
  ]]);
  expect([total.changedPersons, total.ore, total.vatOre]).toEqual([1, 0, 5_945]);
});

test('sums, lines and total agree, and line by line the differences add up', async () => {
  const { sums, lines, total } = await whatIf({ from: '2022-01-01', to: '2027-01-01', policies: [measured] });
  expect([sumOf(sums, 'asIs'), sumOf(sums, 'whatIf')]).toEqual([total.asIs.ore, total.whatIf.ore]);
  expect(total.asIs.ore).toBe(9_774_027);
  expect(lines.reduce((sum, { ore }) => sum + ore, 0)).toBe(total.ore);
  const summed = await whatIf({ ...year, policies: [measured], lines: false });
  expect([summed.lines, summed.total.changedPersons]).toEqual([[], 1]);
});

test('as known before the late transfer, the school of before has all of March', async () => {
  const { sums, lines } = await whatIf({ month: '2026-03', knownAt: beforeTransfer });
  expect(sums.map(shown)).toEqual([['1481', '1482', 504_110, 0], ['1481', '556000-0001', 457_397, 945_288]]);
  expect(lines.map(({ ore }) => ore).sort()).toEqual([-504_110, 487_891]);
});

test('another price list, and without a price that is in force', async () => {
  const price = {
    validOn: '2026-01-01', key: { year: 2026, principal: 'independent', studyPath: 'NA' },
    perYearOre: 12_000_000, standing: 'decided',
  };
  const { sums } = await whatIf({ month: '2026-01', prices: [price] });
  expect(sums.map(shown)).toEqual([['1407', '556000-0001', 945_288, 1_019_178]]);
  const { text } = await economist.get('/v1/cost/export?month=2026-01');
  const { priceId } = JSON.parse(text) as { priceId: string };
  const without = await whatIf({ month: '2026-01', without: [priceId] });
  expect(without.sums.map(shown)).toEqual([['1407', '556000-0001', 945_288, 0]]);
});

test('nothing of it is recorded, and nothing live is touched', async () => {
  const state = async () => {
    const administrator = await server.as('administrator', 'region');
    const { body: { head } } = await administrator.get<{ head: string }>('/v1/projections');
    const lines = `/v1/cost/export?from=2025-07-01&to=2026-07-01&atLeast=${head}`;
    return [head, (await economist.get(lines)).text];
  };
  const before = await state();
  await whatIf({ ...year, policies: [measured] });
  expect(await state()).toEqual(before);
});

test('a municipality is told what it would pay, and no more', async () => {
  const own = await server.as('economist', '1407');
  const { sums, lines } = await whatIf({ ...year, policies: [measured] }, own);
  expect(sums.map(shown)).toEqual([['1407', '556000-0001', 1_219_726, 927_500]]);
  expect(new Set(lines.map(({ payer }) => payer))).toEqual(new Set(['1407']));
});
