import type { Answer } from '../../../test/support/api-under-test.js';
import { ApiScene, codeOf, eventsOf, itemsOf, OTHER_UNIT, UNIT } from '../../../test/support/api-scene.js';

/** What is decided on how a place is paid for, from the request to the line. */

let scene: ApiScene;
let ofRegion: string;
let ofMunicipality: string;
let ofOther: string;
beforeAll(async () => {
  scene = await ApiScene.open();
  const { api } = scene;
  ofRegion = await api.token({ role: 'economist', organisation: 'region' });
  ofMunicipality = await api.token({ role: 'economist', organisation: '1480' });
  ofOther = await api.token({ role: 'economist', organisation: '1481' });
  await scene.post('/v1/school-units', scene.administrator, { units: [{
    validOn: '2020-01-01', unit: UNIT, name: 'Skolan',
    principal: { id: '1482', name: 'K', kind: 'municipal' },
  }] });
});
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const extended = { validOn: '2025-07-01', municipality: '1480', reason: 'plan-agreed', percent: 60 };
const withdraw = (withdraws: string, token: string): Promise<Answer> =>
  scene.say('funding-decision-withdrawals', token, { withdraws });
const decisionsFor = async (token: string): Promise<unknown[]> =>
  itemsOf(await scene.get(`/v1/persons/${scene.person}/funding-decisions`, token)).map(({ id }) => id);

test('a municipality decides, sees and withdraws what is its own', async () => {
  const decided = await scene.say('extended-study-decisions', ofMunicipality, extended);
  const [id] = eventsOf(decided);
  expect([decided.status, await decisionsFor(ofMunicipality)]).toEqual([201, [id]]);
  expect(codeOf(await scene.say('extended-study-decisions', ofMunicipality, { ...extended, percent: 50 })))
    .toBe('decided-otherwise');
  expect((await withdraw(id!, ofMunicipality)).status).toBe(201);
  expect(await decisionsFor(ofMunicipality)).toEqual([]);
});

test('a municipality that there is not decides and pays nothing', async () => {
  const { municipality: _, ...shared } = { ...extended, unit: UNIT, percent: undefined };
  const amount = { ...extended, percent: undefined, unit: UNIT, item: 'extra-support', perYearOre: 1 };
  const refused = [
    await scene.say('extended-study-decisions', ofRegion, { ...extended, municipality: '9999' }),
    await scene.say('additional-amount-decisions', ofRegion, { ...amount, municipality: '9999' }),
    await scene.say('asylum-claim-decisions', ofRegion, {
      validOn: '2025-07-01', municipality: '9999', reason: 'seeks-asylum',
    }),
    await scene.say('cost-share-decisions', ofRegion, {
      ...shared, remainder: { parts: 1 }, others: [{ payer: '9999', parts: 1 }],
    }),
  ];
  expect(refused.map(({ body }) => [body.type, body.field])).toEqual([
    ...Array<unknown>(3).fill(['urn:liggare:problem:municipality-unknown', 'municipality']),
    ['urn:liggare:problem:municipality-unknown', 'others.0.payer'],
  ]);
});

test('nobody decides, sees or withdraws what is of another, save the region', async () => {
  const decided = await scene.say('extended-study-decisions', ofRegion, extended);
  const [id] = eventsOf(decided);
  expect([await decisionsFor(ofRegion), await decisionsFor(ofOther)]).toEqual([[id], []]);
  const refused = [
    await scene.say('extended-study-decisions', ofOther, extended), await withdraw(id!, ofOther),
    await withdraw('3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e', ofMunicipality),
  ];
  expect(refused.map(codeOf)).toEqual(Array<string>(3).fill('other-organisation'));
  expect(codeOf(await scene.say('extended-study-decisions', scene.registrar, extended)))
    .toBe('role-not-permitted');
  const own = await scene.get(`/v1/persons/${scene.person}/trail`, ofOther);
  expect(JSON.stringify(own.body)).not.toContain('ExtendedStudyDecided');
});

test('the region decides who pays which part, or that the state does, and lines follow', async () => {
  const key = { year: 2026, principal: 'municipal', studyPath: 'NA' };
  const prices = [{}, { basis: 'national' }].map((more) => ({
    validOn: '2026-01-01', standing: 'decided', perYearOre: 11_130_000, key: { ...key, ...more },
  }));
  await scene.post('/v1/price-lists/all/prices', scene.administrator, { prices });
  await scene.enrol();
  const shares = {
    validOn: '2026-02-01', unit: UNIT, reason: 'agreement', remainder: { parts: 1 },
    others: [{ payer: '232100-0131', parts: 1 }],
  };
  const state = { validOn: '2026-03-01', ground: 'nordic', reason: 'state-decision' };
  expect([
    codeOf(await scene.say('cost-share-decisions', ofMunicipality, shares)),
    codeOf(await scene.say('state-funding-decisions', ofMunicipality, state)),
    codeOf(await scene.say('cost-share-decisions', ofRegion, { ...shares, others: [{ parts: 1 }] })),
    codeOf(await scene.say('cost-share-decisions', ofRegion, { ...shares, others: [{ parts: 0 }] })),
  ]).toEqual(['other-organisation', 'other-organisation', 'party-named-twice', 'request-invalid']);

  await scene.say('cost-share-decisions', ofRegion, shares);
  const decided = await scene.say('state-funding-decisions', ofRegion, state);
  const firstQuarter = '/v1/cost/lines?from=2026-01-01&to=2026-04-01';
  const lines = itemsOf(await scene.ofPersonAfter(decided, firstQuarter, ofRegion));
  expect(lines.map(({ from, payer, share, ore }) => [from, payer, share, ore]).sort()).toEqual([
    ['2026-01-01', '1480', undefined, 945_288], ['2026-02-01', '1480', 'rest-1/2', 426_904],
    ['2026-02-01', '232100-0131', '1/2', 426_904], ['2026-03-01', 'state', undefined, 945_288],
  ]);
  const amount = {
    validOn: '2026-01-01', until: '2026-02-01', municipality: '1480', unit: UNIT, item: 'extra-support',
    perYearOre: 3_650_000, reason: 'extraordinary-need',
  };
  expect(codeOf(await scene.say('additional-amount-decisions', ofOther, amount))).toBe('other-organisation');
  const extra = await scene.say('additional-amount-decisions', ofMunicipality, amount);
  const ofPath = '/v1/cost?month=2026-01&studyPath=NANAT000N';
  const { body: { total } } = await scene.after(extra, ofPath, ofMunicipality);
  expect(total).toEqual({ days: 31, ore: 945_288 + 310_000, vatOre: 0 });
  const text = `format=text&language=en&person=${scene.person}`;
  const besides = await scene.get(`/v1/cost/explanation?month=2026-01&${text}`, ofMunicipality);
  expect(besides.text).toMatch(/Besides +an additional amount for extraordinary support/);

  const seeking = { validOn: '2026-01-01', municipality: '1480', reason: 'seeks-asylum' };
  expect(codeOf(await scene.say('asylum-claim-decisions', ofOther, seeking))).toBe('other-organisation');
  const claimed = await scene.say('asylum-claim-decisions', ofMunicipality, seeking);
  const claims = await scene.after(claimed, '/v1/cost/state-claims?month=2026-01', ofMunicipality);
  expect(itemsOf(claims).map(({ on, kind, ore }) => [on, kind, ore]))
    .toEqual([['2026-01-08', 'four-weeks', 1_600_000]]);
  expect(itemsOf(await scene.get('/v1/cost/state-claims?month=2026-01', ofOther))).toEqual([]);

  const ofState = await scene.get(`/v1/cost?month=2026-03&payer=state`, ofRegion);
  expect(ofState.body.total).toEqual({ days: 31, ore: 945_288, vatOre: 0 });
  const why = await scene.get(
    `/v1/cost/explanation?month=2026-02&${text}&payer=232100-0131`, ofRegion);
  expect(why.text).toContain('of which 1/2 = ');
});

test('the region decides that a place was taken in second hand, and the lower cost is paid', async () => {
  const own = (owner: string, perYearOre: number) => ({
    validOn: '2026-01-01', standing: 'decided', perYearOre,
    key: { year: 2026, principal: 'municipal', studyPath: 'BF', basis: 'own', owner },
  });
  await scene.post('/v1/price-lists/own/prices', scene.administrator, {
    prices: [own('1480', 10_000_000), own('1482', 12_000_000)],
  });
  const first = await scene.enrol(scene.administrator, { studyPath: 'BF' });
  const january = async (said: Answer) =>
    itemsOf(await scene.ofPersonAfter(said, '/v1/cost/lines?month=2026-01', ofRegion))
      .map(({ ore, priceRule }) => [ore, priceRule]);
  expect(await january(first)).toEqual([[1_019_178, undefined]]); // 120 000 × 31 ÷ 365
  const hand = { validOn: '2025-07-01', unit: UNIT, reason: 'places-left' };
  expect(codeOf(await scene.say('second-hand-decisions', ofMunicipality, hand))).toBe('other-organisation');
  const decided = await scene.say('second-hand-decisions', ofRegion, hand);
  expect(await january(decided)).toEqual([[849_315, 'second-hand']]); // 100 000 × 31 ÷ 365
  const { text } = await scene.get(
    `/v1/cost/explanation?month=2026-01&format=text&person=${scene.person}`, ofMunicipality);
  expect(text.replaceAll('\u00a0', ' ')).toMatch(/^Ej använt +120 000,00 kr per år/m);
  expect(text).toContain('skollagen (2010:800) 16 kap. 51 §, mottagen i andra hand');
});

test('an agreement shares all places of a study path, and a decision on a pupil goes before', async () => {
  const region = { id: '232100-0131', name: 'Regionen', kind: 'region' };
  await scene.post('/v1/school-units', scene.administrator, { units: [
    { validOn: '2020-01-01', unit: OTHER_UNIT, name: 'Naturbruksskolan', principal: region },
  ] });
  const key = { year: 2026, principal: 'region', studyPath: 'NB' };
  await scene.post('/v1/price-lists/naturbruk/prices', scene.administrator, {
    prices: [{ validOn: '2026-01-01', standing: 'decided', perYearOre: 20_000_000, key }],
  });
  const halves = {
    payee: 'region', studyPaths: ['NB'], remainder: { parts: 1 }, others: [{ payer: region.id, parts: 1 }],
  };
  const agreement = {
    validOn: '2026-01-01', parties: ['1480', region.id], terms: [{ payee: 'region', policy: 'default' }],
    shares: [halves],
  };
  const path = '/v1/agreements/naturbruk/versions';
  const outsider = { ...agreement, shares: [{ ...halves, others: [{ payer: '1481', parts: 1 }] }] };
  expect(codeOf(await scene.post(path, ofRegion, outsider))).toBe('payer-not-a-party');
  expect(codeOf(await scene.post(path, ofMunicipality, agreement))).toBe('other-organisation');
  const set = await scene.post(path, ofRegion, agreement);
  const versions = itemsOf(await scene.after(set, path, ofMunicipality));
  expect(versions[0]).toMatchObject({ shares: [halves] });

  const said = await scene.enrol(scene.administrator, { unit: OTHER_UNIT, studyPath: 'NBLAN' });
  const january = async (after: Answer) =>
    itemsOf(await scene.ofPersonAfter(after, '/v1/cost/lines?month=2026-01', ofRegion))
      .map(({ payer, share, ore, decisionId }) => [payer, share, ore, decisionId]);
  // 200 000 × 31 ÷ 365 = 16 986.30
  expect(await january(said)).toEqual([
    ['1480', 'rest-1/2', 849_315, eventsOf(set)[0]], [region.id, '1/2', 849_315, eventsOf(set)[0]],
  ]);
  const why = await scene.get(
    `/v1/cost/explanation?month=2026-01&format=text&language=en&person=${scene.person}&payer=1480`, ofRegion);
  expect(why.text).toContain('the agreement naturbruk');

  const decided = await scene.say('cost-share-decisions', ofRegion, {
    validOn: '2026-01-01', unit: OTHER_UNIT, reason: 'not-shared', remainder: { parts: 1 }, others: [],
  });
  expect(await january(decided)).toEqual([['1480', '1/1', 1_698_630, eventsOf(decided)[0]]]);
});
