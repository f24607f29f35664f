import type { Answer } from '../../../test/support/api-under-test.js';
import {
  ApiScene, began, codeOf, enrolled, eventsOf, itemsOf, OTHER_UNIT, UNIT,
} from '../../../test/support/api-scene.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

type Entry = Record<'type' | 'position' | 'stream', string> & { readonly data: { readonly joins?: string } };

test('two persons who turn out to be one are one at every moment; the trail tells since when', async () => {
  const { administrator, person } = scene;
  const temporary = '20100101TF07';
  const met = await scene.post('/v1/persons', administrator, { ...began, identityNumber: temporary });
  const other = String(met.body.person);
  const before = await scene.post(`/v1/persons/${other}/enrolments`, administrator, enrolled);
  const added = { ...began, identityNumber: temporary };
  const joined = await scene.say('identity-numbers', administrator, added);
  expect(joined.status).toBe(201);

  const knownAt = `?knownAt=${String(before.body.position)}`;
  for (const id of [person, other]) {
    const { body } = await scene.get(`/v1/persons/${id}${knownAt}`, administrator);
    expect(body).toMatchObject({
      person, asKnownAt: { name: { familyName: 'Ek' }, stays: [{ unit: UNIT }] },
    });
  }
  const trail = async (query: string): Promise<Entry[]> =>
    (await scene.get(`/v1/persons/${person}/trail${query}`, administrator)).body.items as Entry[];
  expect((await trail('')).find(({ data }) => data.joins !== undefined))
    .toMatchObject({ position: joined.body.position, data: { joins: other } });
  const then = await trail(knownAt);
  expect(then.filter(({ data }) => data.joins !== undefined)).toEqual([]);
  const records = new Set(then.filter(({ type }) => type === 'PersonRegistered').map(({ stream }) => stream));
  expect(records.size).toBe(2);
});

test('a joining that is taken back parts them again, for everybody who reads', async () => {
  const { administrator, registrar, person } = scene;
  const temporary = '20100101TF08';
  const met = await scene.post('/v1/persons', administrator, {
    ...began, identityNumber: temporary, homeMunicipality: '1480',
  });
  const other = String(met.body.person);
  await scene.post(`/v1/persons/${other}/enrolments`, administrator, enrolled);
  const added = { ...began, identityNumber: temporary };
  const joined = await scene.say('identity-numbers', administrator, added);
  const [withdraws] = eventsOf(joined);
  const placed = async (id: string, said: Answer): Promise<unknown[]> =>
    itemsOf(await scene.after(said, '/v1/caseload?date=2026-03-01', registrar))
      .filter((row) => row.person === id);
  expect(await placed(person, joined)).toHaveLength(1);
  expect((await scene.get(`/v1/persons/${person}`, registrar)).status).toBe(200);

  const withdrawals = `/v1/persons/${other}/population-withdrawals`;
  const parted = await scene.post(withdrawals, administrator, { withdraws });
  expect(parted).toMatchObject({ status: 201, body: { person } });
  expect(await placed(person, parted)).toEqual([]);
  expect(await placed(other, parted)).toHaveLength(1);
  expect((await scene.get(`/v1/persons/${person}`, registrar)).status).toBe(403);
  expect((await scene.get(`/v1/persons/${other}`, administrator)).body)
    .toMatchObject({ person: other, today: { numbers: [{ value: temporary }] } });
  const found = await scene.post('/v1/persons/search', administrator, { identityNumber: temporary });
  expect(found.body).toMatchObject({ person: other });
  const { items } = (await scene.get(`/v1/persons/${person}/trail`, administrator)).body;
  expect((items as Entry[]).map(({ type }) => type)).toContain('PersonFactWithdrawn');
});

test('who may be one is listed for the school, and ticked off; nobody protected is', async () => {
  const { administrator, registrar, person, number } = scene;
  const temporary = `${number.slice(0, 8)}TF31`;
  const name = { givenName: 'Maja', familyName: 'Ek' };
  const met = await scene.post('/v1/persons', administrator, { ...began, identityNumber: temporary, name });
  const other = String(met.body.person);
  const about = (id: string, route: string, token: string, body: object): Promise<Answer> =>
    scene.post(`/v1/persons/${id}/${route}`, token, body);
  const listed = async (answer: Answer, token = registrar): Promise<unknown[]> =>
    itemsOf(await scene.after(answer, `/v1/caseload/lookalikes?person=${other}`, token));
  const taken = await about(other, 'enrolments', registrar, enrolled);
  const [found] = await listed(taken) as { others: unknown[] }[];
  expect(found).toMatchObject({ person: other, name: 'Ek, Maja', unit: UNIT, kinds: ['temporary'] });
  expect(found!.others)
    .toContainEqual({ person, name: 'Ek, Maja', kinds: ['personal'], birth: 'same' });

  const elsewhere = await scene.api.token({ role: 'registrar', units: [OTHER_UNIT] });
  const telling = { validOn: '2026-01-12', other: person };
  expect(codeOf(await about(other, 'tellings-apart', elsewhere, telling))).toBe('other-unit');
  const apart = await about(other, 'tellings-apart', registrar, telling);
  expect(JSON.stringify(await listed(apart))).not.toContain(person);
  const [withdraws] = eventsOf(apart);
  const undone = await about(other, 'population-withdrawals', administrator, { withdraws });
  expect(JSON.stringify(await listed(undone))).toContain(person);
  const hidden = { validOn: '2026-01-12', protection: 'secrecy-marking' };
  const protectedNow = await scene.say('protection', administrator, hidden);
  expect(JSON.stringify(await listed(protectedNow, administrator))).not.toContain(person);
  const economist = await scene.api.token({ role: 'economist' });
  expect((await scene.get('/v1/caseload/lookalikes', economist)).status).toBe(403);
});
