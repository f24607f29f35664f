import { type Answer, type AnsweringServer, answeringServer } from '../../test/support/answering-server.js';
import { runAt } from '../../test/support/terminal-at.js';

let server: AnsweringServer;
let answer: Answer;
beforeEach(async () => { server = await answeringServer(() => answer); });
afterEach(() => server.close());

const problem = {
  type: 'urn:liggare:problem:request-invalid', title: 'The request is not as it must be', status: 400,
  errors: [{ field: 'unit', rule: 'Eight digits.' }],
};

test('with --json a problem stands on standard error as the API told it, else in words', async () => {
  answer = { status: 400, text: JSON.stringify(problem) };
  const read = await runAt(server, ['caseload', '--json']);
  expect([read.code, read.out, JSON.parse(read.err)]).toEqual([1, '', problem]);
  const words = await runAt(server, ['caseload']);
  expect(words.err).toBe('The request is not as it must be.\n  unit: Eight digits.\n');
});

test('with --json what is no problem of the API is a document too', async () => {
  answer = { status: 502, text: '<html>Bad gateway</html>' };
  const { code, err } = await runAt(server, ['caseload', '--json']);
  expect([code, JSON.parse(err)]).toEqual([1, { title: 'The server answered 502.' }]);
});

const ID = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';
test.each([
  `settle statement ${ID} --payer 1481`, `settle vouchers ${ID} --payer 1481 --layout package.json`,
  'kaa --spells csv', 'cost --from 2026-01-01 --to 2026-02-01 --export csv',
])('a file is printed as it is, and --json refused: %s', async (command) => {
  const { code, err } = await runAt(server, [...command.split(' '), '--json']);
  expect([code, JSON.parse(err)]).toEqual([2, { title: 'This prints a file as it is; leave out --json.' }]);
  expect(server.asked).toEqual([]);
});

test.each([
  ['reporting --json', 'required option \'--from <yyyy-mm>\' not specified'],
  ['--json caseload --on 2026-02-30',
    'option \'--on <day>\' argument \'2026-02-30\' is invalid. Write a day that exists, as yyyy-mm-dd.'],
  ['--json caseload --of', 'unknown option \'--of\'\n(Did you mean --on?)'],
])('with --json wrong usage is a document too: %s', async (command, title) => {
  const { code, out, err } = await runAt(server, command.split(' '));
  expect([code, out, JSON.parse(err)]).toEqual([2, '', { title }]);
});
