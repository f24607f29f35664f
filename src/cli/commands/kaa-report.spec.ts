import { writeFileSync } from 'node:fs';
import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { runAt } from '../../../test/support/terminal-at.js';

const REPORT = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';
const of = '--municipality 1480 --half 2026H1';
const subject = 'municipality=1480&half=2026H1';

let server: AnsweringServer;
let answer: Answer;
/** What is answered first, one after the other. */
let answers: Answer[];
beforeEach(async () => {
  answer = json({ items: [] });
  answers = [];
  server = await answeringServer(() => answers.shift() ?? answer);
});
afterEach(() => server.close());

/** A file is printed as it is, and takes no `--json`. */
const isFile = (args: string): boolean => /^(mend|file|failures) /.test(args);
const asked = (args: string) => runAt(server, ['kaa-report', ...args.split(' ')]);

test.each([
  [`check ${of}`, `/v1/kaa/reports/draft?${subject}`],
  [`mend ${of}`, `/v1/kaa/reports/draft/failures?${subject}&format=csv`],
  [`list ${of}`, `/v1/kaa/reports?${subject}&limit=500`],
  [`show ${REPORT}`, `/v1/kaa/reports/${REPORT}`],
  [`file ${REPORT}`, `/v1/kaa/reports/${REPORT}/file`],
  [`failures ${REPORT} --format ndjson`, `/v1/kaa/reports/${REPORT}/failures?format=ndjson`],
  [`differences ${REPORT}`, `/v1/kaa/reports/${REPORT}/differences`],
  ['layouts', '/v1/kaa/layouts'],
])('%s is asked as it was put', async (args, address) => {
  expect((await asked(isFile(args) ? args : `${args} --json`)).code).toBe(0);
  expect(server.asked.map((one) => one.address)).toEqual([address]);
});

test('a report is made with the checks that a decision accepts, and what was made is told', async () => {
  const failures = [{ check: 'under-20', persons: 2, rule: 'A rule.', mend: 'Mend it.' }];
  const made = {
    report: REPORT, municipality: '1480', half: '2026H1', position: '000042', rows: 903, decision: 'KS-1',
    layout: 'ASSUMED, not SCB: one row', standing: 'assumed', file: 'KAA_1480_2026H1.csv', failures,
  };
  answers = [json({ repeated: false, report: REPORT }), json(made)];
  const { code, out } = await asked(`make ${of} --accept contact-occupation,under-20 --decision KS-1`);
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual(expect.arrayContaining([
    'Made, with all of its rows:', 'municipality: 1480', 'half: 2026H1', 'rows: 903', 'position: 000042',
    'layout: ASSUMED, not SCB: one row', 'Made although these checks fail, by decision KS-1:',
    expect.stringMatching(/^under-20 +2 +A rule\./),
    'The layout is assumed, not SCB\'s: publish the true one before anything is sent.',
    `Its file: liggare kaa-report file ${REPORT} > KAA_1480_2026H1.csv`,
  ]));
  expect(server.asked[1]?.address).toBe(`/v1/kaa/reports/${REPORT}`);
  expect(JSON.parse(server.asked[0]!.body)).toEqual({
    municipality: '1480', half: '2026H1',
    override: { checks: ['contact-occupation', 'under-20'], decision: 'KS-1' },
  });
});

test('by the true layout nobody is told to publish one; a report made before is told as that', async () => {
  answers = [
    json({ repeated: true, report: REPORT }), json({ report: REPORT, standing: 'given', failures: [] }),
  ];
  const { out } = await asked(`make ${of}`);
  expect(out).toMatch(/^Nothing new: this report was there already\.\nreport: /);
  expect(out).not.toMatch(/assumed|fail/);
});

test('a file that lacks rows of whoever was erased says so, beside the file', async () => {
  const fetched = async (rows: number) => {
    answer = { text: 'Kommun\r\n', headers: { 'Liggare-Erased-Rows': String(rows) } };
    const { code, out, err } = await asked(`file ${REPORT}`);
    return [code, out, err];
  };
  expect(await fetched(0)).toEqual([0, 'Kommun\r\n', '']);
  expect(await fetched(2))
    .toEqual([0, 'Kommun\r\n', '2 rows are missing: records of whom they were about are erased.\n']);
});

test('a layout is sent as it stands in its file', async () => {
  const folder = temporaryFolder();
  const text = '{ "name":  "Ours" }\n';
  writeFileSync(folder.file('layout.json'), text);
  const items = [{ name: 'Shipped', from: '2018H2' }, { name: 'Ours', standing: 'given', from: '2026H2' }];
  answers = [json({ repeated: false }), json({ items }), json({ repeated: true }), json({ items })];
  const published = await asked(`publish-layout ${folder.file('layout.json')}`);
  expect(published.out).toMatch(/^Published, for reports made from now on:\n[^]*\nOurs +given +2026H2\n$/);
  expect(server.asked[0]?.body).toBe(text);
  expect((await asked(`publish-layout ${folder.file('layout.json')}`)).out)
    .toMatch(/^Nothing new: it was there already\.\n/);
  folder.dispose();
});

test('what is to be mended, and what differs, is shown line by line', async () => {
  const failures = [{ check: 'under-20', persons: 2, rule: 'A rule.', mend: 'Mend it.' }];
  const rules = [
    { from: '2026-01-01', leapDayBirthday: '03-01', gapToleranceDays: 0, assumed: true },
    { from: '2026-03-01', leapDayBirthday: '02-28', gapToleranceDays: 7, assumed: false },
  ];
  answer = json({ rows: 3, rules, failures });
  const { out } = await asked(`check ${of}`);
  expect(out).toMatch(/^rows: 3\nrules from 2026-01-01: Born on 29 February: .*: 0\. \(assumed\)\n/);
  expect(out).toMatch(/\nrules from 2026-03-01: .* on 02-28 .*: 7\.\n[^]*under-20 +2 +A rule\. +Mend it\./);
  const columns = [{ column: 'c', was: '', is: '1' }];
  answer = json({ items: [{ person: 'p', change: 'changed', columns }] });
  expect((await asked(`differences ${REPORT}`)).out).toMatch(/p +changed +c +1/);
});

test.each([
  ['check --half 2026H1', '--municipality is missing.'], [`make ${of} --accept x`, '--decision is missing.'],
  ['file', 'The id of a report is missing.'], ['publish-layout', 'The layout file is missing.'],
  ['publish', 'Allowed choices are check'],
])('%s is wrong usage', async (args, message) => {
  const { code, err } = await asked(args);
  expect([code, server.asked]).toEqual([2, []]);
  expect(err).toContain(message);
});
