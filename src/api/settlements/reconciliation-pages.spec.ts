import { itemsOf } from '../../../test/support/api-scene.js';
import { settledExample } from '../../../test/support/settled-example.js';
import { Settlements } from '../../application/settlement/settlements.js';
import { LiveChargeSource } from '../../composition/live-charge-source.js';
import { sha256 } from '../../infrastructure/intake/sha256.js';
import { createApi } from '../create-api.js';

const PATH = '/v1/settlements/reconciliation?limit=1';

test('a page that another process answers is of no earlier position than the page before', async () => {
  const { api, token, post } = await settledExample();
  const { ledger, clock, ids } = api.dependencies;
  const source = new LiveChargeSource(api.readStore);
  const settlements = new Settlements({ ledger, source, clock, ids, newDigest: sha256 });
  const other = await createApi({ ...api.dependencies, settlements });
  const inOther = async (query: string): Promise<Record<string, unknown>> =>
    (await other.inject({ url: PATH + query, headers: { authorization: `Bearer ${token}` } })).json();

  const [{ person } = {}] = itemsOf(await api.call('/v1/caseload?date=2025-09-01', { token }));
  const moved = await post(`/v1/persons/${String(person)}/home-municipality`, {
    validOn: '2025-08-01', municipality: '1481', source: 'population-register',
  });
  const old = await inOther(`&atLeast=${String(moved.body.position)}`);
  const principal = { id: '1480', name: 'B', kind: 'municipal' };
  const unit = { validOn: '2020-01-01', unit: '49918856', name: 'A', principal };
  const { body: { position } } = await post('/v1/school-units', { units: [unit] });
  const { body: first } = await api.call(`${PATH}&atLeast=${String(position)}`, { token });
  const second = await inOther(`&after=${String(first.next)}`);

  expect([old.position, first.position]).toEqual([moved.body.position, position]);
  expect(second.position).toBe(position);
  const [row] = second.items as Record<string, unknown>[];
  expect([row!.payer, row!.month]).toEqual(['1407', '2025-08']);
  const third = await inOther(`&after=${String(old.next)}`);
  expect(third.position).toBe(position); // begun anew meanwhile
  await other.close();
  await api.close();
});
