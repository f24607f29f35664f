import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';

let server: AnsweringServer;
let answer: Answer;
beforeEach(async () => {
  answer = json({ items: [] });
  server = await answeringServer(() => answer);
});
afterEach(() => server.close());

/** A file is printed as it is, and takes no `--json`. */
const isFile = (args: string): boolean => / --(spells|extract)/.test(args);
const asked = (args: string) => runAt(server, [...args.split(' ')]);

test.each([
  ['kaa', '/v1/kaa/youths?limit=50'],
  ['kaa --municipality 1480 --list overdue --mine --sort dueOn',
    '/v1/kaa/youths?municipality=1480&list=overdue&officer=me&sort=dueOn&limit=50'],
  ['kaa --list new --came-from 2026-03-01 --officer officer-7',
    '/v1/kaa/youths?list=new&officer=officer-7&cameFrom=2026-03-01&limit=50'],
  ['kaa --list disputed --corrects population-register',
    '/v1/kaa/youths?list=disputed&corrects=population-register&limit=50'],
  ['kaa --awaiting --on 2026-08-01', '/v1/kaa/youths?date=2026-08-01&standing=awaiting-start&limit=50'],
  ['kaa --counts --municipality 1480', '/v1/kaa/counts?municipality=1480'],
  ['kaa --drift --municipality 1480', '/v1/kaa/drift?municipality=1480&limit=50'],
  ['kaa --routine --municipality 1480 --on 2026-03-01', '/v1/kaa/routines/1480?date=2026-03-01'],
  ['kaa --rules --on 2026-03-01', '/v1/kaa/rules?date=2026-03-01'],
  ['kaa --signs --municipality 1480', '/v1/kaa/signs?municipality=1480&limit=50'],
  ['kaa --signs --explained --unit 94353434', '/v1/kaa/signs?unit=94353434&explained=yes&limit=50'],
  ['kaa --signs --sign no-school --sort name', '/v1/kaa/signs?sort=name&sign=no-school&limit=50'],
  ['kaa --sort from --order descending', '/v1/kaa/youths?sort=from&order=descending&limit=50'],
  ['kaa --spells', '/v1/kaa/spells?format=ndjson'],
  ['kaa --spells csv --municipality 1480', '/v1/kaa/spells?format=csv&municipality=1480'],
  [`kaa --person ${PERSON} --extract text`, `/v1/persons/${PERSON}/kaa/extract?format=text`],
  [`kaa --person ${PERSON} --extract text --language en`,
    `/v1/persons/${PERSON}/kaa/extract?format=text&language=en`],
  [`kaa --person ${PERSON} --on 2026-03-01`, `/v1/persons/${PERSON}/kaa?date=2026-03-01`],
])('%s is asked as it was put', async (args, address) => {
  expect((await asked(isFile(args) ? args : `${args} --json`)).code).toBe(0);
  expect(server.asked.map((one) => one.address)).toEqual([address]);
});

const ALONE = 'Give --person, --counts, --spells, --drift, --routine, --rules or --signs by itself.';

test.each([
  ['kaa --counts --mine', ALONE],
  [`kaa --person ${PERSON} --counts`, ALONE],
  ['kaa --spells --counts', ALONE],
  ['kaa --spells xml', 'Allowed choices are ndjson, csv.'],
  ['kaa --extract text', 'Say whose extract, with --person.'],
  [`kaa --person ${PERSON} --extract json --language en`, '--language is of --extract text'],
  ['kaa --routine', 'Say whose routine, with --municipality.'],
  ['kaa --mine --officer x', 'Choose one of --mine and --officer.'],
  ['kaa --list lost', 'Allowed choices are all, overdue, never-contacted, new, since-look, disputed,'],
  ['kaa --person 201001012382', 'That is no person id.'],
  ['kaa --drift --on 2026-03-01', '--on does not go with what is asked for.'],
  ['kaa --counts --sort name', '--sort does not go with what is asked for.'],
  [`kaa --person ${PERSON} --municipality 1480`, '--municipality does not go with what is asked for.'],
  ['kaa --spells --on 2026-03-01', '--on does not go with what is asked for.'],
  ['kaa --signs --list new', ALONE],
  ['kaa --rules --routine --municipality 1480', ALONE],
  ['kaa --rules --municipality 1480', '--municipality does not go with what is asked for.'],
  ['kaa --signs --order descending', '--order does not go with what is asked for.'],
  ['kaa --counts --corrects school', '--corrects does not go with what is asked for.'],
  ['kaa --sign no-school', '--sign does not go with what is asked for.'],
  ['kaa --explained', '--explained does not go with what is asked for.'],
])('%s is wrong usage', async (args, message) => {
  const { code, out, err } = await asked(args);
  expect({ code, out, asked: server.asked }).toEqual({ code: 2, out: '', asked: [] });
  expect(err).toContain(message);
});

test('a youth is shown with the conditions and why, the spells, and the file of a municipality', async () => {
  const nothing = { attempts: [], occupations: [], plans: [], disputes: [], disclosures: [] };
  const asked1 = {
    request: 'a-question', municipality: '1480', unit: '94353434', asks: 'right-days', on: '2026-03-09',
    askedOn: '2026-03-10', state: 'answered', answer: 'as-reported',
  };
  const file = {
    ...nothing, municipality: '1480', status: 'follow-up', officer: 'officer-7',
    contacts: [{ id: 'a-contact', on: '2020-02-01', source: 'case-worker', channel: 'phone',
      initiatedBy: 'youth' }],
    measures: [{ id: 'an-offer', offeredOn: '2026-03-01', measure: 'guidance', startedOn: '2026-03-04' }],
    reminders: [{ id: 'a-reminder', due: '2026-02-20', about: 'contact' }],
    outsideSpells: ['a-contact'], asked: [asked1],
  };
  answer = json({
    person: PERSON, on: '2026-03-16', responsible: '1480', files: [file],
    rules: { leapDayBirthday: '03-01', gapToleranceDays: 0, assumed: true },
    conditions: [
      { condition: 'under-20', holds: true, since: '1900-01-01', decidedBy: ['an-event'] },
      { condition: 'not-in-education', holds: true, since: '2026-02-09', decidedBy: ['another'] },
    ],
    spells: [{
      municipality: '1480', from: '2026-02-09', to: '2030-01-01', standing: 'registered',
      began: 'interrupted', ended: 'turned-20',
    }],
    register: [{
      municipality: '1480', standing: 'open',
      entries: [{ type: 'SpellOpened', from: '2026-02-09', recordedAt: '2026-02-10T07:30:00.000Z',
        causedBy: 'a-report' }],
    }],
  });
  const { out } = await asked(`kaa --person ${PERSON}`);
  expect(out).toMatch(/under-20 +yes {2,}an-event/); // as far back as anything goes
  expect(out).toMatch(/not-in-education +yes +2026-02-09 +another/);
  expect(out).toContain('\nBorn on 29 February: birthday on 03-01 in common years. ');
  expect(out).toMatch(/1480 +2026-02-09 +2030-01-01 +registered +interrupted +turned-20/);
  expect(out).toMatch(/1480 +SpellOpened +2026-02-09 +open +2026-02-10T07:30:00.000Z +a-report/);
  expect(out).toContain('\nThe file of 1480: follow-up, of officer-7\n');
  const [contact, reminder, measure, question] = out.trimEnd().split('\n').slice(-4);
  expect(contact)
    .toMatch(/^2020-02-01 +contact +channel: phone; initiated by: youth +a-contact +outside every/);
  expect(reminder).toMatch(/^2026-02-20 +reminder +about: contact +a-reminder$/);
  expect(question)
    .toMatch(/^2026-03-09 +school asked +unit: 94353434; asks: right-days; .*as-reported +a-question$/);
  expect(measure).toMatch(/^2026-03-01 +measure +measure: guidance; started on: 2026-03-04 +an-offer$/);
});

test('a routine is told, and that it is assumed where nobody has set one', async () => {
  const inForce = {
    firstTryDays: 14, contactDays: 90, retryDays: 21,
    autumn: { from: '08-15', through: '10-31', retryDays: 10 }, waitsThrough: '09-15',
    steps: ['letter', 'home-visit'], signals: { absentPercent: 20 },
  };
  answer = json({ assumed: true, signalsAssumed: true, inForce });
  const { out } = await asked('kaa --routine --municipality 1480');
  expect(out).toContain('these values are assumed');
  expect(out).toContain('Steps: letter, home-visit.');
  expect(out).toContain('Early signals from: absentPercent 20 (assumed).');
  answer = json({ assumed: false, signalsAssumed: false, inForce });
  expect((await asked('kaa --routine --municipality 1480')).out).not.toContain('assumed');
});

test('the rules are told, and that they are assumed where nobody has set any', async () => {
  answer = json({ leapDayBirthday: '02-28', gapToleranceDays: 7, assumed: false });
  expect((await asked('kaa --rules')).out).toBe('Born on 29 February: birthday on 02-28 in common years. '
    + 'Days between two educations that count as none outside: 7.\n');
  answer = json({ leapDayBirthday: '03-01', gapToleranceDays: 0, assumed: true });
  expect((await asked('kaa --rules')).out).toContain('none outside: 0. (assumed)\n');
});

test('worklists and counts are tables', async () => {
  answer = json({ items: [{ name: 'Ek, Maja', municipality: '1480', status: 'unknown', attempts: 2 }] });
  expect((await asked('kaa')).out).toMatch(/Ek, Maja +1480 +unknown/);
  answer = json({ items: [
    { name: 'Ek, Maja', disputed: true, corrects: 'school', asked: 'open', askedOn: '2026-03-10' },
    { name: 'Ek, Vera', disputed: false },
  ] });
  expect((await asked('kaa')).out)
    .toMatch(/disputed +school asked\n[^]*Ek, Maja +school corrects it +2026-03-10: open\nEk, Vera\n/);
  answer = json({ items: [{ name: 'Ek, Maja', sign: 'no-school', evidence: ['one', 'other'] }] });
  expect((await asked('kaa --signs')).out).toMatch(/Ek, Maja .*no-school .*one, other\n/);
  answer = json({ items: [{ name: 'Ek, Maja', sign: 'no-school', evidence: ['one'], why: 'other' }] });
  expect((await asked('kaa --signs --explained')).out).toMatch(/why\n[^]*no-school .*one +other\n/);
  answer = json({ items: [{ municipality: '1480', registered: 412, awaitingStart: 3 }] });
  expect((await asked('kaa --counts')).out).toMatch(/1480 +412 +3/);
});

test('spells are printed as they come, and a refusal is told', async () => {
  const file = '{"person":"a"}\n{"person":"b"}\n';
  answer = { text: file };
  expect(await asked('kaa --spells')).toMatchObject({ code: 0, out: file, err: '' });
  answer = json({ title: 'Not yours' }, 403);
  expect(await asked('kaa --spells')).toMatchObject({ code: 1, out: '' });
});
