import {
  ApiScene, began, enrolled, inFile, itemsOf, OTHER_UNIT, UNIT,
} from '../../test/support/api-scene.js';
import type { Answer } from '../../test/support/api-under-test.js';

let scene: ApiScene;
afterAll(() => scene.close());

type Row = Readonly<Record<string, unknown>>;

const WHERE = ['unit', 'otherUnit', 'municipality', 'other', 'leftTo'];

/** What lists may need to be told; those who do not know a parameter refuse it. */
const QUERIES = ['', '?through=2026-02', '?from=2025-08-01&to=2026-03-01', '?date=2026-02-20'];

interface Schema { readonly properties?: Record<string, Schema>; readonly items?: Schema }
interface Operation { readonly responses: Record<string, { content?: Record<string, { schema?: Schema }> }> }

/** Every list of the API in whose rows a person stands beside a place. */
const lists = async (): Promise<string[]> => {
  const { paths } = (await scene.api.call('/openapi.json')).body as
    { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).filter(([path, { get }]) => {
    const fields = get?.responses['200']?.content?.['application/json']?.schema?.properties?.items?.items
      ?.properties ?? {};
    return !path.includes('{') && 'person' in fields && WHERE.some((field) => field in fields);
  }).map(([path]) => path);
};

const answersOf = async (path: string, token: string): Promise<Answer[]> => {
  const answers = await Promise.all(QUERIES.map((query) => scene.get(`${path}${query}`, token)));
  return answers.filter(({ status }) => status === 200);
};

const hasTwoClaims = async (): Promise<void> => {
  const { administrator } = scene;
  const elsewhere = await scene.api.token({ role: 'registrar', units: [OTHER_UNIT] });
  await scene.enrol();
  await scene.say('enrolments', elsewhere, { ...enrolled, validOn: '2025-09-01', unit: OTHER_UNIT });
  await scene.say('dropouts', scene.registrar, { validOn: '2026-02-09', unit: UNIT });
  await scene.say('dropouts', elsewhere, { validOn: '2026-02-10', unit: OTHER_UNIT });
  await scene.say('home-municipality', administrator, { validOn: '2025-11-10', municipality: '1481' });
  await scene.say('home-municipality', administrator, { validOn: '2026-01-10', municipality: '1480' });
  await scene.say('kaa-contact-attempts', scene.officer, { ...inFile, channel: 'phone' });
  await scene.say('correction-requests', scene.officer, { ...inFile, unit: UNIT, asks: 'right-days' });
};

/** Those who may not see protected persons, and the places that are their own. */
const everyKindOfCaller = async (): Promise<{ token: string; own: unknown[] }[]> => {
  const roles = ['registrar', 'follow-up-officer', 'economist', 'viewer', 'analyst'] as const;
  const all = roles.flatMap((role) => ['1480', 'region'].map(async (organisation) => {
    const units = role === 'registrar' ? [UNIT] : [];
    return { token: await scene.api.token({ role, organisation, units }), own: [organisation, ...units] };
  }));
  return Promise.all(all);
};

beforeAll(async () => {
  scene = await ApiScene.open();
  await scene.begin();
  await hasTwoClaims();
  const hidden = { ...began, protection: 'protected-registration' };
  const last = await scene.say('protection', scene.administrator, hidden);
  await scene.after(last, '/v1/caseload', scene.administrator);
});

test('no list tells who and where of a protected person to whoever may not see those', async () => {
  const secret = scene.person;
  let [listsSeen, rowsSeen] = [0, 0];
  const callers = await everyKindOfCaller();
  for (const path of await lists()) {
    listsSeen += 1;
    for (const { token, own } of callers) {
      const rows = (await answersOf(path, token)).flatMap(itemsOf).filter(({ person }) => person === secret);
      const told = rows.flatMap((row) => WHERE.map((field) => row[field] ?? ''));
      expect([path, told.filter((code) => code !== '' && !own.includes(code))]).toEqual([path, []]);
      rowsSeen += rows.length;
    }
  }
  expect(listsSeen).toBeGreaterThan(8);
  expect(rowsSeen).toBeGreaterThan(8);
});

test('who may see protected persons sees both, and a payer sees the line without the pupil', async () => {
  const [secret, period] = [scene.person, 'from=2025-08-01&to=2026-03-01'];
  const economist = await scene.api.token({ role: 'economist', organisation: 'region' });
  const deviations = async (token: string, more = ''): Promise<Row[]> =>
    itemsOf(await scene.get(`/v1/cost/deviations?${period}${more}`, token));
  const all = await deviations(scene.administrator);
  expect(all.map(({ person, unit }) => [person, unit])).toContainEqual([secret, UNIT]);
  const told = await deviations(economist);
  expect(told).toHaveLength(all.length);
  expect(told.map(({ person, unit }) => [person, unit])).toContainEqual([null, UNIT]);
  expect(await deviations(economist, `&person=${secret}`)).toEqual([]);
  const asked = await scene.get(`/v1/caseload?date=2026-01-12&unit=${UNIT}`, economist);
  expect(itemsOf(asked)).toEqual([]);
  const placed = itemsOf(await scene.get('/v1/caseload?date=2026-01-12', scene.administrator));
  expect(placed.filter(({ person }) => person === secret).map(({ unit }) => unit)).toContain(UNIT);
});
