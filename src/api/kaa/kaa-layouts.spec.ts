import { readFileSync } from 'node:fs';
import { ApiScene, codeOf, itemsOf } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';
import { beginOutsideSchool, reportsIn } from '../../../test/support/report-scene.js';

const shipped = readFileSync(
  new URL('../../../reference-data/kaa-layout-ASSUMED-not-SCB.json', import.meta.url), 'utf8');

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
afterAll(() => scene.close());
beforeEach(() => beginOutsideSchool(scene));

const { make, newest, fileOf } = reportsIn(() => scene);
const publish = (text: string, token = scene.administrator): Promise<Answer> =>
  scene.api.call('/v1/kaa/layouts', { token, body: text, headers: { 'content-type': 'application/json' } });

test('a layout that names an unknown field is refused with its place, and nothing is written', async () => {
  const published = async () => itemsOf(await scene.get('/v1/kaa/layouts', scene.officer)).length;
  const before = await published();
  const refused = await publish(shipped.replace('"registered-on"', '"shoe-size"'));
  expect([codeOf(refused), refused.body.detail])
    .toEqual(['layout-refused', expect.stringMatching(/^Line 17, column 46: /)]);
  expect(codeOf(await publish('{'))).toBe('layout-refused');
  expect(await published()).toBe(before);
});

test('are published by administrators', async () => {
  expect(codeOf(await publish(shipped, scene.officer))).toBe('role-not-permitted');
});

test('one that is published counts for reports from then on; those made before keep theirs', async () => {
  await make();
  const { report: old } = await newest();
  const before = (await fileOf(old)).text;
  const given = {
    ...JSON.parse(shipped) as object, name: 'From outside', standing: 'given', from: '2025H2',
    rows: 'spell', columns: [{ name: 'pnr', field: 'identity-number', form: 'yymmddnnnn' }],
    codes: {}, checks: [],
  };
  expect((await publish(JSON.stringify(given))).status).toBe(201);
  expect((await publish(JSON.stringify(given))).status).toBe(200);
  expect((await make()).status).toBe(201);
  const report = await newest();
  expect([report.layout, report.standing]).toEqual(['From outside', 'given']);
  expect((await fileOf(report.report)).text.split('\r\n')).toContain(scene.number.slice(2));
  expect((await fileOf(old)).text).toBe(before);
});
