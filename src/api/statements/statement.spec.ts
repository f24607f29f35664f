import { inflateRawSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { defaultCostPolicy, policyFrom } from '../../domain/cost/policy.js';
import type { Settlement } from '../../domain/settlement/state.js';
import type { ChargeRow } from '../../projections/charges/charges.js';
import { costKinds } from '../../projections/cost-allocation/cost-of-person.js';
import { costReferences } from '../../projections/cost-allocation/cost-sources.js';
import { causeWords } from './cause-words.js';
import { Statement, type StatementSource } from './statement.js';
import { statementCsv } from './statement-csv.js';
import { statementJson } from './statement-json.js';
import { statementXlsx } from './statement-xlsx.js';

const settlement: Settlement = {
  settlement: 's', through: '2026-03', stage: 'issued', validOn: '2026-04-01', position: '9', persons: 2,
  lines: 3, debitOre: 1_890_576, creditOre: -487_891, digest: '9f', preparedBy: 'anna',
  approved: { by: 'bo', on: '2026-04-02' },
};
const first: ChargeRow = {
  id: 'x-0', settlement: 's', position: '9', kind: 'first', person: 'maja', month: '2026-03',
  from: '2026-03-01', to: '2026-04-01', payer: '1481', principal: '556000-0001', unit: '00010001',
  studyPath: 'NA', days: 31, ore: 945_288, vatOre: 53_507,
  perYearOre: 11_130_000, priceId: 'p', priceStanding: 'decided',
  policy: 'default', counting: 'DAILY_CALENDAR/1',
};
const monthly: ChargeRow = { ...first, id: 'x-1', policy: 'monthly', policyId: 'e1', variant: '=1+1;"' };
const { perYearOre: _, priceId: _p, priceStanding: _s, policy: _o, counting: _c, vatOre: _v,
  ...rest } = first;
const difference: ChargeRow = {
  ...rest, id: 'y-0', person: 'hidden', kind: 'difference', to: '2026-03-16', days: -16, ore: -487_891,
  reason: 'school-changed', refersTo: 'x-0',
};
const set = {
  validOn: '2026-01-01', policy: 'monthly', counting: { rule: 'SNAPSHOT', version: 1, day: 15 },
  augustStartPaysFromJuly: false, dropoutDay: 'last-paid', documentPays: 'through-june', confirmBy: '09-15',
  correctsYearsBack: 2,
} as const;

const sourceOf = (...rows: ChargeRow[]): StatementSource => ({
  settlement, part: { payer: '1481' },
  lines: (async function* pieces() {
    for (const row of rows) yield [row];
  })(),
  protectedPersons: new Set(['hidden']),
  policyUsed: async (_name, id) =>
    (id === undefined ? defaultCostPolicy : { ...policyFrom(set, id), validOn: set.validOn }),
});
const statement = (...rows: ChargeRow[]): Statement => new Statement(sourceOf(...rows));
const all = () => statement(first, monthly, difference);

const textOf = async (pieces: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};

describe('as CSV for Swedish Excel', () => {
  const rowsOf = async (one: Statement): Promise<string[]> =>
    (await textOf(statementCsv(one))).split('\r\n');

  test('it begins with a byte order mark, and has semicolons, decimal commas and the last day', async () => {
    const [headings, ...rows] = await rowsOf(all());
    expect(headings).toMatch(/^\uFEFFRad;Elev;Typ;Månad;Från och med;Till och med;Betalare;Mottagare;/);
    expect(rows[0]).toBe('x-0;maja;ny;2026-03;2026-03-01;2026-03-31;1481;556000-0001;00010001;NA;;31;'
      + '9452,88;111300,00;fastställt;p;;DAILY_CALENDAR/1;default;inbyggd;;;;;;;;;535,07;;;;;');
  });

  test('a line of a settled month blames nobody for being late: it may be the price that was', async () => {
    const [, row] = await rowsOf(statement({ ...first, reason: 'reported-late' }));
    expect(row).toContain(';tillkom efter månadens avräkning;');
  });

  test('of a protected pupil only the line is named; a difference says why, and of which line', async () => {
    const row = (await rowsOf(all()))[3]!;
    expect(row).toBe('y-0;;ändring;2026-03;2026-03-01;2026-03-15;1481;556000-0001;00010001;NA;;-16;'
      + '-4878,91;;;;;;;;;;;;;;annan skola eller studieväg;x-0;;;;;;');
  });

  test('a correction says which events caused it, in Swedish words and Swedish time', async () => {
    const because = [
      {
        what: 'Transferred', event: 'e9', validOn: '2026-03-16', reportedAt: '2026-04-07T22:30:00Z',
        recordedAt: '2026-04-08T06:00:00.000Z',
      },
      { what: 'deadline-passed' }, { what: 'not-told' },
    ];
    const [, row] = await rowsOf(statement({ ...difference, because } as ChargeRow));
    expect(row!.split(';').slice(-5)).toEqual([
      'skolbyte | sommarplacering ej bekräftad i tid | visas inte', '2026-03-16 | – | –',
      '2026-04-08 00:30 | – | –', '2026-04-08 08:00 | – | –', 'e9 | – | –',
    ]);
  });

  test('a correction names the policies that it rests on; issued before it told them, none', async () => {
    const policies = [{ policy: 'default' }, { policy: 'monthly', policyId: 'e1' }];
    const rows = await rowsOf(statement({ ...difference, policies }));
    expect(rows[1]).toContain(';;default | monthly;inbyggd | e1;;');
    expect(rows).toContain('monthly;e1;2026-01-01;augustistart betalas från 1 juli;nej;'
      + '[L] enskild, [P] kommunal');
    expect((await rowsOf(statement(difference))).filter((row) => row.endsWith('[P]'))).toEqual([]);
  });

  test('whatever can cause a correction has a Swedish word', () => {
    const kinds = [...costKinds, ...costReferences.flatMap(({ handles }) => handles)];
    expect(kinds.filter(({ type }) => causeWords[type] === undefined)).toEqual([]);
  });

  test('no text in it is taken for a formula, nor for more cells than one', async () => {
    expect((await rowsOf(all()))[2]).toContain(`;"'=1+1;""";`);
  });

  test('below stands what it comes to, and every policy used with what each setting rests on', async () => {
    const rows = await rowsOf(all());
    const blank = rows.indexOf('');
    expect(rows.slice(blank + 1)).toEqual(expect.arrayContaining([
      'Betalare;1481', 'Mottagare;alla', 'Attesterad;2026-04-02', 'Rader;3', 'Dagar;46', 'Debet kr;18905,76',
      'Kredit kr;-4878,91', 'Att betala kr;14026,85', 'Varav moms kr;1070,14',
      'default;inbyggd;;avbrottsdagen är;första obetalda dagen;[P]',
      'default;inbyggd;;dagräkning;DAILY_CALENDAR/1;'
        + '[P] DAILY_CALENDAR, [S] SNAPSHOT, [L] PER_STARTED_FOUR_WEEKS',
      'default;inbyggd;;förlängd studietid betalas;ja;[S] efter beslut, [P] utan',
      'monthly;e1;2026-01-01;dagräkning;"SNAPSHOT/1{""day"":15}";'
        + '[P] DAILY_CALENDAR, [S] SNAPSHOT, [L] PER_STARTED_FOUR_WEEKS',
      'monthly;e1;2026-01-01;augustistart betalas från 1 juli;nej;[L] enskild, [P] kommunal',
    ]));
  });

  test('in whole kronor it has one line of rounding, each payee rounded by itself', async () => {
    const other = { ...first, id: 'x-2', principal: '1480', ore: 150, vatOre: undefined };
    const rows = await rowsOf(new Statement({ ...sourceOf(first, difference, other), inWholeKronor: true }));
    // 4 573.97 becomes 4 574, and 1.50 becomes 2: 0.03 and 0.50 more
    expect(rows).toEqual(expect.arrayContaining([
      'Att betala kr;4575,47', 'Öresavrundning kr;0,53', 'Att betala i hela kronor;4576,00',
    ]));
    expect(rows[1]).toContain(';9452,88;');
    expect((await rowsOf(all())).join()).not.toContain('Öresavrundning');
  });

  test('without lines it has its headings, and comes to nothing', async () => {
    const rows = await rowsOf(statement());
    expect(rows[1]).toBe('');
    expect(rows).toContain('Att betala kr;0,00');
    expect(rows.filter((row) => row.endsWith('[P]'))).toEqual([]);
  });
});

test('as JSON: lines as the interface has them, without the protected pupil', async () => {
  const told = JSON.parse(await textOf(statementJson(all()))) as Record<string, object[]>;
  expect(told.lines).toEqual([first, monthly, { ...difference, person: null }]);
  expect(told.total).toEqual({ lines: 3, days: 46, debitOre: 1_890_576, creditOre: -487_891,
    vatOre: 107_014 });
  expect(told.policies!.map((policy) => Object.values(policy)[0] as string)).toEqual(['default', 'monthly']);
});

/** The files in a ZIP archive, found from its directory at the end as every program does. */
const unzipped = (archive: Buffer): Record<string, string> => {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  const files: Record<string, string> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, name, extra, comment] = [
      archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30),
      archive.readUInt16LE(at + 32),
    ];
    const start = archive.readUInt32LE(at + 42);
    const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    files[archive.toString('utf8', at + 46, at + 46 + name)] =
      inflateRawSync(archive.subarray(data, data + packed)).toString('utf8');
    at += 46 + name + extra + comment;
  }
  return files;
};

describe('as a workbook', () => {
  const sheetsOf = async (...args: Parameters<typeof statementXlsx>): Promise<Record<string, string>> =>
    unzipped(await buffer(statementXlsx(...args)));

  test('codes keep their zeros, amounts and days are numbers, and text is only text', async () => {
    const { 'xl/worksheets/sheet1.xml': lines = '', 'xl/workbook.xml': book } = await sheetsOf(all());
    expect(lines.match(/<row /g)).toHaveLength(4);
    expect(lines).toContain('<t xml:space="preserve">00010001</t>');
    expect(lines).toContain('<c r="M4" s="1"><v>-4878.91</v></c>');
    expect(lines).toContain('<c r="E2" s="2"><v>46082</v></c>'); // 1 March 2026
    expect(lines).toContain('<t xml:space="preserve">=1+1;&quot;</t>');
    expect(lines).not.toContain('hidden');
    expect([...book!.matchAll(/sheet name="(.*?)"/g)].map(([, name]) => name)).toEqual(['Rader', 'Underlag']);
  });

  test('what XML cannot hold is left out: with it, no program would open the workbook', async () => {
    const odd = statement({ ...difference, studyPath: 'N\uFFFEA\uFFFF' });
    expect((await sheetsOf(odd))['xl/worksheets/sheet1.xml']).toContain('<t xml:space="preserve">NA</t>');
  });

  test('what it comes to stands last, though it is known only then', async () => {
    const { 'xl/worksheets/sheet2.xml': summary } = await sheetsOf(all());
    expect(summary).toContain('Att betala kr</t></is></c><c r="B12" s="1"><v>14026.85</v></c>');
    expect(summary).toContain('första obetalda dagen');
  });

  test('lines that one sheet has no room for stand on the next, each once', async () => {
    const files = await sheetsOf(all(), 2);
    const idsOn = (nth: number): (string | undefined)[] =>
      files[`xl/worksheets/sheet${nth}.xml`]!.split('<row ').slice(2).map((row) => />(.-\d)</.exec(row)?.[1]);
    expect([idsOn(1), idsOn(2)]).toEqual([['x-0', 'x-1'], ['y-0']]);
    expect(files['xl/worksheets/sheet3.xml']).toContain('Att betala kr');
  });

  test('a failure on the way breaks it off', async () => {
    const broken = new Statement({
      settlement, part: {}, protectedPersons: new Set(), policyUsed: async () => defaultCostPolicy,
      lines: (async function* pieces(): AsyncGenerator<ChargeRow[]> {
        yield [first];
        throw new Error('gone');
      })(),
    });
    await expect(buffer(statementXlsx(broken))).rejects.toThrow('gone');
  });
});
