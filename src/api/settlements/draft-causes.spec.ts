import { itemsOf } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';
import { type SettledExample, settledExample } from '../../../test/support/settled-example.js';
import { INDEPENDENT } from '../../../test/support/worked-example.js';

/** A correction names what caused it also where nothing was reported of the pupil. */

let example: SettledExample;

const get = async (path: string): Promise<Answer> => {
  const { api, token } = example;
  return api.call(`${path}&atLeast=${await api.dependencies.store.head()}`, { token });
};

beforeEach(async () => {
  example = await settledExample();
});
afterEach(() => example.api.close());

/** What caused each line that settling once more would add. */
const causes = async (): Promise<string[]> => itemsOf(await get('/v1/settlements/draft?through=2025-08'))
  .map(({ month, reason, because }) => [
    month, reason, ...(because as { what: string; event: string }[]).map(({ what }) => what),
  ].join(' '));

test('a price that was withdrawn is named by its withdrawal', async () => {
  const [line] = itemsOf(await get('/v1/cost/lines?month=2025-08'));
  const withdrawal = { validOn: '2026-04-02', withdraws: line!.priceId };
  expect((await example.post('/v1/price-lists/2025-independent/withdrawals', withdrawal)).status).toBe(201);
  expect(await causes())
    .toEqual(['2025-07 removed PriceWithdrawn', '2025-08 removed PriceWithdrawn']);
});

test('a school of which the register says otherwise is named by what it says', async () => {
  const principal = { id: '559000-0002', name: 'Det andra bolaget', kind: 'independent' };
  const unit = { validOn: '2025-08-01', unit: INDEPENDENT, name: 'Skolan', principal };
  expect((await example.post('/v1/school-units', { units: [unit] })).status).toBe(201);
  expect(await causes()).toEqual([
    '2025-08 school-changed UnitRegistered', '2025-08 reported-late UnitRegistered',
  ]);
});
