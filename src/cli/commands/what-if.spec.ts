import { writeFileSync } from 'node:fs';
import { type AnsweringServer, answeringServer } from '../../../test/support/answering-server.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { runAt } from '../../../test/support/terminal-at.js';

const folder = temporaryFolder();
const file = folder.file('suppose.json');
afterAll(() => folder.dispose());

const sides = {
  asIs: { days: 31, ore: 945_288, vatOre: 53_506 }, whatIf: { days: 31, ore: 927_500, vatOre: 52_500 },
  ore: -17_788, vatOre: -1_006,
};
const line = { is: 'line', month: '2026-03', payer: '1481', ...sides };
const records: readonly object[] = [
  { is: 'progress', persons: 0, of: 2 }, line, { is: 'progress', persons: 2, of: 2 },
  { is: 'sum', payer: '1481', principal: '1480', ...sides },
  { is: 'total', persons: 2, changedPersons: 1, ...sides },
];

let server: AnsweringServer;
let text: string;
beforeEach(async () => {
  text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  writeFileSync(file, '{"without":["x"]}');
  server = await answeringServer(() => ({ text }));
});
afterEach(() => server.close());

const asked = (args: string) => runAt(server, ['what-if', ...args.split(' ')]);

test('what is supposed is sent as the file says it, and sums and total are printed', async () => {
  const { code, out } = await asked(`--month 2026-03 --payer 1481 --suppose ${file}`);
  expect(code).toBe(0);
  expect(server.asked.map(({ address, body }) => [address, JSON.parse(body)]))
    .toEqual([['/v1/cost/what-if', { without: ['x'], month: '2026-03', payer: '1481' }]]);
  expect(out.split('\n')).toEqual([
    'payer  principal  days  days then       kr  kr then  difference  VAT kr  VAT kr then',
    '─────  ─────────  ────  ─────────  ───────  ───────  ──────────  ──────  ───────────',
    '1481   1480         31         31  9452.88  9275.00     -177.88  535.06       525.00',
    'Total: 9452.88 kr as it is, 9275.00 kr then, a difference of -177.88 kr.',
    'VAT in it: 535.06 kr as it is, 525.00 kr then, a difference of -10.06 kr.',
    'Lines of 1 of 2 persons differ.', '',
  ]);
});

test('each line that differs is a record, and so are sums and total, where that is asked for', async () => {
  const { out } = await asked(`--month 2026-03 --suppose ${file} --lines`);
  expect(out.trimEnd().split('\n').map((each) => JSON.parse(each) as object))
    .toEqual([line, records[3], records[4]]);
  expect(JSON.parse(server.asked[0]!.body)).toMatchObject({ lines: true });
});

test('the outcome is printed as JSON', async () => {
  const { out } = await asked('--month 2026-03 --known-at 2026-04-01T00:00:00Z --json');
  expect(JSON.parse(out)).toEqual({ sums: [records[3]], total: records[4] });
});

test('an answer without its total is no answer', async () => {
  text = `${JSON.stringify(line)}\n`;
  const { code, err } = await asked(`--month 2026-03 --suppose ${file}`);
  expect([code, err]).toEqual([1, expect.stringContaining('broke off')]);
});

test.each([
  ['--month 2026-03', 2, 'Say what is to be otherwise'],
  [`--month 2026-03 --suppose ${file}.none`, 1, 'The file cannot be read: ENOENT'],
])('refused: %s', async (args, expected, message) => {
  const { code, err } = await asked(args);
  expect([code, err]).toEqual([expected, expect.stringContaining(message)]);
});

test('a file that is no JSON object is refused', async () => {
  for (const content of ['policies', '[]', '1']) {
    writeFileSync(file, content);
    expect((await asked(`--month 2026-03 --suppose ${file}`)).err).toContain('is no JSON object');
  }
});
