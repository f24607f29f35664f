import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';
const explain = `cost --month 2026-03 --person ${PERSON} --explain`;
const address = `/v1/cost/explanation?month=2026-03&person=${PERSON}`;

let server: AnsweringServer;
let answer: Answer;
beforeEach(async () => { server = await answeringServer(() => answer); });
afterEach(() => server.close());

const asked = (args: string) => runAt(server, [...args.split(' ')]);

test('an explanation is printed as the text it comes as', async () => {
  answer = { text: 'Why 4573.97 kr for 2026-03\n' };
  expect(await asked(`${explain} --known-at 2026-04-01T00:00:00Z`))
    .toMatchObject({ code: 0, out: 'Why 4573.97 kr for 2026-03\n' });
  expect(server.asked.map((one) => one.address))
    .toEqual([`${address}&knownAt=2026-04-01T00%3A00%3A00Z&format=text`]);
});

test('or as JSON, where that is asked for', async () => {
  answer = json({ lines: [] });
  const { code, out } = await asked(`${explain} --json`);
  expect([code, JSON.parse(out)]).toEqual([0, { lines: [] }]);
  expect(server.asked.map((one) => one.address)).toEqual([address]);
});

test('an explanation is in the language that is asked for, of an issued line too', async () => {
  answer = { text: 'Därför är beloppet 4 573,97 kr för 2026-03\n' };
  expect(await asked(`${explain} --language sv`)).toMatchObject({ code: 0, out: answer.text });
  expect(await asked(`cost --explain ${PERSON}-1 --language en`)).toMatchObject({ code: 0 });
  expect(server.asked.map((one) => one.address)).toEqual([
    `${address}&language=sv&format=text`, `/v1/cost/explanation/${PERSON}-1?language=en&format=text`,
  ]);
});

test('an issued line is explained by its id', async () => {
  answer = { text: 'Why -4878.91 kr for 2026-03, issued\n' };
  expect(await asked(`cost --explain ${PERSON}-1`)).toMatchObject({ code: 0, out: answer.text });
  expect(server.asked.map((one) => one.address)).toEqual([`/v1/cost/explanation/${PERSON}-1?format=text`]);
});

test('sums are told apart by what was asked, in that order', async () => {
  const sum = { days: 31, ore: 945_288, vatOre: 53_506 };
  answer = json({ items: [{ month: '2026-03', programme: 'NA', ...sum }], total: sum });
  const { out } = await asked('cost --from 2026-01-01 --to 2026-07-01 --by month,programme');
  expect(server.asked[0]?.address)
    .toBe('/v1/cost/sums?by=month%2Cprogramme&limit=50&from=2026-01-01&to=2026-07-01');
  expect(out).toMatch(/^month +programme +days +kr +VAT kr\n.*\n2026-03 +NA +31 +9452.88 +535.06\nTotal/);
});

test('lines tell what is paid besides a price, and which part of it, where several pay', async () => {
  const line = {
    person: PERSON, from: '2026-03-01', to: '2026-04-01', payer: '1480', unit: '10000001', studyPath: 'IMVNA',
    days: 31, ore: 310_000,
  };
  answer = json({ items: [{ ...line, item: 'programme-support' }, { ...line, share: 'rest-1/2' }, line] });
  const { out } = await asked('cost --month 2026-03 --lines');
  expect(out).toMatch(/study path +part +days/);
  for (const part of ['IMVNA +programme-support', 'IMVNA +rest-1/2', 'IMVNA']) {
    expect(out).toMatch(new RegExp(`${part} +31 +3100.00`));
  }
});

test.each([
  ['cost --month 2026-03 --by colour', 'Choose from payer, principal, unit, programme, studyPath, month.'],
  ['cost --explain 201001012382', 'That is no id of an issued line'],
  ['cost --month 2026-03 --explain', 'Say which lines to explain'],
  [`cost --from 2026-03-01 --to 2026-04-01 --person ${PERSON} --explain`, 'Say which lines to explain'],
  [`${explain} --lines`, 'Choose one of --by, --lines, --deviations, --state-claims, --export and'],
  [`cost --month 2026-03 --person ${PERSON}`, 'Figures are of nobody in particular'],
  [`cost --month 2026-03 --by payer --person ${PERSON}`, 'Figures are of nobody in particular'],
  ['cost --month 2026-03 --known-at 2026-04-01T00:00:00Z', '--known-at is of --explain'],
  ['cost --month 2026-03 --lines --language sv', '--language is of --explain'],
  [`${explain} --language no`, 'Allowed choices are sv, en.'],
  [`${explain} --limit 3`, '--limit does not go with what is asked for.'],
  ['cost --month 2026-03 --export csv --after x', '--after does not go with what is asked for.'],
  [`cost --explain ${PERSON}-0 --unit 10000001`, '--unit does not go with what is asked for.'],
])('%s is wrong usage', async (args, message) => {
  const { code, err } = await asked(args);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  expect(server.asked).toEqual([]);
});
