import { ApiScene, codeOf, NOBODY, OTHER_UNIT, UNIT } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';

let scene: ApiScene;
let economist: string;

beforeAll(async () => {
  scene = await ApiScene.open();
  economist = await scene.api.token({ role: 'economist', organisation: '1480' });
  await scene.post('/v1/school-units', scene.administrator, {
    units: [{
      validOn: '2020-01-01', unit: UNIT, name: 'Fria gymnasiet',
      principal: { id: '556000-0001', name: 'Skolbolaget', kind: 'independent' },
    }],
  });
  await scene.post('/v1/price-lists/national/prices', scene.administrator, {
    prices: [2025, 2026].map((year) => ({
      validOn: `${year}-01-01`, key: { year, principal: 'independent', studyPath: 'NA' },
      perYearOre: 11_130_000, standing: 'decided',
    })),
  });
});
beforeEach(() => scene.begin());
afterAll(() => scene.close());

interface Fact { type: string; category: string; data: object }
interface Line { ore: number; vat: object; facts: Fact[]; withheld: number }

const linesOf = ({ body }: Answer): Line[] => body.lines as Line[];
const explained = (said: Answer, token: string, more = ''): Promise<Answer> =>
  scene.after(said, `/v1/cost/explanation?person=${scene.person}&month=2026-01${more}`, token);

test('the lines of a month are explained to who pays, without names', async () => {
  const answer = await explained(await scene.enrol(), economist);
  const [line] = linesOf(answer);
  expect([line!.ore, line!.withheld]).toEqual([945_288, 0]);
  expect(line!.facts.map(({ type }) => type).sort()).toEqual(['Enrolled', 'HomeMunicipalityRegistered']);
  expect(answer.text).not.toContain('Maja');
});

test('how much of a line compensates for VAT is told, with the law it rests on', async () => {
  const said = await scene.enrol();
  expect(linesOf(await explained(said, economist))[0]!.vat)
    .toMatchObject({ ore: 53_507, perYearOre: 630_000, restsOn: { mark: 'L' } });
  expect((await explained(said, economist, '&format=text&language=en')).text).toContain(
    'VAT           535.07 kr of the line compensates for VAT: reckoned alike, at 6300.00 kr a year');
});

test('programinriktat val has the price of its programme, and the explanation says so', async () => {
  const said = await scene.enrol(scene.administrator, { studyPath: 'IMVNA' });
  expect(linesOf(await explained(said, economist))[0]!.ore).toBe(945_288); // 111 300 × 31 ÷ 365
  const { text } = await explained(said, economist, '&format=text&language=en');
  expect(text).toContain('the price of NA, the programme that it is aimed at');
  const usual = await scene.enrol(scene.administrator, { studyPath: 'NA', validOn: '2026-01-16' });
  expect((await explained(usual, economist, '&studyPath=NA&format=text&language=en')).text)
    .not.toContain('aimed at');
});

test('how the grant of a school was worked out is told part by part, to who pays it', async () => {
  await scene.post('/v1/school-units', scene.administrator, { units: [{
    validOn: '2020-01-01', unit: OTHER_UNIT, name: 'Andra fria',
    principal: { id: '556000-0001', name: 'Skolbolaget', kind: 'independent' },
  }] });
  await scene.post('/v1/price-lists/own/prices', scene.administrator, { prices: [{
    validOn: '2026-01-01', key: { year: 2026, principal: 'independent', studyPath: 'NA', unit: OTHER_UNIT },
    perYearOre: 12_190_000, standing: 'decided', parts: { premisesOre: 1_825_000, vatOre: 690_000 },
  }] });
  const said = await scene.enrol(scene.administrator, { unit: OTHER_UNIT });
  const path = `/v1/cost/grants/${OTHER_UNIT}?month=2026-01`;
  const { body } = await scene.after(said, path, economist);
  expect(body).toMatchObject({
    unit: OTHER_UNIT, from: '2026-01-01', to: '2026-02-01', total: { days: 31, ore: 1_035_315 },
    grants: [{
      payer: '1480', principal: '556000-0001', ore: 1_035_315, missing: ['administration'],
      parts: [{ part: 'premises', perYearOre: 1_825_000, ore: 155_000 }, { part: 'vat', ore: 58_603 }],
      undividedOre: 821_712, price: { perYearOre: 12_190_000 },
    }],
  });
  const table = await scene.get(`${path}&format=csv`, economist);
  expect(table.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(table.text).toContain(';121900,00;31;10353,15;');
  expect(table.text).not.toContain(scene.person);
  const other = await scene.api.token({ role: 'economist', organisation: '1481' });
  expect((await scene.get(path, other)).body.grants).toEqual([]);
  expect(codeOf(await scene.get(`${path}&payer=1480`, other))).toBe('other-organisation');
  expect(codeOf(await scene.get(path, scene.registrar))).toBe('role-not-permitted');
});

test('of who is protected it is not told where they live, nor who they are', async () => {
  await scene.enrol();
  const said = await scene.say('protection', scene.administrator,
    { validOn: '2026-01-01', protection: 'secrecy-marking' });
  const [line] = linesOf(await explained(said, scene.administrator));
  expect([line!.facts.map(({ type }) => type), line!.withheld]).toEqual([['Enrolled'], 1]);
  for (const token of [economist, scene.administrator]) {
    const { text } = await explained(said, token, '&format=text');
    expect(text).toContain('Därför är beloppet 9\u00a0452,88\u00a0kr för 2026-01');
    expect(text).toContain('skyddade personuppgifter');
    expect([text.includes('Maja'), text.includes(scene.person)]).toEqual([false, false]);
  }
});

test('whoever sees no names is told none', async () => {
  const analyst = await scene.api.token({ role: 'analyst', organisation: 'region' });
  const said = await scene.enrol();
  expect(linesOf(await explained(said, analyst))).toMatchObject([{ withheld: 1 }]);
  expect((await explained(said, analyst, '&format=text')).text).toMatch(/^Elev +en elev \(/m);
});

test('what is paid to others, by others or not at all is explained as nothing', async () => {
  const said = await scene.enrol();
  const other = await scene.api.token({ role: 'economist', organisation: '1481' });
  expect(linesOf(await explained(said, other))).toEqual([]);
  const nothing = await explained(said, other, '&format=text');
  expect(nothing.text).toBe('Inget betalas som du får se.\n');
  expect(codeOf(await explained(said, other, '&payer=1480'))).toBe('other-organisation');
});

test.each([
  ['role-not-permitted', 'officer', `person=${NOBODY}&month=2026-01`],
  ['person-unknown', 'administrator', `person=${NOBODY}&month=2026-01`],
  ['request-invalid', 'administrator', 'person=201001012382&month=2026-01'],
  ['request-invalid', 'administrator', `person=${NOBODY}`],
  ['request-invalid', 'administrator', `person=${NOBODY}&month=2026-01&knownAt=never`],
  ['request-invalid', 'administrator', `person=${NOBODY}&month=2026-01&language=no`],
  ['date-out-of-range', 'administrator', `person=${NOBODY}&month=2026-01&lookedAt=2099-01-01`],
] as const)('refused: %s', async (code, who, query) => {
  expect(codeOf(await scene.get(`/v1/cost/explanation?${query}`, scene[who]))).toBe(code);
});
