import { type Answer, type ApiUnderTest, openApi } from '../../../test/support/api-under-test.js';
import { codeOf, itemsOf } from '../../../test/support/api-scene.js';
import { elinEvent, elinExport } from '../../../test/support/elin-export.js';
import { deliveryBytes } from '../../../test/support/pieces.js';
import { testNumbers } from '../../../test/support/test-numbers.js';
import { admitted, INDEPENDENT, prices, units } from '../../../test/support/worked-example.js';

/** What is of a year too long ago is left out of a settlement, and listed, until somebody decides. */

const number = testNumbers(2007)[0]!;
const oldPrice = '2024-01-01,2024,independent,NA,,,,100000,decided,worked example\n';
const pupilOf2024 = elinEvent({
  type: '8', name: 'Antagen', on: '2024-10-01', number, unit: INDEPENDENT,
});
const leftIn2024 = elinEvent({
  type: '9', name: 'Avbrott', on: '2024-12-31', number, unit: INDEPENDENT,
});

let api: ApiUnderTest;
let economist: string;
let approver: string;

const send = (kind: 'elin' | 'school-units' | 'price-list', content: string) => api.dependencies.intake
  .receive({ kind, bytes: deliveryBytes(content), actor: 'a', organisation: 'region' });

beforeEach(async () => {
  api = await openApi();
  api.at('2026-04-02T08:00:00Z');
  economist = await api.token({ role: 'economist', organisation: 'region' });
  approver = await api.token({ role: 'administrator', organisation: 'region' });
  await send('school-units', units);
  await send('price-list', prices + oldPrice);
  await send('elin', elinExport([pupilOf2024, admitted]));
});
afterEach(() => api.close());

const atLeast = async (path: string): Promise<Answer> =>
  api.call(`${path}&atLeast=${await api.dependencies.store.head()}`, { token: economist });

const monthsIn = async (part: string, more = ''): Promise<string[]> => {
  const page = await atLeast(`/v1/settlements/${part}?through=2025-08&limit=100${more}`);
  return [...new Set(itemsOf(page).map(({ month }) => String(month)))];
};

const prepare = (body: object): Promise<Answer> =>
  api.call('/v1/settlements', { token: economist, body: { through: '2025-08', ...body } });

const newest = async (): Promise<Record<string, unknown>> =>
  itemsOf(await api.call('/v1/settlements', { token: economist }))[0]!;

const approve = async (): Promise<Answer> => api.call(
  `/v1/settlements/${String((await newest()).settlement)}/approval`, { token: approver, body: {} });

const inYear = (year: number, first: number, last: number): string[] => Array.from(
  { length: last - first + 1 }, (_, nth) => `${year}-${String(first + nth).padStart(2, '0')}`);

test('a first settlement charges this year and the one before; older months are listed apart', async () => {
  expect(await monthsIn('draft')).toEqual(inYear(2025, 1, 8));
  expect(await monthsIn('draft/outside')).toEqual(inYear(2024, 10, 12));

  expect((await prepare({})).status).toBe(201);
  // 100 000 × 92 ÷ 366
  expect((await newest()).outside).toEqual({ persons: 1, lines: 3, debitOre: 2_513_661, creditOre: 0 });
});

test('what is left out is no part of what is approved, and may change meanwhile', async () => {
  await prepare({});
  await send('price-list', `${prices}2024-01-01,2024,independent,NA,,,,110000,decided,court\n`);
  expect((await approve()).status).toBe(201);
  expect((await newest()).stage).toBe('issued');
});

test('a decision with its reason takes older months in, and stands in the settlement', async () => {
  const decision = { reachesBackTo: '2024-11', reason: 'first-settlement' };
  expect(await monthsIn('draft/outside', '&reachesBackTo=2024-11')).toEqual(['2024-10']);
  await prepare(decision);
  expect(await newest()).toMatchObject({ ...decision, outside: { lines: 1 } });
  expect((await approve()).status).toBe(201);

  // One day less of December 2024 is a difference of a year too long ago: that needs a decision of its own.
  await send('elin', elinExport([leftIn2024]));
  expect(await monthsIn('draft/outside')).toEqual(['2024-10', '2024-12']);
  expect(await monthsIn('draft')).toEqual(inYear(2025, 1, 8));
});

test('half a decision is none', async () => {
  const refused: [object, string][] = [
    [{ reachesBackTo: '2024-11' }, 'decision-incomplete'], [{ reason: 'slip' }, 'decision-incomplete'],
    [{ reachesBackTo: '2025-09', reason: 'slip' }, 'ends-before-it-begins'],
    [{ reachesBackTo: '2024-13', reason: 'slip' }, 'request-invalid'],
  ];
  for (const [body, code] of refused) expect([body, codeOf(await prepare(body))]).toEqual([body, code]);
});
