import { readFileSync } from 'node:fs';
import { ApiScene, codeOf } from '../../../test/support/api-scene.js';
import { spellFields } from './spell-export.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

/** Out of school in June, in 1481 from March on. */
const moves = async (): Promise<string> => {
  await scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });
  const move = { validOn: '2026-03-01', municipality: '1481' };
  const moved = await scene.say('home-municipality', scene.administrator, move);
  return String(moved.body.position);
};

const exported = async (token: string, query: string) => {
  const answer = await scene.get(`/v1/kaa/spells?${query}`, token);
  return { ...answer, mine: answer.text.split('\n').filter((line) => line.includes(scene.person)) };
};

test('every spell of the region is in the file, in order', async () => {
  const atLeast = await moves();
  const { mine, headers } = await exported(scene.administrator, `atLeast=${atLeast}`);
  const [first, second] = mine.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
  expect(mine).toHaveLength(2);
  expect(first).toMatchObject({
    municipality: '1480', from: '2025-08-18', to: '2026-03-01', ended: 'no-longer-registered',
  });
  expect(second).toMatchObject({ municipality: '1481', from: '2026-03-01', began: 'moved-in' });
  expect(Object.keys(first!)).toEqual([...spellFields]);
});

test('a table has the same, one cell a field', async () => {
  const atLeast = await moves();
  const { text, mine, headers } = await exported(scene.administrator, `format=csv&atLeast=${atLeast}`);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(text.split('\n')[0]).toBe(spellFields.join(','));
  expect(mine.map((line) => line.split(',').slice(1, 5))).toEqual([
    ['1480', '2025-08-18', '2026-03-01', 'moved-in'], ['1481', '2026-03-01', expect.any(String), 'moved-in'],
  ]);
});

test('an officer has the spells of the own municipality, and of no other', async () => {
  const atLeast = await moves();
  const { mine } = await exported(scene.otherOfficer, `atLeast=${atLeast}`);
  expect(mine.map((line) => (JSON.parse(line) as { municipality: string }).municipality)).toEqual(['1481']);
  expect(codeOf(await scene.get('/v1/kaa/spells?municipality=1480', scene.otherOfficer)))
    .toBe('other-organisation');
  const economist = await scene.api.token({ role: 'economist' });
  expect(codeOf(await scene.get('/v1/kaa/spells', economist))).toBe('role-not-permitted');
});

test('the page on the export tells of every field, in its order', () => {
  const page = readFileSync(new URL('../../../docs/reference/kaa-spells.md', import.meta.url), 'utf8');
  const [, fields] = page.split('## Fields');
  const told = [...fields!.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
  expect(told).toEqual([...spellFields]);
});
