import type { Answer } from '../../../test/support/api-under-test.js';
import { ApiScene, codeOf, eventsOf, itemsOf, UNIT } from '../../../test/support/api-scene.js';

/** Claims on the state: what may be claimed, what was, what was answered, and what all of it comes to. */

let scene: ApiScene;
let ofMunicipality: string;
let ofOther: string;
let ofRegion: string;
let ofSchool: string;
/** Totals are of a municipality: each test has a region of its own. */
beforeEach(async () => {
  scene = await ApiScene.open();
  const { api } = scene;
  ofRegion = await api.token({ role: 'economist', organisation: 'region' });
  ofMunicipality = await api.token({ role: 'economist', organisation: '1480' });
  ofOther = await api.token({ role: 'economist', organisation: '1481' });
  ofSchool = await api.token({ role: 'economist', organisation: '556000-0001' });
  await scene.post('/v1/school-units', scene.administrator, { units: [{
    validOn: '2020-01-01', unit: UNIT, name: 'Skolan',
    principal: { id: '1482', name: 'K', kind: 'municipal' },
  }] });
  await scene.post('/v1/price-lists/all/prices', scene.administrator, { prices: [{
    validOn: '2026-01-01', standing: 'decided', perYearOre: 11_130_000,
    key: { year: 2026, principal: 'municipal', studyPath: 'NA' },
  }] });
  await scene.begin();
});
afterEach(() => scene.close());

const firstQuarter = 'from=2026-01-01&to=2026-04-01';
const cost = { validOn: '2026-02-02', municipality: '1480', unit: UNIT, what: 'interpreter', ore: 1_250_000 };
const claim = {
  validOn: '2026-04-10', municipality: '1480', claim: 'four-weeks', from: '2026-01-01', to: '2026-04-01',
  ore: 4_800_000, reference: '2026-1234',
};

/** An asylum seeker at school since August, for whom 1480 claims. */
const seeksAsylum = async (): Promise<void> => {
  await scene.enrol();
  await scene.say('asylum-claim-decisions', ofMunicipality, {
    validOn: '2026-01-01', municipality: '1480', reason: 'seeks-asylum',
  });
};
const totalsAfter = async (said: Answer, token: string, query = firstQuarter) =>
  itemsOf(await scene.after(said, `/v1/cost/state-claims/totals?${query}`, token));

test('from what may be claimed to what was paid, with the rest open', async () => {
  await seeksAsylum();
  const costly = await scene.say('extra-costs', ofMunicipality, cost);
  // 8 January to 31 March is 83 days of term: three periods of four weeks begin
  const may = 3 * 1_600_000 + 1_250_000;
  expect(await totalsAfter(costly, ofMunicipality)).toMatchObject([
    { municipality: '1480', ore: may, claimedOre: 0, paidOre: 0, openOre: may },
  ]);
  const sent = await scene.say('state-claims', ofMunicipality, claim);
  expect(await totalsAfter(sent, ofMunicipality))
    .toMatchObject([{ claimedOre: 4_800_000, waitingOre: 4_800_000, openOre: may }]);
  const answered = await scene.say('state-claim-answers', ofMunicipality, {
    validOn: '2026-06-01', answers: eventsOf(sent)[0], grantedOre: 3_200_000, reason: 'sent-too-late',
  });
  expect(await totalsAfter(answered, ofMunicipality)).toEqual([{
    municipality: '1480', ore: may, claimedOre: 4_800_000, waitingOre: 0, paidOre: 3_200_000,
    refusedOre: 1_600_000, openOre: may - 4_800_000,
  }]);
  const list = itemsOf(await scene.get(
    `/v1/cost/state-claims/sent?${firstQuarter}&person=${scene.person}`, ofMunicipality));
  expect(list).toMatchObject([{
    id: eventsOf(sent)[0], person: scene.person, reference: '2026-1234', sentOn: '2026-04-10',
    answeredOn: '2026-06-01', grantedOre: 3_200_000, reason: 'sent-too-late',
  }]);
  const decisions = itemsOf(await scene.get(
    `/v1/persons/${scene.person}/funding-decisions`, ofMunicipality)).map(({ type }) => type);
  expect(decisions).toEqual([
    'AsylumClaimDecided', 'ExtraCostIncurred', 'StateClaimSent', 'StateClaimAnswered',
  ]);
});

test('nobody records or sees what is of another, save the region', async () => {
  await seeksAsylum();
  const sent = await scene.say('state-claims', ofMunicipality, claim);
  const answer = { validOn: '2026-06-01', answers: eventsOf(sent)[0], grantedOre: 0 };
  const refused = [
    await scene.say('state-claims', ofOther, claim), await scene.say('extra-costs', ofOther, cost),
    await scene.say('state-claim-answers', ofOther, answer),
  ];
  expect(refused.map(codeOf)).toEqual(Array<string>(3).fill('other-organisation'));
  const path = `/v1/cost/state-claims/sent?${firstQuarter}&person=${scene.person}`;
  await scene.after(sent, path, ofRegion);
  const seen = await Promise.all([ofRegion, ofMunicipality, ofOther, ofSchool].map((token) =>
    scene.get(path, token)));
  expect(seen.map((each) => itemsOf(each).length)).toEqual([1, 1, 0, 0]);
  expect(itemsOf(await scene.get(`/v1/cost/state-claims/totals?${firstQuarter}`, ofSchool))).toEqual([]);
  expect(codeOf(await scene.get(`${path}&payer=1480`, ofOther))).toBe('other-organisation');
});

test('what cannot have been claimed or granted is refused', async () => {
  const sent = await scene.say('state-claims', ofMunicipality, claim);
  const answer = { validOn: '2026-06-01', answers: eventsOf(sent)[0], grantedOre: 4_800_001 };
  expect([
    codeOf(await scene.say('state-claims', ofMunicipality, { ...claim, ore: 1 })),
    codeOf(await scene.say('state-claim-answers', ofMunicipality, answer)),
    codeOf(await scene.say('state-claim-answers', ofRegion, { ...answer, answers: scene.person })),
    codeOf(await scene.say('state-claims', ofMunicipality, { ...claim, to: '2026-01-01' })),
  ]).toEqual(['claimed-already', 'granted-more-than-claimed', 'claim-unknown', 'ends-before-it-begins']);
});
