import { ApiScene, codeOf, itemsOf } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';
import { beginOutsideSchool, OF_REPORT, reportsIn } from '../../../test/support/report-scene.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
afterAll(() => scene.close());
beforeEach(() => beginOutsideSchool(scene));

const query = 'municipality=1480&half=2025H2';
const onContact = { validOn: '2025-11-03', municipality: '1480' };
const contact = { ...onContact, channel: 'phone', initiatedBy: 'municipality' };
const override = { decision: 'KS 2026/117', checks: ['contact-occupation'] };

const { make, newest, fileOf } = reportsIn(() => scene);
const mine = ({ text }: Answer): string[] => text.split('\r\n').filter((line) => line.includes(scene.number));

test('that a report was made stands in the trail, as answers are described', async () => {
  const made = await make({ override });
  const trail = '/v1/trail?from=2026-01-01T00:00:00Z&order=newest&limit=500';
  const { status, body } = await scene.after(made, trail, scene.administrator);
  expect(status).toBe(200);
  expect(body.items).toContainEqual(expect.objectContaining({ category: 'kaareport' }));
});

test('a report is of everybody in the register, and its file stays the same, byte for byte', async () => {
  await scene.say('kaa-contacts', scene.officer, { ...contact, occupation: 'none' });
  expect((await make({ override })).status).toBe(201);
  const report = await newest();
  expect(report).toMatchObject({
    ...OF_REPORT, standing: 'assumed', file: 'KAA_ASSUMED-not-SCB_1480_2025H2.csv',
    isReplaced: false, madeOn: '2026-03-16',
  });
  const first = await fileOf(report.report);
  expect(first.headers).toMatchObject({
    'content-type': 'text/csv; charset=iso-8859-1', 'liggare-erased-rows': '0',
    'content-disposition': 'attachment; filename="KAA_ASSUMED-not-SCB_1480_2025H2.csv"',
  });
  expect(mine(first)).toEqual([
    `1480;2025H2;${scene.number};2025-10-06;2;2025-11-03;1;;;;;;;`,
  ]);
  await scene.say('kaa-occupations', scene.officer, { ...onContact, occupation: 'work' });
  expect((await fileOf(report.report)).text).toBe(first.text);
});

test('where a check fails, none is made; a decision accepts it by name, and it is listed', async () => {
  await scene.say('kaa-contacts', scene.officer, contact);
  const before = itemsOf(await scene.get('/v1/kaa/reports', scene.officer)).length;
  const refused = await make();
  expect([codeOf(refused), refused.body.detail])
    .toEqual(['report-checks-failed', expect.stringMatching(/^contact-occupation \(\d+ youths?\): /)]);
  const others = { ...override, checks: ['under-20'] };
  expect(codeOf(await make({ override: others }))).toBe('report-checks-failed');
  expect(itemsOf(await scene.get('/v1/kaa/reports', scene.officer))).toHaveLength(before);
  expect((await make({ override })).status).toBe(201);
  const report = await newest();
  expect(report).toMatchObject({
    decision: 'KS 2026/117', failures: [{ check: 'contact-occupation', persons: expect.any(Number) }],
  });
  const { text } = await scene.get(`/v1/kaa/reports/${String(report.report)}/failures`, scene.officer);
  const lines = text.split('\n').filter((line) => line.includes(scene.person));
  expect(lines.map((line) => JSON.parse(line) as object))
    .toMatchObject([{ check: 'contact-occupation', facts: [expect.any(String)] }]);
});

test('a draft tells what a report would come to, and whom to mend', async () => {
  const said = await scene.say('kaa-contacts', scene.officer, contact);
  const { body } = await scene.after(said, `/v1/kaa/reports/draft?${query}`, scene.officer);
  expect(body.failures).toMatchObject([{ check: 'contact-occupation', persons: expect.any(Number) }]);
  const { text } = await scene.get(`/v1/kaa/reports/draft/failures?${query}&format=csv`, scene.officer);
  expect(text).toContain(`${scene.person},contact-occupation,,${(said.body.eventIds as string[])[0]},`);
});

test('facts that come late are differences, and a new report takes the place of the old', async () => {
  await make({ override });
  const { report } = await newest();
  const differences = async () => (await scene.get(
    `/v1/kaa/reports/${String(report)}/differences`, scene.officer)).body;
  expect(await differences()).toEqual({ resendNeeded: false, items: [] });
  await scene.say('home-municipality', scene.administrator, { validOn: '2025-12-04', municipality: '1481' });
  await scene.api.keepRegister();
  expect(await differences()).toMatchObject({
    resendNeeded: true,
    items: [{
      person: scene.person, change: 'changed',
      columns: [
        { column: 'Avregistreringsdatum', was: '', is: '2025-12-04' },
        { column: 'Orsak till avregistrering', was: '', is: '5' },
      ],
    }],
  });
  expect((await make({ override })).status).toBe(201);
  expect(await newest()).toMatchObject({ isReplaced: false });
  const { body } = await scene.get(`/v1/kaa/reports/${String(report)}`, scene.officer);
  expect(body.isReplaced).toBe(true);
});

test('a differing identity number is not shown', async () => {
  await make({ override });
  const { report } = await newest();
  await scene.say('identity-numbers', scene.administrator, {
    validOn: '2026-01-01', identityNumber: scene.nextNumber(), replaces: scene.number,
  });
  const { body } = await scene.get(`/v1/kaa/reports/${String(report)}/differences`, scene.officer);
  expect(JSON.stringify(body)).not.toContain(scene.number);
  expect(itemsOf({ body } as Answer)).toMatchObject(
    [{ columns: [{ column: 'Personnummer', was: null, is: null }] }]);
});

test('the same command makes one report, and says which both times', async () => {
  const key = { 'idempotency-key': `make-${scene.person}` };
  const [first, again] = [await make({ override }, key), await make({ override }, key)];
  const { report } = await newest();
  expect([first.body.report, again.body.report]).toEqual([report, report]);
  expect([first.status, again.status, again.body.eventIds]).toEqual([201, 200, first.body.eventIds]);
});

test('who was erased is gone from every report, which says so', async () => {
  await make({ override });
  const { report, rows } = await newest();
  const all = await fileOf(report);
  await scene.say('erasures', scene.administrator, { decision: 'KS 2026/1', scope: 'kaa' });
  const left = await fileOf(report);
  expect([mine(all).length, mine(left), left.headers['liggare-erased-rows']]).toEqual([1, [], '1']);
  expect((await scene.get(`/v1/kaa/reports/${String(report)}/differences`, scene.officer)).body.resendNeeded)
    .toBe(false);
  expect((await make({ override })).status).toBe(201);
  expect((await newest()).rows).toBe(Number(rows) - 1);
});

describe('protected persons', () => {
  const protect = () => scene.say('protection', scene.administrator, {
    validOn: '2026-03-01', protection: 'secrecy-marking',
  });

  test('are left out where the layout says so, and counted', async () => {
    const before = await scene.get(`/v1/kaa/reports/draft?${query}`, scene.officer);
    const said = await protect();
    const after = await scene.after(said, `/v1/kaa/reports/draft?${query}`, scene.officer);
    expect(after.body.leftOut).toBe(Number(before.body.leftOut) + 1);
    expect(after.body.rows).toBe(Number(before.body.rows) - 1);
  });

  test('who became so since a report was made keeps its file from those who may not see them', async () => {
    await make({ override });
    const { report } = await newest();
    await protect();
    expect(codeOf(await fileOf(report))).toBe('protected-in-report');
    expect(mine(await fileOf(report, scene.administrator))).toHaveLength(1);
    const path = `/v1/kaa/reports/${String(report)}/differences`;
    const shownTo = async (token: string) => itemsOf(await scene.get(path, token))
      .find(({ person }) => person === scene.person);
    expect(await shownTo(scene.officer)).toEqual({ person: scene.person, change: 'removed', columns: [] });
    expect((await shownTo(scene.administrator))?.columns).not.toEqual([]);
  });
});

test('a half-year that goes on can be looked at, and not reported', async () => {
  expect(codeOf(await make({ half: '2026H1' }))).toBe('half-year-open');
  const path = '/v1/kaa/reports/draft?municipality=1480&half=2026H1';
  expect((await scene.get(path, scene.officer)).status).toBe(200);
});

test('reports are of the own municipality', async () => {
  await make({ override });
  const { report } = await newest();
  const answers = [
    await scene.post('/v1/kaa/reports', scene.otherOfficer, OF_REPORT),
    await scene.get(`/v1/kaa/reports/draft?${query}`, scene.otherOfficer),
    await scene.get(`/v1/kaa/reports/draft/failures?${query}`, scene.otherOfficer),
    await scene.get(`/v1/kaa/reports/${String(report)}`, scene.otherOfficer),
    await scene.get(`/v1/kaa/reports/${String(report)}/failures`, scene.otherOfficer),
    await scene.get(`/v1/kaa/reports/${String(report)}/differences`, scene.otherOfficer),
    await fileOf(report, scene.otherOfficer),
  ];
  expect(new Set(answers.map(codeOf))).toEqual(new Set(['other-organisation']));
  expect(itemsOf(await scene.get('/v1/kaa/reports', scene.otherOfficer))).toEqual([]);
  expect(codeOf(await scene.get('/v1/kaa/reports/nowhere', scene.officer))).toBe('report-unknown');
});
