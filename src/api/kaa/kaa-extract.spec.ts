import { ApiScene, attempt, codeOf, eventsOf, inFile, itemsOf } from '../../../test/support/api-scene.js';
import { readingMonths } from '../../../test/support/reading-months.js';
import { soon } from '../../../test/support/soon.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(async () => {
  await scene.begin();
  await scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });
});
afterAll(() => scene.close());

interface Extract {
  readonly files: { municipality: string; facts: { type: string; withdrawn: boolean; said: object }[] }[];
  readonly reads: { actor: string; organisation: string; how: string }[];
}

const pathTo = (what: string): string => `/v1/persons/${scene.person}${what}`;
const extract = async (token = scene.officer): Promise<Extract> =>
  (await scene.get(pathTo('/kaa/extract'), token)).body as unknown as Extract;

test('an extract has everything in the files that one keeps, withdrawn facts and all', async () => {
  const tried = await scene.say('kaa-contact-attempts', scene.officer, attempt);
  await scene.say('kaa-occupations', scene.officer, { ...inFile, occupation: 'work' });
  await scene.say('kaa-withdrawals', scene.officer, { municipality: '1480', withdraws: eventsOf(tried)[0] });
  const { files } = await extract();
  expect(files.map(({ municipality, facts }) => [municipality, ...facts.map(({ type, withdrawn, said }) =>
    [type, withdrawn, said])])).toEqual([['1480',
    ['ContactAttempted', true, { ...attempt, source: 'case-worker' }],
    ['OccupationRecorded', false, { ...inFile, source: 'case-worker', occupation: 'work' }],
    ['KaaFactWithdrawn', false, expect.objectContaining({ withdraws: eventsOf(tried)[0] })],
  ]]);
});

test('it can be had for people to read', async () => {
  await scene.say('kaa-contact-attempts', scene.officer, { ...attempt, channel: 'letter' });
  await scene.api.keepRegister();
  const { text } = await scene.get(pathTo('/kaa/extract?format=text&language=en'), scene.officer);
  expect(text).toContain(`What is held of ${scene.person} for the activity responsibility`);
  expect(text).toContain(`\n  Ek, Maja\n  personal: ${scene.number}\n`);
  expect(text).toMatch(/^ {2}no-diploma: holds$/m);
  expect(text).toContain('2025-08-18 through ');
  expect(text).toMatch(/2026-02-09 A follow-up officer tried to reach the youth.*channel: letter/);
  expect(text).toMatch(/A youth came into the register of a municipality\. \(\d{4}-\d\d-\d\d on\)$/m);
  expect(text).toMatch(/ of 1480: extract\n\nTimes are Swedish\.\n$/);
});

test('in Swedish, the language of whoever it is about, where nothing else is asked for', async () => {
  await scene.say('kaa-contact-attempts', scene.officer, { ...attempt, channel: 'letter' });
  await scene.api.keepRegister();
  const { text, headers } = await scene.get(pathTo('/kaa/extract?format=text'), scene.officer);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(text).toContain(`Registerutdrag: vad som finns om ${scene.person} för det kommunala`);
  expect(text).toContain(`\n  Ek, Maja\n  personnummer: ${scene.number}\n`);
  expect(text).toMatch(/^ {2}har ingen gymnasieexamen: uppfyllt$/m);
  expect(text).toMatch(/2026-02-09 Handläggaren försökte nå ungdomen .* sätt: brev; källa: handläggare/);
  expect(text).toMatch(/Ungdomen kom in i kommunens register\. \(från och med \d{4}-\d\d-\d\d\)$/m);
  expect(text).toMatch(/ hos 1480: registerutdrag\n\nKlockslag är svensk tid\.\n$/);
  expect((await scene.get(pathTo('/kaa/extract?language=en'), scene.officer)).text)
    .toContain('"type":"ContactAttempted"'); // for programs it is the same in every language
});

test('what is made of parts can be read, and who moved away is named by their new municipality', async () => {
  await scene.api.keepRegister();
  const made = await scene.post('/v1/kaa/reports', scene.officer, { municipality: '1480', half: '2025H2' });
  expect(made.status).toBe(201);
  const moved = { validOn: '2026-03-01', municipality: '1481' };
  await scene.say('home-municipality', scene.administrator, moved);
  const { text } = await scene.get(pathTo('/kaa/extract?format=text&language=en'), scene.officer);
  expect(text).toMatch(/What a half-year report says.*rows: \(Kommun: 1480; Period: 2025H2; .*\)/);
  expect(text).not.toContain('[object');
  expect(text).toContain('Who it is about\n  not shown to whoever made this\n');
});

test('where readings of next month will go is made beforehand', async () => {
  const months = (): Promise<string[]> => readingMonths(scene.api.dependencies.vault, scene.person);
  await scene.say('kaa-occupations', scene.officer, { ...inFile, occupation: 'work' });
  expect((await scene.get(pathTo('/kaa'), scene.officer)).status).toBe(200);
  expect(await months()).toEqual(['2026-03']);
  while ((await months()).length < 2) await soon();
  expect(await months()).toEqual(['2026-03', '2026-04']);
});

test('every reading of a youth is recorded: file, person, trail, the extract itself', async () => {
  await scene.say('kaa-contact-attempts', scene.officer, attempt);
  const of = { organisation: 'region', subject: 'auditor-1' };
  const auditor = await scene.api.token({ role: 'auditor', ...of });
  await scene.get(pathTo('/kaa'), scene.officer);
  await scene.get(pathTo('/kaa'), scene.officer);
  await scene.get(pathTo(''), scene.officer);
  await scene.get(pathTo('/trail'), scene.officer);
  const { items } = (await scene.get(pathTo('/trail'), auditor)).body as
    { items: { category: string; stream: string }[] };
  const { stream } = items.find(({ category }) => category === 'kaa')!;
  await scene.get(`/v1/trail?stream=${stream}`, auditor);
  const { reads } = await extract();
  expect(reads.map(({ organisation, how }) => `${organisation} ${how}`)).toEqual([
    '1480 file', '1480 file', '1480 person', '1480 trail', 'region trail', 'region trail', '1480 extract',
  ]);
  expect(reads.at(-2)).toMatchObject({ actor: 'auditor-1' });
});

test('so is the reading of a half-year report, by everybody it is about', async () => {
  await scene.api.keepRegister();
  await scene.post('/v1/kaa/reports', scene.officer, { municipality: '1480', half: '2025H2' });
  const [made] = itemsOf(await scene.get('/v1/kaa/reports', scene.officer));
  for (const what of ['file', 'differences', 'failures']) {
    const { status } = await scene.get(`/v1/kaa/reports/${String(made!.report)}/${what}`, scene.officer);
    expect(status).toBe(200);
  }
  expect((await extract()).reads.map(({ organisation, how }) => `${organisation} ${how}`))
    .toEqual(['1480 report', '1480 report-differences', '1480 extract']);
});

test('who sees nothing of a file leaves no trace in it, nor does who is refused', async () => {
  await scene.say('kaa-contact-attempts', scene.officer, attempt);
  const economist = await scene.api.token({ role: 'economist' });
  await scene.get(pathTo(''), economist);
  await scene.get(pathTo('/trail'), economist);
  expect(codeOf(await scene.get(pathTo('/kaa'), economist))).toBe('role-not-permitted');
  expect(codeOf(await scene.get(pathTo('/kaa/extract'), scene.otherOfficer))).toBe('other-organisation');
  expect((await extract()).reads.map(({ how }) => how)).toEqual(['extract']);
});

test('of who was erased with the record of reads, what is left is shown, and is no reading', async () => {
  await scene.say('kaa-contact-attempts', scene.officer, attempt);
  await scene.get(pathTo('/kaa'), scene.officer);
  await scene.say('erasures', scene.administrator, { decision: 'KS 2026/1', scope: 'everything' });
  const { items } = (await scene.get(pathTo('/trail'), scene.administrator)).body as
    { items: { category: string; erased: boolean }[] };
  const left = items.filter(({ category }) => category === 'kaa' || category === 'kaaread');
  expect(left.map(({ erased }) => erased)).toContain(true);
  const { body } = await scene.get(pathTo('/kaa'), scene.administrator);
  expect(body).toMatchObject({ files: [], spells: [] });
});

test('the reading of a file causes nothing that the register records', async () => {
  await scene.get(pathTo('/kaa'), scene.officer);
  await scene.api.keepRegister();
  const { body } = await scene.get(pathTo('/kaa'), scene.officer);
  const [spell] = body.register as { entries: { causedBy: string }[] }[];
  const { items } = (await scene.get(pathTo('/trail'), scene.administrator)).body as
    { items: { id: string; type: string }[] };
  expect(items.find(({ id }) => id === spell!.entries[0]!.causedBy)!.type)
    .toBe('CompulsorySchoolingCompleted');
});
