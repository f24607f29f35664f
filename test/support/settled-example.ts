import { itemsOf } from './api-scene.js';
import { type Answer, type ApiUnderTest, openApi } from './api-under-test.js';
import { elinExport } from './elin-export.js';
import { deliveryBytes } from './pieces.js';
import { admitted, prices, units } from './worked-example.js';

/** The pupil of the worked example, settled through August 2025 in April 2026. */
export interface SettledExample {
  readonly api: ApiUnderTest;
  /** Of an administrator of the region. */
  readonly token: string;
  /** As that administrator, if nobody else is named. */
  post(path: string, body: object, token?: string): Promise<Answer>;
}

/** `settle` settles through August as somebody who may; over HTTP if nothing else is said. */
export const settledExample = async (
  settle = overHttp,
): Promise<SettledExample> => {
  const api = await openApi();
  api.at('2026-04-02T08:00:00Z');
  const token = await api.token({ role: 'administrator', organisation: 'region' });
  const post: SettledExample['post'] = (path, body, by = token) => api.call(path, { token: by, body });
  const send = (kind: 'elin' | 'school-units' | 'price-list', content: string) => api.dependencies.intake
    .receive({ kind, bytes: deliveryBytes(content), actor: 'a', organisation: 'region' });
  await send('school-units', units);
  await send('price-list', prices);
  await send('elin', elinExport([admitted]));
  await settle({ api, token, post });
  return { api, token, post };
};

/** Settles through August. */
export const overHttp = async ({ api, token, post }: SettledExample): Promise<void> => {
  const economist = await api.token({ role: 'economist', organisation: 'region' });
  await post('/v1/settlements', { through: '2025-08' }, economist);
  const head = await api.dependencies.store.head();
  const [{ settlement } = {}] = itemsOf(await api.call(`/v1/settlements?atLeast=${head}`, { token }));
  expect((await post(`/v1/settlements/${String(settlement)}/approval`, {})).status).toBe(201);
};
