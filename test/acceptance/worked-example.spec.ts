import { type Client, type RunningServer, runServer } from '../support/running-server.js';
import { deliverWorkedExample, INDEPENDENT, KUNGALV, workedExample } from '../support/worked-example.js';

/** The worked example (docs/explanation/schooling-and-cost.md), from a delivery to the API's answers. */

interface Report { taken: number; refused: number; position: string }
interface Line { from: string; to: string; days: number; ore: number; payer: string; unit: string }
interface Amount { days: number; ore: number; vatOre: number }
interface Sum extends Amount { payer: string; principal: string; studyPath: string; month: string }
interface Page<T> { items: T[]; next?: string; total: Amount }

let server: RunningServer;
let administrator: Client;
let position: string;

beforeAll(async () => {
  server = await runServer();
  administrator = await server.as('administrator', 'region');
  const delivered = await deliverWorkedExample(administrator);
  expect(delivered.lines).toEqual([[2, 0], [3, 0], [4, 0]]);
  position = delivered.position;
});

afterAll(() => server.stop());

const cost = async <T>(query: string): Promise<T> =>
  (await administrator.get<T>(`/v1/cost${query}&atLeast=${position}`)).body;

test('every monthly line comes out', async () => {
  const { items } = await cost<Page<Line>>('/lines?from=2025-07-01&to=2026-07-01&limit=100');
  const lines = items.map(({ from, days, payer, unit, ore }) => [from, days, payer, unit, ore]);
  expect(lines.sort()).toEqual([
    ['2025-07-01', 31, '1407', INDEPENDENT, 921_507],
    ['2025-08-01', 31, '1407', INDEPENDENT, 921_507],
    ['2025-09-01', 30, '1407', INDEPENDENT, 891_781],
    ['2025-10-01', 31, '1407', INDEPENDENT, 921_506],
    ['2025-11-01', 30, '1407', INDEPENDENT, 891_781],
    ['2025-12-01', 31, '1407', INDEPENDENT, 921_507],
    ['2026-01-01', 31, '1407', INDEPENDENT, 945_288],
    ['2026-02-01', 9, '1407', INDEPENDENT, 274_438],
    ['2026-02-10', 19, '1481', INDEPENDENT, 579_370],
    ['2026-03-01', 15, '1481', INDEPENDENT, 457_397],
    ['2026-03-16', 16, '1481', KUNGALV, 504_110],
    ['2026-04-01', 30, '1481', KUNGALV, 945_205],
    ['2026-05-01', 19, '1481', KUNGALV, 598_630],
  ]);
});

test('the total is 97 740.27 kr, of which 1407 pays 66 893.15 and 1481 pays 30 847.12', async () => {
  const total = async (payer: string): Promise<number> =>
    (await cost<Page<Line>>(`?from=2025-07-01&to=2026-07-01${payer}`)).total.ore;
  expect([await total(''), await total('&payer=1407'), await total('&payer=1481')])
    .toEqual([9_774_027, 6_689_315, 3_084_712]);
});

test('VAT is told of each sum: 6 % on top of the rest, at the independent school alone', async () => {
  const year = '?from=2025-07-01&to=2026-07-01';
  const { items, total } = await cost<Page<Sum>>(year);
  expect(items.map(({ payer, principal, vatOre }) => [payer, principal, vatOre])).toEqual([
    ['1407', '556000-0001', 309_599 + 69_041], ['1481', '556000-0001', 58_685], ['1481', '1482', 0],
  ]);
  expect(total).toEqual({ days: 323, ore: 9_774_027, vatOre: 437_325 });
  const by = async (what: string) => (await cost<Page<Sum>>(`/sums${year}&by=${what}`));
  for (const what of ['payer', 'principal', 'unit', 'programme', 'studyPath', 'month']) {
    const sums = await by(what);
    expect([sums.total, sums.items.reduce((sum, { vatOre }) => sum + vatOre, 0)]).toEqual([total, 437_325]);
  }
  const months = (await by('month')).items.map(({ month, vatOre }) => [month, vatOre]);
  // 6 141.51 a year by 31, 62, 92, 123, 153 and 184 of 365 days; 6 300.00 by 31, 59 and 74
  expect(months).toEqual([
    ['2025-07', 52_161], ['2025-08', 52_161], ['2025-09', 50_478], ['2025-10', 52_160], ['2025-11', 50_479],
    ['2025-12', 52_160], ['2026-01', 53_507], ['2026-02', 48_329], ['2026-03', 25_890], ['2026-04', 0],
    ['2026-05', 0],
  ]);
});

test('the export has the same lines, and they come to the same', async () => {
  const { text } = await administrator.get('/v1/cost/export?from=2025-07-01&to=2026-07-01&format=csv'
    + `&atLeast=${position}`);
  const [header, ...rows] = text.trimEnd().split('\n').map((line) => line.split(','));
  const column = (name: string): string[] => rows.map((row) => row[header!.indexOf(name)]!);
  expect(column('from')).toEqual([
    '2025-07-01', '2025-08-01', '2025-09-01', '2025-10-01', '2025-11-01', '2025-12-01', '2026-01-01',
    '2026-02-01', '2026-02-10', '2026-03-01', '2026-03-16', '2026-04-01', '2026-05-01',
  ]);
  expect(column('countedBefore').slice(6, 11)).toEqual(['0', '31', '40', '59', '0']);
  expect(column('ore').reduce((sum, ore) => sum + Number(ore), 0)).toBe(9_774_027);
});

test('no day is left over as a deviation', async () => {
  const { items } = await cost<Page<object>>('/deviations?from=2025-07-01&to=2026-07-01');
  expect(items).toEqual([]);
});

test('the same delivery again changes nothing', async () => {
  const { body } = await administrator.deliver<Report & { known: number }>('elin', workedExample);
  expect([body.taken, body.known]).toEqual([0, 4]);
});
