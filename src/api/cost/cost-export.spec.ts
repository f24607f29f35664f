import { readFileSync } from 'node:fs';
import { ApiScene, codeOf, enrolled, itemsOf, OTHER_UNIT, UNIT } from '../../../test/support/api-scene.js';
import { exported } from '../requests/exported-file.js';
import { lineFields } from './line-export.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const textOf = async (...args: Parameters<typeof exported>): Promise<string> => {
  let text = '';
  for await (const piece of exported(...args)) text += piece;
  return text;
};

async function* pieces<R>(...all: R[][]): AsyncGenerator<R[]> {
  yield* all;
}

test('an export without lines is empty, and of CSV has its header', async () => {
  const empty = '/v1/cost/export?month=2001-01';
  expect((await scene.get(empty, scene.administrator)).text).toBe('');
  const table = await scene.get(`${empty}&format=csv`, scene.administrator);
  expect(table.text).toBe(`${lineFields.join(',')}\n`);
  expect(table.headers['content-type']).toBe('text/csv; charset=utf-8');
});

test('whoever may not see costs gets no file, and nobody one of an impossible period', async () => {
  await scene.say('enrolments', scene.administrator, { ...enrolled, unit: OTHER_UNIT });
  expect(codeOf(await scene.get('/v1/cost/export?month=2026-03', scene.officer))).toBe('role-not-permitted');
  const economist = await scene.api.token({ role: 'economist', organisation: '1481' });
  expect(codeOf(await scene.get('/v1/cost/export?month=2026-03&payer=1480', economist)))
    .toBe('other-organisation');
  for (const period of ['', 'from=2026-03-01', 'from=2026-03-01&to=2026-03-01', 'month=2026-03&format=xml']) {
    expect(codeOf(await scene.get(`/v1/cost/export?${period}`, economist))).toBe('request-invalid');
  }
});

test('a cell with a comma or a quotation mark is quoted, and what is not there is empty', async () => {
  const rows = pieces([{ a: 'SNAPSHOT/1{"day":15,"x":1}', b: undefined }], [{ a: 'plain', b: ['x', 'y'] }]);
  expect(await textOf(rows, ['a', 'b'] as never[], 'csv'))
    .toBe('a,b\n"SNAPSHOT/1{""day"":15,""x"":1}",\nplain,x y\n');
});

test('in JSON every field is there, in order', async () => {
  const rows = pieces([{ b: 1, a: undefined }]);
  expect(await textOf(rows, ['a', 'b'] as never[], 'ndjson')).toBe('{"a":null,"b":1}\n');
});

test('the page on the export tells of every field, in its order', () => {
  const page = readFileSync(new URL('../../../docs/reference/cost-lines.md', import.meta.url), 'utf8');
  const [, fields] = page.split('## Fields');
  const told = [...fields!.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
  expect(told).toEqual([...lineFields]);
});

test('sums are by what is asked, of own payments, and of no more months than can be told', async () => {
  const year = '/v1/cost/sums?from=2026-01-01&to=2027-01-01';
  const { body } = await scene.get(`${year}&by=month,programme`, scene.administrator);
  expect(body).toEqual({ items: [], total: { days: 0, ore: 0, vatOre: 0 } });
  const economist = await scene.api.token({ role: 'economist', organisation: '1481' });
  expect(codeOf(await scene.get(`${year}&payer=1480`, economist))).toBe('other-organisation');
  for (const asked of [`${year}&by=pupil`, '/v1/cost/sums?from=2020-01-01&to=2025-01-02']) {
    expect(codeOf(await scene.get(asked, economist))).toBe('request-invalid');
  }
});

test('figures are of nobody in particular: one person is asked for among lines', async () => {
  for (const path of ['/v1/cost?', '/v1/cost/sums?by=payer&']) {
    const refused = await scene.get(`${path}month=2026-03&person=${scene.person}`, scene.administrator);
    expect(refused.body.errors).toMatchObject([{ field: 'person' }]);
  }
  const lines = `/v1/cost/lines?month=2026-03&person=${scene.person}`;
  expect((await scene.get(lines, scene.administrator)).status).toBe(200);
});

test('how long schools took to report is told to whoever pays and follows up, of their own', async () => {
  const path = '/v1/reporting-delay?from=2025-08&through=2025-09';
  const said = await scene.say('enrolments', scene.administrator,
    { ...enrolled, reportedAt: '2025-09-20T10:00:00Z' });
  const at = `${path}&by=kind,payer&unit=${UNIT}`;
  expect(itemsOf(await scene.after(said, at, scene.officer))).toContainEqual(
    expect.objectContaining({ kind: 'Enrolled', payer: '1480', medianDays: 33, late: 1 }));
  expect(itemsOf(await scene.get(at, scene.otherOfficer))).toEqual([]);
  expect(codeOf(await scene.get(`${at}&payer=1480`, scene.otherOfficer))).toBe('other-organisation');
  expect(codeOf(await scene.get(at, scene.registrar))).toBe('role-not-permitted');
  for (const asked of ['2025-08&through=2025-07', '2000-01&through=2026-01', '2025-08&by=pupil']) {
    const { status } = await scene.get(`/v1/reporting-delay?from=${asked}`, scene.officer);
    expect(status).toBe(400);
  }
});
