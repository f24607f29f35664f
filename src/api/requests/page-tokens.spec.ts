import { ApiScene, codeOf, enrolled, itemsOf } from '../../../test/support/api-scene.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const DAY = '2026-03-01';

/** Two pupils at a unit, and the first page of one, by name. */
const firstPage = async (path: string) => {
  await scene.enrol();
  await scene.begin();
  return scene.after(await scene.enrol(), path, scene.registrar);
};

test('a page token holds no name, though pages are sorted by it', async () => {
  const { body } = await firstPage(`/v1/caseload?date=${DAY}&limit=1&sort=name`);
  expect(itemsOf({ body } as never)[0]).toMatchObject({ name: 'Ek, Maja' });
  const token = Buffer.from(body.next as string, 'base64url');
  for (const encoding of ['utf8', 'latin1', 'utf16le'] as const) {
    expect(token.toString(encoding)).not.toContain('Maja'); // a shorter word may be there by chance
  }
});

test('a page token leads on through its own list, whatever the size of the page', async () => {
  const { body } = await firstPage(`/v1/caseload?date=${DAY}&limit=1`);
  const path = `/v1/caseload?limit=500&date=${DAY}&after=${String(body.next)}`;
  const next = await scene.get(path, scene.registrar);
  expect(next.status).toBe(200);
  expect(itemsOf(next).length).toBeGreaterThan(0);
});

describe('a page token is refused', () => {
  test.each([
    ['with another filter', `/v1/caseload?date=${DAY}&unit=${enrolled.unit}`],
    ['on another day', '/v1/caseload?date=2026-03-02'],
    ['with another sort', `/v1/caseload?date=${DAY}&sort=unit`],
    ['by another list', `/v1/caseload/overlaps?date=${DAY}`],
  ])('%s', async (_, path) => {
    const { body } = await firstPage(`/v1/caseload?date=${DAY}&limit=1`);
    const answer = await scene.get(`${path}&after=${String(body.next)}`, scene.registrar);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'cursor-invalid']);
  });

  test.each([
    '/v1/caseload?', '/v1/caseload/left?', '/v1/cost?month=2026-03&', '/v1/cost/lines?month=2026-03&',
    '/v1/cost/deviations?month=2026-03&', '/v1/trail?from=2026-01-01T00:00:00Z&',
  ])('by %s where it is made up', async (path) => {
    for (const token of ['x', '%20', '0000000000000001', '1481|94353434|1480|NA', 'A'.repeat(200)]) {
      const answer = await scene.get(`${path}after=${token}`, scene.administrator);
      expect([answer.status, codeOf(answer)]).toEqual([400, 'cursor-invalid']);
    }
  });
});

test('the trail of a person goes on where it ended, and only that person\'s', async () => {
  await scene.enrol();
  const path = `/v1/persons/${scene.person}/trail`;
  const { body } = await scene.get(`${path}?limit=1`, scene.administrator);
  const token = String(body.next);
  expect((await scene.get(`${path}?after=${token}`, scene.administrator)).status).toBe(200);
  await scene.begin();
  const other = await scene.get(`/v1/persons/${scene.person}/trail?after=${token}`, scene.administrator);
  expect(codeOf(other)).toBe('cursor-invalid');
});
