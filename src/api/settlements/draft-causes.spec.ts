import { type Answer, type ApiUnderTest, openApi } from '../../../test/support/api-under-test.js';
import { itemsOf } from '../../../test/support/api-scene.js';
import { elinExport } from '../../../test/support/elin-export.js';
import { deliveryBytes } from '../../../test/support/pieces.js';
import { admitted, INDEPENDENT, prices, units } from '../../../test/support/worked-example.js';

/** A correction names what caused it also where nothing was reported of the pupil. */

let api: ApiUnderTest;
let administrator: string;

const send = (kind: 'elin' | 'school-units' | 'price-list', content: string) => api.dependencies.intake
  .receive({ kind, bytes: deliveryBytes(content), actor: 'a', organisation: 'region' });
const post = (path: string, body: object, token = administrator): Promise<Answer> =>
  api.call(path, { token, body });
const get = async (path: string): Promise<Answer> =>
  api.call(`${path}&atLeast=${await api.dependencies.store.head()}`, { token: administrator });

beforeEach(async () => {
  api = await openApi();
  api.at('2026-04-02T08:00:00Z');
  administrator = await api.token({ role: 'administrator', organisation: 'region' });
  const economist = await api.token({ role: 'economist', organisation: 'region' });
  await send('school-units', units);
  await send('price-list', prices);
  await send('elin', elinExport([admitted]));
  await post('/v1/settlements', { through: '2025-08' }, economist);
  const [{ settlement } = {}] = itemsOf(await get('/v1/settlements?'));
  expect((await post(`/v1/settlements/${String(settlement)}/approval`, {})).status).toBe(201);
});
afterEach(() => api.close());

/** What caused each line that settling once more would add. */
const causes = async (): Promise<string[]> => itemsOf(await get('/v1/settlements/draft?through=2025-08'))
  .map(({ month, reason, because }) => [
    month, reason, ...(because as { what: string; event: string }[]).map(({ what }) => what),
  ].join(' '));

test('a price that was withdrawn is named by its withdrawal', async () => {
  const [line] = itemsOf(await get('/v1/cost/lines?month=2025-08'));
  const withdrawal = { validOn: '2026-04-02', withdraws: line!.priceId };
  expect((await post('/v1/price-lists/2025-independent/withdrawals', withdrawal)).status).toBe(201);
  expect(await causes())
    .toEqual(['2025-07 removed PriceWithdrawn', '2025-08 removed PriceWithdrawn']);
});

test('a school of which the register says otherwise is named by what it says', async () => {
  const principal = { id: '559000-0002', name: 'Det andra bolaget', kind: 'independent' };
  const unit = { validOn: '2025-08-01', unit: INDEPENDENT, name: 'Skolan', principal };
  expect((await post('/v1/school-units', { units: [unit] })).status).toBe(201);
  expect(await causes()).toEqual([
    '2025-08 school-changed UnitRegistered', '2025-08 reported-late UnitRegistered',
  ]);
});
