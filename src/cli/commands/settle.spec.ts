import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { runAt } from '../../../test/support/terminal-at.js';

const ID = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';
const ONE = `/v1/settlements/${ID}`;
const receipt = json({ position: '42', eventIds: [ID], repeated: false, settlement: ID }, 201);

const sum = {
  payer: '1481', unit: '10000001', principal: '1482', studyPath: 'NA', month: '2026-03', days: 31,
  debitOre: 945_288, creditOre: 0, vatOre: 53_506,
};
const credited = {
  ...sum, month: '2026-02', studyPath: 'TE', days: -16, debitOre: 0, creditOre: -487_891, vatOre: -27_616,
};
const other = { ...sum, payer: '1407', debitOre: 5, days: 1, vatOre: 1 };
const items = [sum, credited, other];

const settlement = (stage: string) => ({
  settlement: ID, through: '2026-03', stage, validOn: '2026-04-01', position: '40', persons: 2, lines: 3,
  debitOre: 945_293, creditOre: -487_891, digest: '9f', preparedBy: 'anna',
  ...(stage === 'issued' && { approved: { by: 'bo', on: '2026-04-02' } }),
});

const COUNTS = 'GET /v1/settlements/draft/deviations/counts';

let server: AnsweringServer;
let answers: Record<string, Answer>;
beforeEach(async () => {
  answers = { [COUNTS]: json({ items: [] }) };
  server = await answeringServer(({ address, method }) =>
    answers[`${method} ${address.split('?')[0]!}`] ?? json({ title: 'There is nothing here' }, 404));
});
afterEach(() => server.close());

const asked = (args: string) => runAt(server, ['settle', ...args.split(' ').filter(Boolean)]);
const addresses = () => server.asked.map(({ method, address }) => `${method} ${address}`);

test.each([
  ['draft --through 2026-03 --lines --unit 1 --after x',
    'GET /v1/settlements/draft?through=2026-03&unit=1&limit=50&after=x'],
  ['draft --through 2026-03 --outside', 'GET /v1/settlements/draft/outside?through=2026-03&limit=50'],
  ['draft --through 2026-03 --deviations --kind missing-price',
    'GET /v1/settlements/draft/deviations?through=2026-03&kind=missing-price&limit=50'],
  ['list', 'GET /v1/settlements?limit=500'],
  [`lines ${ID} --principal 1482`, `GET ${ONE}/lines?limit=50&principal=1482`],
])('%s is asked as it was put, and answered as JSON', async (args, address) => {
  answers[address.split('?')[0]!] = json({ items: [] });
  const { code, out } = await asked(`${args} --json`);
  expect({ code, answer: JSON.parse(out) as unknown, asked: addresses() })
    .toEqual({ code: 0, answer: { items: [] }, asked: [address] });
});

const books = {
  issuedOre: 945_288, issuedVatOre: 53_506, rightOre: 457_397, rightVatOre: 25_890, ore: -487_891,
  vatOre: -27_616,
};

test('what was issued stands beside what is right, with what explains it and what nothing does', async () => {
  answers['GET /v1/settlements/reconciliation'] = json({
    through: '2026-03',
    settlements: [{
      settlement: ID, through: '2026-03', debitOre: 945_288, creditOre: 0, vatOre: 53_506,
    }],
    items: [{
      payer: '1481', principal: 'PH-01', month: '2026-03', ...books, unexplainedOre: 0, unexplainedVatOre: 0,
      because: [{ reason: 'school-changed', isLeftOut: true, lines: 2, ore: -487_891, vatOre: -27_616 }],
    }],
    total: { ...books, unexplainedOre: 7, unexplainedVatOre: 300 },
  });
  const { out: short } = await asked('reconcile --payer 1481');
  expect(short).not.toContain('PH-01');
  expect(short).toContain('Of months too long ago, 2 lines of -4878.91 kr wait for a decision');
  const { out } = await asked('reconcile --payer 1481 --outside');
  expect(new Set(addresses())).toEqual(new Set(['GET /v1/settlements/reconciliation?payer=1481&limit=500']));
  expect(out).toMatch(/PH-01 +2026-03 +9452.88 +4573.97 +-4878.91 +-276.16 +school-changed, needs/);
  expect(out).toContain('9452.88 kr issued, 4573.97 kr right now, a difference of -4878.91 kr.');
  expect(out).toContain('VAT in it: 535.06 kr issued, 258.90 kr right now, a difference of -276.16 kr.');
  expect(out).toContain('0.07 kr are explained by no line');
  expect(out).toContain('3.00 kr of VAT are explained by no line');
});

test.each([
  ['', 'Usage: liggare settle'],
  ['draft', "required option '--through <yyyy-mm>' not specified"],
  ['draft --through 2026-13', 'Write a month as yyyy-mm.'],
  ['draft --through 2026-03 --lines --outside', 'Choose one of --lines, --outside and --deviations.'],
  ['draft --through 2026-03 --kind missing-price', '--kind is of --deviations.'],
  ['draft --through 2026-03 --deviations --reaches-back-to 2025-01', 'leave --reaches-back-to out.'],
  ['approve 42', '"liggare settle list" shows them.'],
  [`give-up ${ID}`, "required option '--reason <code>' not specified"],
])('%s is wrong usage', async (args, message) => {
  const { code, out, err } = await asked(args);
  expect({ code, out, asked: server.asked }).toEqual({ code: 2, out: '', asked: [] });
  expect(err).toContain(message);
});

const counts = [
  { kind: 'missing-price', deviations: 14, persons: 12, isCharged: false },
  { kind: 'two-schools', deviations: 2, persons: 1, isCharged: false },
  { kind: 'reported-late', deviations: 3, persons: 3, isCharged: true },
];
const told = [
  'Not charged: missing-price 14 (12 pupils), two-schools 2 (1 pupil).',
  'Charged, but doubted: reported-late 3 (3 pupils).',
  'What would resolve it: liggare settle draft --through 2026-03 --deviations', '',
];

test('a draft says how much is left out or doubted, of the same part', async () => {
  answers['GET /v1/settlements/draft/sums'] = json({ items });
  answers[COUNTS] = json({ items: counts });
  const draft = 'draft --through 2026-03 --reaches-back-to 2023-01 --payer 1481';
  expect((await asked(draft)).out.split('\n').slice(-4)).toEqual(told);
  expect(addresses()).toEqual([
    'GET /v1/settlements/draft/sums?through=2026-03&reachesBackTo=2023-01&payer=1481',
    `${COUNTS}?through=2026-03&payer=1481`,
  ]);
  expect(JSON.parse((await asked(`${draft} --json`)).out)).toEqual({ items, deviations: counts });
});

test('a draft: what each payer owes each payee, months and study paths together', async () => {
  answers['GET /v1/settlements/draft/sums'] = json({ items });
  expect((await asked('draft --through 2026-03')).out.split('\n')).toEqual([
    'payer  payee  days  debit kr  credit kr  to pay kr  VAT kr',
    '─────  ─────  ────  ────────  ─────────  ─────────  ──────',
    '1407   1482      1      0.05       0.00       0.05    0.01',
    '1481   1482     15   9452.88   -4878.91    4573.97  258.90',
    'Total: 9452.93 kr debited, -4878.91 kr credited, 4574.02 kr to pay, of it 258.91 kr VAT.', '',
  ]);
  answers['GET /v1/settlements/draft/sums'] = json({ items: [] });
  expect((await asked('draft --through 2026-03')).out)
    .toBe('No lines: nothing is due that was not issued before.\n');
});

test('deviations: one by one, and for each kind once what would resolve it', async () => {
  const closed = {
    kind: 'unit-closed', person: ID, from: '2026-02-01', to: '2026-03-01', payer: '1481', principal: '1482',
    unit: '10000001', studyPath: 'NA', remedy: 'Have it corrected.',
  };
  const late = { ...closed, kind: 'reported-late', event: ID, remedy: 'Ask the school.' };
  answers['GET /v1/settlements/draft/deviations'] = json({ items: [closed, closed, late] });
  const { out } = await asked('draft --through 2026-03 --deviations');
  expect(out).toMatch(/unit-closed +[0-9a-f-]{36} +2026-02-01 +2026-03-01 +1481 +1482 +10000001 +NA/);
  expect(out.split('\n').slice(-3)).toEqual(
    ['unit-closed: Have it corrected.', 'reported-late: Ask the school.', '']);
});

test('preparing shows what was prepared, what it comes to, and who goes on', async () => {
  answers['POST /v1/settlements'] = receipt;
  answers[`GET ${ONE}`] = json(settlement('prepared'));
  answers['GET /v1/settlements/draft/sums'] = json({ items });
  answers[COUNTS] = json({ items: counts });
  const { code, out } = await asked('prepare --through 2026-03');
  expect(code).toBe(0);
  expect(server.asked[0]!.body).toBe('{"through":"2026-03"}');
  expect(addresses().slice(-2)).toEqual([
    'GET /v1/settlements/draft/sums?through=2026-03&atLeast=42', `${COUNTS}?through=2026-03&atLeast=42`,
  ]);
  expect(out).toContain(told.join('\n'));
  expect(out).toContain(`Settlement ${ID} through 2026-03: prepared; somebody else is to approve it.\n`
    + 'Worked out on 2026-04-01, prepared by anna.\n3 lines for 2 pupils.\n');
  expect(out).toContain('4574.02 kr to pay, of it 258.91 kr VAT.\n');
  expect(out).toContain(`liggare settle approve ${ID}\n`);
});

test('a decision to reach back is sent with its reason, and shown with what is left out', async () => {
  const months = { through: '2026-03', reachesBackTo: '2024-01', reason: 'court-ruling' };
  const outside = { persons: 1, lines: 2, debitOre: 934_247, creditOre: -921_507 };
  answers['POST /v1/settlements'] = receipt;
  answers[`GET ${ONE}`] = json({ ...settlement('prepared'), ...months, outside });
  answers['GET /v1/settlements/draft/sums'] = json({ items });
  const { out } = await asked('prepare --through 2026-03 --reaches-back-to 2024-01 --reason court-ruling');
  expect(JSON.parse(server.asked[0]!.body)).toEqual(months);
  expect(addresses().at(-2)).toContain('through=2026-03&reachesBackTo=2024-01&');
  expect(out).toContain('By decision (court-ruling) it reaches back to 2024-01.\n'
    + 'Left out, being of months too long ago: 2 lines for 1 pupils, 9342.47 kr debited and -9215.07 kr');
});

test('approving shows what was issued, from the issued lines', async () => {
  answers[`POST ${ONE}/approval`] = receipt;
  answers[`GET ${ONE}`] = json(settlement('issued'));
  answers[`GET ${ONE}/sums`] = json({ items });
  const { code, out } = await asked(`approve ${ID}`);
  expect(code).toBe(0);
  expect(addresses().at(-1)).toBe(`GET ${ONE}/sums?atLeast=42`);
  expect(out).toContain(
    ': issued.\nWorked out on 2026-04-01, prepared by anna, approved by bo on 2026-04-02.');
  expect(out).toMatch(/1481 {3}1482 +15 +9452\.88 +-4878\.91 +4573\.97 +258\.90\n/);
});

test('a statement is printed as it comes', async () => {
  answers[`GET ${ONE}/statement`] = { text: '\uFEFFRad;Elev\r\n' };
  expect(await asked(`statement ${ID} --payer 1481 --format xlsx`))
    .toEqual({ code: 0, out: '\uFEFFRad;Elev\r\n', err: '' });
  await asked(`statement ${ID} --whole-kronor`);
  expect(addresses()).toEqual([
    `GET ${ONE}/statement?format=xlsx&payer=1481`, `GET ${ONE}/statement?format=csv&rounding=krona`,
  ]);
});

test('vouchers are asked with the layout of a file, and printed as they come', async () => {
  answers[`POST ${ONE}/vouchers`] = { text: '#FLAGGA 0\r\n' };
  const folder = temporaryFolder();
  const file = join(folder.path, 'layout.json');
  await writeFile(file, '{"name":"A"}');
  expect(await asked(`vouchers ${ID} --payee 1482 --layout ${file}`))
    .toEqual({ code: 0, out: '#FLAGGA 0\r\n', err: '' });
  expect(JSON.parse(server.asked[0]!.body))
    .toEqual({ side: 'payee', party: '1482', layout: { name: 'A' } });
  expect((await asked(`vouchers ${ID} --layout ${file}`)).err).toContain('--payer or --payee');
  folder.dispose();
});

test('what is refused is told, with what to do', async () => {
  answers[`POST ${ONE}/approval`] = json({
    title: 'Whoever prepared a settlement cannot approve it',
    detail: 'Somebody else than who prepared it must approve it.',
  }, 403);
  expect(await asked(`approve ${ID}`)).toEqual({
    code: 1, out: '', err: 'Whoever prepared a settlement cannot approve it.\n'
      + '  Somebody else than who prepared it must approve it.\n',
  });
});

test('what is given up is shown without sums: it comes to nothing', async () => {
  answers[`POST ${ONE}/abandonment`] = receipt;
  answers[`GET ${ONE}`] = json(settlement('abandoned'));
  const { code, out } = await asked(`give-up ${ID} --reason wrong-month`);
  expect({ code, body: server.asked[0]!.body }).toEqual({ code: 0, body: '{"reason":"wrong-month"}' });
  expect(out).toContain(': given up.\n');
  expect(out).not.toContain('kr');
});

test('settlements and lines are tables', async () => {
  answers['GET /v1/settlements'] = json({ items: [settlement('issued')] });
  expect((await asked('list')).out)
    .toMatch(/2026-03 +issued +2 +3 +9452\.93 +-4878\.91 +anna +bo +2026-04-02\n/);
  const line = {
    id: `${ID}-1`, kind: 'difference', person: ID, month: '2026-03', payer: '1481', principal: '1482',
    unit: '10000001', studyPath: 'NA', days: -16, ore: -487_891, vatOre: -27_616,
    reason: 'school-changed',
  };
  const { vatOre: _none, ...other } = line;
  const municipal = { ...other, item: 'structural' };
  answers[`GET ${ONE}/lines`] = json({ items: [line, municipal], next: 'a|b' });
  const { out } = await asked(`lines ${ID}`);
  expect(out).toMatch(/ kr +VAT kr +reason +because of +line\n/);
  expect(out).toMatch(/difference +-16 +-4878\.91 +-276\.16 +school-changed +[0-9a-f-]{36}-1\n/);
  expect(out).toMatch(/structural +difference +-16 +-4878\.91 +school-changed +[0-9a-f-]{36}-1\n/);
  expect(out).toContain("There is more: --after 'a|b'");
});
