import { elinExport } from '../support/elin-export.js';
import { type Client, type RunningServer, runServer } from '../support/running-server.js';
import {
  admitted, droppedOut, INDEPENDENT, KUNGALV, moved, prices, transferred, units,
} from '../support/worked-example.js';

/** Why each line of the worked example is what it is (docs/explanation/schooling-and-cost.md, 7). */

interface Line {
  person: string; month: string; from: string; to: string; days: number; ore: number; payer: string;
  payerBasis: string; unit: string; unitName: string; priceId: string; perYearOre: number;
  countedBefore: number;
}
interface Reason {
  month: string; from: string; to: string; days: number; ore: number; payer: string; unit: string;
  unitName: string; payerRestsOn: { mark: string };
  price: { id: string; perYearOre: number; rule: string; origin: string };
  counting: { rule: string; version: number; restsOn: { mark: string } };
  amount: {
    countedBefore: number; counted: number; partsBefore: number; parts: number; partsPerYear: number;
    perYearOre: number; oreBefore: number; oreWith: number;
  };
  beyondStay: { setting: string }[];
  facts: { id: string; type: string; validOn: string }[];
  withheld: number;
}
interface Explanation { person: string; lines: Reason[] }

const SCHOOL_YEAR = 'from=2025-07-01&to=2026-07-01';

let server: RunningServer;
let economist: Client;
let lines: Line[];
let beforeTransfer: string;
let atLeast: string;

const deliver = async (kind: string, content: string, type = 'text/csv'): Promise<string> => {
  const administrator = await server.as('administrator', 'region');
  const { body } = await administrator.deliver<{ position: string; refused: number }>(kind, content, type);
  expect(body.refused).toBe(0);
  return body.position;
};

beforeAll(async () => {
  server = await runServer();
  economist = await server.as('economist', 'region');
  await deliver('school-units', units);
  await deliver('price-list', prices);
  beforeTransfer = await deliver('elin', elinExport([admitted, moved]), 'application/json');
  atLeast = await deliver('elin', elinExport([transferred, droppedOut]), 'application/json');
  const { text } = await economist.get(`/v1/cost/export?${SCHOOL_YEAR}&atLeast=${atLeast}`);
  lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
});

afterAll(() => server.stop());

const explain = async (month: string, more = ''): Promise<Reason[]> => {
  const { body } = await economist.get<Explanation>(
    `/v1/cost/explanation?person=${lines[0]!.person}&month=${month}${more}&atLeast=${atLeast}`);
  return body.lines;
};

/** To whole öre, halves away from zero, without a fraction: by itself, to check what is said. */
const rounded = (product: bigint, divisor: bigint): number =>
  Number((2n * product + divisor) / (2n * divisor));

const costOf = ({ perYearOre, partsPerYear }: Reason['amount'], parts: number): number =>
  rounded(BigInt(perYearOre) * BigInt(parts), BigInt(partsPerYear));

test('each line of the year is explained, and its arithmetic gives its amount', async () => {
  expect(lines).toHaveLength(13);
  for (const line of lines) {
    const reason = (await explain(line.month)).find(({ from }) => from === line.from)!;
    const { amount } = reason;
    expect([amount.oreBefore, amount.oreWith])
      .toEqual([costOf(amount, amount.partsBefore), costOf(amount, amount.parts)]);
    expect([reason.days, reason.ore]).toEqual([line.days, line.ore]);
    expect(amount.oreWith - amount.oreBefore).toBe(line.ore);
    expect([amount.countedBefore, amount.counted]).toEqual([line.countedBefore, line.days]);
    expect([reason.price.id, amount.perYearOre]).toEqual([line.priceId, line.perYearOre]);
  }
});

test('a line tells of the facts that decide it, of its price, and of what its rules rest on', async () => {
  const [first, second] = (await explain('2026-03')).sort((a, b) => (a.from < b.from ? -1 : 1));
  const facts = ({ facts: all }: Reason) => all.map(({ type, validOn }) => [type, validOn]);
  expect(facts(first!)).toEqual([
    ['Enrolled', '2025-08-18'], ['HomeMunicipalityRegistered', '2026-02-10'], ['Transferred', '2026-03-16'],
  ]);
  expect(facts(second!)).toEqual(
    [['HomeMunicipalityRegistered', '2026-02-10'], ['Transferred', '2026-03-16']]);
  expect(first!.price).toMatchObject({
    perYearOre: 11_130_000, rule: 'home-or-joint-list', origin: 'worked example',
  });
  expect([first!.payerRestsOn.mark, first!.counting]).toMatchObject(
    ['L', { rule: 'DAILY_CALENDAR', version: 1, restsOn: { mark: 'P' } }]);
  expect([first!.unitName, second!.unitName]).toEqual(['Fria gymnasiet', 'Älvskolan']);
});

test('July is explained by the August start', async () => {
  const [july] = await explain('2025-07');
  expect(july!.beyondStay.map(({ setting }) => setting)).toEqual(['augustStartPaysFromJuly']);
  expect((await explain('2025-09'))[0]!.beyondStay).toEqual([]);
});

test('as known before the late transfer, March was the whole month at the independent school', async () => {
  const [march, ...others] = await explain('2026-03', `&knownAt=${beforeTransfer}`);
  expect(others).toEqual([]);
  expect([march!.unit, march!.days, march!.ore]).toEqual([INDEPENDENT, 31, 945_288]);
  const now = await explain('2026-03');
  expect(now.map(({ unit, ore }) => [unit, ore]).sort())
    .toEqual([[INDEPENDENT, 457_397], [KUNGALV, 504_110]]);
  const credit = now.find(({ unit }) => unit === INDEPENDENT)!.ore - march!.ore;
  expect(credit).toBe(-487_891);
});

test.each([
  ['', [
    'Därför är beloppet 5 793,70 kr för 2026-02', 'Provsson, Alva', '111 300,00 × 59 ÷ 365 = 17 990,96',
    '111 300,00 × 40 ÷ 365 = 12 197,26', '17 990,96 − 12 197,26 = 5 793,70 kr',
    'skollagen (2010:800) 29 kap. 6 §',
  ]],
  ['&language=en', [
    'Why 5793.70 kr for 2026-02', 'Provsson, Alva', '111300.00 × 59 ÷ 365 = 17990.96',
    '111300.00 × 40 ÷ 365 = 12197.26', '17990.96 − 12197.26 = 5793.70 kr', 'Education Act (2010:800) 29:6',
  ]],
])('the text%s tells the same, and no number of the pupil', async (language, texts) => {
  const { text, headers } = await economist.get(
    `/v1/cost/explanation?person=${lines[0]!.person}&month=2026-02&payer=1481&format=text${language}`);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  for (const said of texts) expect(text.replaceAll('\u00a0', ' ')).toContain(said);
  expect(text).not.toContain('200901022392');
});

test('a payer and a payee see their own lines, and nobody else does', async () => {
  const seenBy = async (organisation: string): Promise<string[]> => {
    const client = await server.as('economist', organisation);
    const { body } = await client.get<Explanation>(
      `/v1/cost/explanation?person=${lines[0]!.person}&month=2026-03`);
    return body.lines.map(({ unit }) => unit).sort();
  };
  expect(await seenBy('1481')).toEqual([INDEPENDENT, KUNGALV]);
  expect(await seenBy('1482')).toEqual([]);
  expect(await seenBy('1407')).toEqual([]);
  const client = await server.as('economist', '556000-0001');
  const { body } = await client.get<Explanation>(
    `/v1/cost/explanation?person=${lines[0]!.person}&month=2026-03`);
  expect(body.lines.map(({ unit }) => unit)).toEqual([INDEPENDENT]);
});

test('a line has no names, whatever schools gave in passing', async () => {
  const { text } = await economist.get(`/v1/cost/explanation?person=${lines[0]!.person}&month=2026-03`);
  expect(text).toContain('"Enrolled"');
  expect(text).not.toContain('Provsson');
});
