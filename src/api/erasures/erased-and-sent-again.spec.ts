import { ApiScene, itemsOf } from '../../../test/support/api-scene.js';
import { elinExport } from '../../../test/support/elin-export.js';
import { deliveryBytes } from '../../../test/support/pieces.js';
import { admitted, NUMBER } from '../../../test/support/worked-example.js';
import type { DeliveryReport } from '../../application/intake/delivery-report.js';

/** A source that was not told of an erasure goes on to tell of whoever was erased. */

let scene: ApiScene;
beforeEach(async () => { scene = await ApiScene.open(); });
afterEach(() => scene.close());

const send = async (): Promise<DeliveryReport> => {
  const bytes = deliveryBytes(elinExport([admitted]));
  const report = await scene.api.dependencies.intake
    .receive({ kind: 'elin', bytes, actor: 'a', organisation: 'region' });
  await scene.api.catchUp();
  return report;
};

const found = async (): Promise<string | undefined> => {
  const { body } = await scene.post('/v1/persons/search', scene.administrator, { identityNumber: NUMBER });
  return body.person as string | undefined;
};

const erase = (person: string, scope: string) =>
  scene.post(`/v1/persons/${person}/erasures`, scene.administrator, { decision: 'KS 2026/117', scope });

test('erased altogether, they are somebody new, who has nothing of what was erased', async () => {
  expect(await send()).toMatchObject({ taken: 1, refused: 0 });
  const before = (await found())!;
  expect((await erase(before, 'everything')).status).toBe(200);
  await scene.api.catchUp();
  expect(await found()).toBeUndefined();
  expect(await send()).toMatchObject({ taken: 1, known: 0, refused: 0 });
  const after = (await found())!;
  expect(after).not.toBe(before);
  const placed = itemsOf(await scene.get('/v1/caseload?date=2025-09-01', scene.administrator));
  expect(placed.map(({ person }) => person)).toEqual([after]);
});

test('while another record is left, what is sent of an erased one is refused', async () => {
  await send();
  const person = (await found())!;
  const { body } = await scene.get(`/v1/persons/${person}/trail`, scene.administrator);
  const { stream } = (body.items as { stream: string; category: string }[])
    .find(({ category }) => category === 'schooling')!;
  const erasure = { decision: 'KS 2026/117' };
  expect((await scene.post(`/v1/streams/${stream}/erasures`, scene.administrator, erasure)).status).toBe(200);
  const report = await send();
  expect(report).toMatchObject({ taken: 0, refused: 1 });
  expect(await found()).toBe(person);
});
