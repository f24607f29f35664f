import { jest } from '@jest/globals';
import { type Answer, type ApiUnderTest, openApi } from '../../../test/support/api-under-test.js';
import { codeOf } from '../../../test/support/api-scene.js';
import { elinEvent, elinExport } from '../../../test/support/elin-export.js';
import { deliveryBytes } from '../../../test/support/pieces.js';
import { testNumbers } from '../../../test/support/test-numbers.js';
import { admitted, INDEPENDENT, moved, prices, units } from '../../../test/support/worked-example.js';

/** What is issued goes out as files: who may have which part, and what stands of whom. */

interface Line { person: string | null; payer: string; ore: number }
interface Told {
  lines: Line[];
  total: { debitOre: number; vatOre: number };
  policies: { name: string; confirmBy: string }[];
}

let api: ApiUnderTest;
let economist: string;
let settlement: string;
let beforeIssue: Answer;

const send = (kind: 'elin' | 'school-units' | 'price-list', content: string) => api.dependencies.intake
  .receive({ kind, bytes: deliveryBytes(content), actor: 'a', organisation: 'region' });

beforeAll(async () => {
  api = await openApi();
  api.at('2026-04-02T08:00:00Z');
  economist = await api.token({ role: 'economist', organisation: 'region' });
  await send('school-units', units);
  await send('price-list', prices);
  const number = testNumbers(2009)[1]!;
  const other = elinEvent({ type: '8', name: 'Antagen', on: '2026-01-08', number, unit: INDEPENDENT });
  await send('elin', elinExport([admitted, moved, other]));
  const { body } = await api.call('/v1/settlements', { token: economist, body: { through: '2026-03' } });
  settlement = String(body.settlement);
  beforeIssue = await statement('');
  const approver = await api.token({ role: 'administrator', organisation: 'region' });
  await api.call(`/v1/settlements/${settlement}/approval`, { token: approver, body: {} });
});
afterAll(() => api.close());

const statement = async (query: string, token = economist): Promise<Answer> => {
  const atLeast = await api.dependencies.store.head();
  return api.call(`/v1/settlements/${settlement}/statement?${query}&atLeast=${atLeast}`, { token });
};
const told = async (query: string, token = economist): Promise<Told> =>
  (await statement(`format=json&${query}`, token)).body as unknown as Told;

test('a settlement that is not issued has no statement', () => {
  expect(codeOf(beforeIssue)).toBe('settlement-not-issued');
});

describe('though nothing is said of atLeast, the last line that was issued is waited for by', () => {
  const layout = { name: 'Mölndals stad', contraAccount: '2990', accounts: [{ account: '4533' }] };
  const daily = {
    validOn: '2025-01-01', counting: { rule: 'DAILY_CALENDAR', version: 1 }, augustStartPaysFromJuly: true,
    dropoutDay: 'first-unpaid', documentPays: 'through-june', confirmBy: '09-15', correctsYearsBack: 1,
  };

  test.each<[string, string, { body?: object }]>([
    ['a statement', 'settlements/ID/statement', {}], ['lines', 'settlements/ID/lines', {}],
    ['sums', 'settlements/ID/sums', {}],
    ['vouchers', 'settlements/ID/vouchers', { body: { side: 'payer', party: '1481', layout } }],
    ['a draft', 'settlements/draft?through=2026-03', {}],
    ['its sums', 'settlements/draft/sums?through=2026-03', {}],
    ['what is left out', 'settlements/draft/outside?through=2026-03', {}],
    ['a reconciliation', 'settlements/reconciliation', {}],
    ['the check of a policy', 'cost-policies/default/checks', { body: daily }],
  ])('%s', async (_, path, said) => {
    const { projections, ledger } = api.dependencies;
    const recorded = await ledger.read(ledger.plainStream('settlement', 'region').stream);
    const issued = recorded.find(({ type }) => type === 'SettlementIssued');
    const behind = jest.spyOn(projections, 'waitFor').mockResolvedValue(false);
    const answer = await api.call(`/v1/${path.replace('ID', settlement)}`, { token: economist, ...said });
    const [awaited] = behind.mock.calls;
    behind.mockRestore();
    expect(codeOf(answer)).toBe('read-model-behind');
    expect(awaited).toEqual([issued!.position, expect.any(Number), ['charges']]);
  });
});

test('the whole, or what one payer pays; a municipality has its own', async () => {
  const all = await told('');
  const debit = all.lines.reduce((sum, { ore }) => sum + ore, 0);
  expect([all.total.debitOre, new Set(all.lines.map(({ payer }) => payer)).size]).toEqual([debit, 2]);
  expect(all.policies).toEqual([expect.objectContaining({ name: 'default', confirmBy: '09-15' })]);
  const ofMolndal = await api.token({ role: 'economist', organisation: '1481' });
  const own = await told('', ofMolndal);
  expect(own).toEqual(await told('payer=1481'));
  expect(own.lines.map(({ payer }) => payer)).toEqual(own.lines.map(() => '1481'));
  expect(codeOf(await statement('payer=1407', ofMolndal))).toBe('other-organisation');
});

test.each([
  ['csv', 'text/csv; charset=utf-8', /^\uFEFFRad;Elev;/],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', /^PK/],
])('as %s it is a file with a name', async (format, type, beginning) => {
  const { headers, text } = await statement(`format=${format}`);
  expect(headers).toMatchObject({
    'content-type': type, 'content-disposition': `attachment; filename="settlement-${settlement}.${format}"`,
  });
  expect(text).toMatch(beginning);
});

describe('vouchers', () => {
  const layout = { name: 'Mölndals stad', contraAccount: '2990', accounts: [{ account: '4533' }] };
  const vouchers = (token: string, more: object = {}): Promise<Answer> => api.call(
    `/v1/settlements/${settlement}/vouchers`,
    { token, body: { side: 'payer', party: '1481', layout, ...more } });
  const amountsIn = ({ text }: Answer): number[] =>
    [...text.matchAll(/#TRANS \d+ {} (-?\d+\.\d\d) /g)].map(([, kronor]) => Math.round(Number(kronor) * 100));

  test('come to what the settlement does, and to nothing with the other half; nobody is named', async () => {
    const answer = await vouchers(await api.token({ role: 'economist', organisation: '1481' }));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-sie',
      'content-disposition': `attachment; filename="settlement-${settlement}.si"`,
    });
    const { lines, total } = await told('payer=1481');
    const amounts = amountsIn(answer);
    expect(amounts.slice(0, -1).reduce((sum, ore) => sum + ore, 0)).toBe(total.debitOre);
    expect(amounts.reduce((sum, ore) => sum + ore, 0)).toBe(0);
    const persons = lines.flatMap(({ person }) => person ?? []);
    for (const person of persons) expect(answer.text).not.toContain(person);
  });

  test('have VAT compensation on an account of its own, which comes to that of the statement', async () => {
    const answer = await vouchers(economist, { layout: { ...layout, vatAccount: '1687' } });
    const apart = [...answer.text.matchAll(/#TRANS 1687 {} (\d+\.\d\d) /g)]
      .reduce((sum, [, kronor]) => sum + Math.round(Number(kronor) * 100), 0);
    const { total } = await told('payer=1481');
    expect([apart > 0, apart]).toEqual([true, total.vatOre]);
    expect(amountsIn(answer).reduce((sum, ore) => sum + ore, 0)).toBe(0);
  });

  test('are those of who asks, on accounts that are said', async () => {
    const other = await api.token({ role: 'economist', organisation: '1407' });
    expect(codeOf(await vouchers(other))).toBe('other-organisation');
    const noRule = { ...layout, accounts: [{ account: '4533', counterparty: '1480' }] };
    expect(codeOf(await vouchers(economist, { layout: noRule }))).toBe('account-missing');
    const unwritable = { ...layout, name: 'Łódź' };
    expect(codeOf(await vouchers(economist, { layout: unwritable }))).toBe('letter-not-in-file');
    expect(codeOf(await vouchers(economist, { layout: { name: 'A' } }))).toBe('request-invalid');
  });
});

test('who is protected now is named in no statement, of the time before neither', async () => {
  const [line] = (await told('payer=1481')).lines;
  const protectedPerson = line!.person!;
  const token = await api.token({ role: 'administrator', organisation: 'region' });
  const body = { validOn: '2026-04-01', protection: 'secrecy-marking', source: 'population-register' };
  expect((await api.call(`/v1/persons/${protectedPerson}/protection`, { token, body })).status).toBe(201);
  const { lines } = await told('');
  expect(lines.filter(({ person }) => person === protectedPerson)).toEqual([]);
  expect(lines.filter(({ person }) => person === null).length).toBeGreaterThan(1);
  expect((await statement('format=csv')).text).not.toContain(protectedPerson);
  expect(lines.some(({ person }) => person !== null)).toBe(true);
});
