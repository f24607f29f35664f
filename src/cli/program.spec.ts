import { existsSync, writeFileSync } from 'node:fs';
import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../test/support/answering-server.js';
import { type TemporaryFolder, temporaryFolder } from '../../test/support/temporary-folder.js';
import { testTerminal } from '../../test/support/test-terminal.js';
import { createProgram } from './program.js';
import { runCommand } from './run-command.js';

const PERSON = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';

let server: AnsweringServer;
let answers: Record<string, Answer>;
let folder: TemporaryFolder;

beforeEach(async () => {
  answers = {};
  folder = temporaryFolder();
  server = await answeringServer(({ address }) =>
    answers[address.split('?')[0]!] ?? json({ title: 'There is nothing at this address' }, 404));
});
afterEach(async () => {
  await server.close();
  folder.dispose();
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const ran = async (args: readonly string[], input = ''): Promise<Ran> => {
  const terminal = testTerminal({ input });
  const code = await runCommand(createProgram(terminal), args, terminal);
  return { code, ...terminal.printed };
};

/** Runs a command against the server, with a token. */
const asked = (args: string, input?: string): Promise<Ran> =>
  ran([...args.split(' '), '--server', server.url, '--token', 'a-token'], input);

describe('wrong usage ends with 2, prints nothing on standard output, and starts no server', () => {
  test.each([
    [[], 'Usage: liggare'],
    [['cots'], "unknown command 'cots'"],
    [['caseload', '--colour', 'red'], "unknown option '--colour'"],
    [['caseload', '--on', '2026-02-30'], 'Write a day that exists'],
    [['caseload', '--limit', '501'], 'Write a whole number from 1 to 500.'],
    [['caseload', '--counts', 'school'], 'Choose from municipality, unit, studyPath.'],
    [['caseload', '--left', '--overlaps'], 'Choose one of --left and --overlaps.'],
    [['cost'], 'Give --month, or both --from and --to.'],
    [['cost', '--month', '2026-03', '--from', '2026-03-01', '--to', '2026-04-01'], 'Give --month, or both'],
    [['cost', '--month', '2026-03', '--lines', '--deviations'], 'Choose one of --by, --lines, --deviations'],
    [['trail'], 'Say whose trail'],
    [['trail', '--person', PERSON, '--actor', 'a'], 'Say whose trail'],
    [['person'], 'Give a person id, or --search.'],
    [['person', PERSON, '--search'], 'Give a person id, or --search.'],
    [['person', '--search'], 'No identity number came on standard input.'],
    [['person', '201001012382'], 'finds it by an identity number.'],
    [['trail', '--person', '201001012382'], 'finds it by an identity number.'],
    [['import', 'elvin', 'file.json'],
      'Allowed choices are school-units, price-list, population, elin, school-roll, attendance.'],
    [['import', 'elin'], "missing required argument 'file'"],
    [['token', '--role', 'boss', '--organisation', '1480'], 'Choose from registrar'],
    [['token', '--role', 'economist'], "required option '--organisation <id>' not specified"],
    [['token', '--role', 'auditor', '--organisation', 'region', '--subject', '201001012382'], 'opaque id'],
    [['token', '--role', 'auditor', '--organisation', 'Two words'], 'letters, digits and hyphens'],
    [['token', '--role', 'auditor', '--organisation', 'region', '--ttl', '8'], 'as 8h'],
    [['serve', '--port', '65536'], 'Write a whole number from 0 to 65535.'],
    [['simulate'], "required option '--out <folder>' not specified"],
    [['status', '--server', 'localhost'], 'Write an address as http://127.0.0.1:8080.'],
    [['status', '--server', 'http://127.0.0.1:1'], '--server needs a --token'],
    [['status', '--server', 'http://127.0.0.1:1', '--token', 'error: no\ntoken'], 'That is no token'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await ran(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  test('what may be an identity number is not said back', async () => {
    expect((await ran(['person', '201001012382'])).err).not.toContain('2010');
  });
});

describe('what fails ends with 1, and one message', () => {
  test('a problem of the API', async () => {
    answers['/v1/caseload'] = json({ title: 'The token is not accepted', status: 401 }, 401);
    expect(await asked('caseload')).toEqual({ code: 1, out: '', err: 'The token is not accepted.\n' });
  });

  test('a problem cannot steer the terminal', async () => {
    answers['/v1/caseload'] = json({ title: 'Broken\u001B[2J' }, 500);
    expect((await asked('caseload')).err).toBe('Broken·[2J.\n');
  });

  test.each(['status', `person ${PERSON}`, 'caseload', 'verify'])(
    '%s of a data folder that is not there, which is not made', async (args) => {
      const { code, err } = await ran([...args.split(' '), '--data', folder.file('misspelt')]);
      expect(code).toBe(1);
      expect(err).toMatch(/^There is no ledger in .*\n$/);
      expect(existsSync(folder.file('misspelt'))).toBe(false);
    },
  );

  test('a file that is not there, and one that is a folder', async () => {
    const missing = await asked(`import elin ${folder.file('none.json')}`);
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('cannot be read (ENOENT).') });
    const { err } = await asked(`import elin ${folder.path}`);
    expect(err).toContain('is a folder');
    expect(server.asked).toEqual([]);
  });
});

describe('as JSON, standard output is one document and nothing else', () => {
  test('the answer of the API as it came', async () => {
    const page = { items: [{ name: 'Ek, Maja', studyPath: 'NANAT000N' }], next: 'abc' };
    answers['/v1/caseload'] = json(page);
    const { code, out, err } = await asked('caseload --json');
    expect({ code, err, page: JSON.parse(out) as unknown }).toEqual({ code: 0, err: '', page });
  });
});

describe('questions are asked of the API as they were put', () => {
  test.each([
    ['caseload --on 2026-02-01 --study-path NANAT000N --sort unit --limit 5 --after x',
      '/v1/caseload?date=2026-02-01&studyPath=NANAT000N&sort=unit&limit=5&after=x'],
    ['caseload --left --municipality 1480', '/v1/caseload/left?municipality=1480&limit=50'],
    ['caseload --counts unit,municipality --looked-at 2026-01-01',
      '/v1/caseload/counts?lookedAt=2026-01-01&by=unit%2Cmunicipality'],
    ['caseload --flags --unit 94353434', '/v1/caseload/flags?unit=94353434&limit=50'],
    ['cost --month 2026-03 --payer 1481', '/v1/cost?limit=50&month=2026-03&payer=1481'],
    ['cost --from 2026-03-01 --to 2026-03-08 --lines',
      '/v1/cost/lines?limit=50&from=2026-03-01&to=2026-03-08'],
    ['cost --month 2026-03 --export csv', '/v1/cost/export?month=2026-03&format=csv'],
    ['cost --month 2026-03 --deviations', '/v1/cost/deviations?limit=50&month=2026-03'],
    [`trail --person ${PERSON} --oldest-first`, `/v1/persons/${PERSON}/trail?limit=50&order=oldest`],
    ['trail --actor local:x', '/v1/trail?limit=50&actor=local%3Ax&order=newest'],
    [`person ${PERSON} --known-at 2026-06-01T00:00:00Z`,
      `/v1/persons/${PERSON}?knownAt=2026-06-01T00%3A00%3A00Z`],
    ['status', '/v1/projections'],
  ])('%s', async (args, address) => {
    answers[address.split('?')[0]!] = json({ items: [] });
    await asked(args.includes('--export') ? args : `${args} --json`); // a file has a form of its own
    expect(server.asked.map((one) => one.address)).toEqual([address]);
  });

  test('an identity number goes in a body', async () => {
    answers['/v1/persons/search'] = json({ person: PERSON });
    answers[`/v1/persons/${PERSON}`] = json({ person: PERSON });
    expect((await asked('person --search --json', '201001012382\n')).code).toBe(0);
    expect(server.asked.map(({ address, body }) => [address, body])).toEqual([
      ['/v1/persons/search', '{"identityNumber":"201001012382"}'], [`/v1/persons/${PERSON}`, ''],
    ]);
  });

  test('a rebuild names its read models', async () => {
    answers['/v1/projections/rebuild'] = json({ reports: [] });
    await asked('rebuild caseload cost-allocation');
    expect(server.asked[0]!.body).toBe('{"projections":["caseload","cost-allocation"]}');
  });
});

describe('answers in words', () => {
  test('a page of costs, its total and the next page', async () => {
    const row = { payer: '1481', unit: '94353434', principal: '1480', studyPath: 'NANAT000N' };
    answers['/v1/cost'] = json({
      items: [{ ...row, days: 31, ore: 945_288, vatOre: 53_506 }, { ...row, days: 7, ore: 5, vatOre: 0 }],
      total: { days: 90, ore: 2_000_000, vatOre: 53_506 }, next: 'a|b',
    });
    expect((await asked('cost --month 2026-03')).out.split('\n')).toEqual([
      'payer  principal  unit      study path  days       kr  VAT kr',
      '─────  ─────────  ────────  ──────────  ────  ───────  ──────',
      '1481   1480       94353434  NANAT000N     31  9452.88  535.06',
      '1481   1480       94353434  NANAT000N      7     0.05    0.00',
      "There is more: --after 'a|b'", 'Total, all pages: 90 days, 20000.00 kr, of it 535.06 kr VAT', '',
    ]);
  });

  test('counts show what was counted by, in that order', async () => {
    answers['/v1/caseload/counts'] = json({ items: [{ municipality: '1480', unit: 'a', placements: 12 }] });
    const { out } = await asked('caseload --counts unit,municipality');
    expect(out.split('\n')[0]).toBe('unit  municipality  placements');
  });

  test('a trail says what was withdrawn and what was erased', async () => {
    const entry = { id: 'e1', recordedAt: 'now', type: 'Enrolled', actor: 'a', erased: false };
    answers['/v1/trail'] = json({
      items: [{ ...entry, withdrawnBy: 'e9' }, { ...entry, erased: true, withdraws: 'e0' }],
    });
    const { out } = await asked('trail --actor a');
    expect(out).toMatch(/Enrolled .* withdrawn by e9\n.*Enrolled .* erased; withdraws e0\n/);
  });

  test('a person: what is known, what is not for the caller to see, and what was known earlier', async () => {
    const look = {
      lookedAt: '2026-06-15', protection: 'none', name: { givenName: 'Maja', familyName: 'Ek' },
      numbers: [{ value: '201001012382', kind: 'personal', replaced: true }],
      municipalities: [{ municipality: '1480', from: '2010-01-01', to: '9999-12-31', basis: 'registered' }],
      stays: [{
        unit: '94353434', from: '2025-08-18', to: '2026-05-20', began: 'enrolment', ended: 'dropout',
        spans: [
          { studyPath: 'NANAT000N', schoolYear: '1', from: '2025-08-18', to: '2026-01-10' },
          { studyPath: 'TETEK000T', schoolYear: '1', from: '2026-01-10', to: '2026-05-20' },
        ],
      }],
      documents: [], anomalies: [], waiting: [], decisions: [], erased: ['contact'], withheld: ['kaa'],
      claimedTwice: [{ from: '2025-10-17', to: '2025-11-01' }, { from: '2026-01-10', to: '9999-12-31' }],
    };
    const then = { ...look, knownAt: '42', position: '42', lookedAt: '2026-01-01', stays: [] };
    answers[`/v1/persons/${PERSON}`] = json({ person: PERSON, today: look, asKnownAt: then });
    const { out } = await asked(`person ${PERSON}`);
    expect(out).toContain('Name: Ek, Maja\nNumbers: 201001012382 (replaced)\n');
    expect(out).toContain('Claimed twice: from 2025-10-17 to 2025-11-01, from 2026-01-10\n');
    expect(out).toContain('Erased: contact\nNot for you to see: kaa\n');
    expect(out).toMatch(/NANAT000N .* enrolment\n.*TETEK000T .* enrolment {2}dropout\n/);
    expect(out).toMatch(/As known at position 42, looked at on 2026-01-01\n[^]*Schooling\nNothing found\./);
  });

  test.each([
    ['2026-01-01T09:00:00Z', '42', 'at 2026-01-01T09:00:00Z (position 42)'],
    ['2020-01-01T09:00:00Z', '', 'at 2020-01-01T09:00:00Z, before anything was recorded'],
  ])('the instant that was asked for is said again: %s', async (knownAt, position, moment) => {
    const look = { lookedAt: '2026-03-01', stays: [], documents: [], anomalies: [], waiting: [],
      decisions: [], claimedTwice: [], erased: [], withheld: [] };
    const asKnownAt = { ...look, knownAt, position };
    answers[`/v1/persons/${PERSON}`] = json({ person: PERSON, today: look, asKnownAt });
    const { out } = await asked(`person ${PERSON} --known-at ${knownAt}`);
    expect(out).toContain(`\nAs known ${moment}, looked at on 2026-03-01\n`);
  });

  test('a rebuild, a standing and a ledger that is in order', async () => {
    answers['/v1/projections/rebuild'] = json({
      reports: [{ name: 'caseload', equal: 9, missing: 1, extra: 2, different: 3, examples: [] }],
    });
    expect((await asked('rebuild')).out).toMatch(/caseload +9 +1 +2 +3\n/);
    const rebuild = { done: 5, total: 9 };
    answers['/v1/projections'] = json({ head: '42', projections: [], rebuild });
    expect((await asked('status')).out).toContain('The ledger is at 42.\nA rebuild is at 5 of 9 events.\n');
    answers['/v1/verifications'] = json({ events: 9, streams: 3, erasedEvents: 1, findings: [] });
    const all = '9 events in 3 streams; erased events: 1.\nAll is as it must be.\n';
    expect(await asked('verify')).toEqual({ code: 0, out: all, err: '' });
  });

  test('who is parked is listed, with the reason and the way out', async () => {
    const projections = [{ name: 'caseload', version: 1, checkpoint: '42', parked: 1, state: 'live' }];
    answers['/v1/projections'] = json({ head: '42', projections });
    const parked = { projection: 'caseload', key: PERSON, position: '7', reason: 'SealBroken' };
    answers['/v1/projections/parked'] = json({ items: [parked] });
    const { out } = await asked('status');
    expect(out).toMatch(new RegExp(`caseload +${PERSON} +SealBroken\n$`));
    expect(out).toContain('"liggare rebuild"');
    expect(JSON.parse((await asked('status --json')).out)).toMatchObject({ parked: [parked] });
  });

  test('findings in a ledger end with 1', async () => {
    answers['/v1/verifications'] = json({
      events: 9, streams: 3, erasedEvents: 1, findings: [{ position: '7', kind: 'seal-broken' }],
    });
    expect(await asked('verify')).toMatchObject({
      code: 1, err: '1 findings.\n', out: expect.stringContaining('7         seal-broken'),
    });
  });

  test('a delivery: what became of its lines; it fails if it was not read to its end', async () => {
    const file = folder.file('export.json');
    writeFileSync(file, '{"Handelses": []}');
    const report = { delivery: 'd1', state: 'received', lines: 30, taken: 4, known: 1, refused: 25 };
    const refusals = Array.from({ length: 25 }, (_, at) =>
      ({ line: at + 1, field: 'AvslutDatum', code: 'date-impossible', rule: 'Write a day that exists.' }));
    answers['/v1/deliveries/elin'] = json({ ...report, refusals }, 201);
    const { code, out } = await asked(`import elin ${file}`);
    expect(code).toBe(0);
    expect(out).toContain('Delivery d1: 30 lines, 4 taken, 1 known already, 25 refused.\n');
    expect(out).toMatch(/20 +AvslutDatum[^]*… and 5 more: --json shows them\.\n$/);
    expect(server.asked[0]).toMatchObject({
      body: '{"Handelses": []}', headers: { 'content-type': 'application/json' },
    });
    const problem = { code: 'cut-off', rule: 'Cut off.' };
    answers['/v1/deliveries/elin'] = json({ ...report, refusals: [], problem });
    expect(await asked(`import elin ${file}`)).toMatchObject({
      code: 1, err: 'It was not read to its end: Cut off.\n',
    });
  });
});
