import { writeFileSync } from 'node:fs';
import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { runAt } from '../../../test/support/terminal-at.js';
import { agreementExamples } from '../../api/agreements/agreement-bodies.js';
import { settingMarks as marks } from '../../domain/cost/setting-marks.js';

const held = { id: 'e1', validOn: '2026-01-01', until: '9999-12-31' };
const agreement = {
  agreement: 'gr', ...held, parties: ['1407', '1482'],
  terms: [
    { payee: 'municipal', policy: 'monthly' },
    { payee: 'independent', payees: ['556000-0001'], policy: 'default', priceRule: 'national-list' },
  ],
};
const policy = {
  policy: 'monthly', ...held, counting: { rule: 'SNAPSHOT', version: 1, day: 15 },
  augustStartPaysFromJuly: true, dropoutDay: 'last-paid', documentPays: 'through-june', confirmBy: '09-15',
  correctsYearsBack: 1,
};

let server: AnsweringServer;
let answers: Record<string, Answer>;
beforeEach(async () => {
  answers = {
    '/v1/agreements': json({ items: [agreement] }), '/v1/cost-policies': json({ items: [policy], marks }),
    '/v1/agreements/gr/versions': json({ items: [agreement] }),
    '/v1/cost-policies/monthly/versions': json({ items: [policy], marks }),
  };
  server = await answeringServer(({ address }) => answers[address.split('?')[0]!]!);
});
afterEach(() => server.close());

const asked = (...args: string[]) => runAt(server, ['agreements', ...args]);

test('a policy is checked before it is set: what it would move, by payer and payee', async () => {
  const { check } = agreementExamples;
  answers['/v1/cost-policies/monthly/checks'] = json(check);
  const folder = temporaryFolder();
  writeFileSync(folder.file('policy.json'), '{"validOn":"2025-07-01"}');
  const { code, out } = await asked('--policy', 'monthly', '--check', folder.file('policy.json'));
  expect([code, server.asked.map(({ body }) => body)]).toEqual([0, ['{"validOn":"2025-07-01"}']]);
  expect(out).toMatch(/1407 +556000-0001 +18430\.14 +18430\.14 +18083\.33 +-346\.81/);
  expect(out).toContain('2025-07-01 through 2025-08-31: 18430.14 kr; the policy moves -346.81 kr.');
  expect(out).toContain('"checked":{"position":"0000000000000300","ore":-34681}');
  expect(await asked('--check', folder.file('policy.json'))).toMatchObject({ code: 2 });
  answers['/v1/cost-policies/monthly/checks'] = json({ ...check, period: undefined, items: [] });
  const none = await asked('--policy', 'monthly', '--check', folder.file('policy.json'));
  expect(none.out).toContain('Nothing is settled from its first day on: it moves nothing that is issued.');
  folder.dispose();
});

test.each([
  [[], ['/v1/agreements?limit=500', '/v1/cost-policies?limit=500'], ['agreements', 'policies', 'marks']],
  [
    ['--on', '2026-02-01'],
    ['/v1/agreements?date=2026-02-01&limit=500', '/v1/cost-policies?date=2026-02-01&limit=500'],
    ['agreements', 'policies', 'marks'],
  ],
  [['--agreement', 'gr'], ['/v1/agreements/gr/versions?limit=500'], ['agreements']],
  [['--policy', 'monthly'], ['/v1/cost-policies/monthly/versions?limit=500'], ['policies', 'marks']],
])('%j asks %j', async (args, addresses, told) => {
  const { code, out } = await asked(...args, '--json');
  expect({ code, asked: server.asked.map(({ address }) => address) }).toEqual({ code: 0, asked: addresses });
  expect(Object.keys(JSON.parse(out) as object)).toEqual(told);
});

test('places that several pay for stand below the terms', async () => {
  const shares = [{
    payee: 'region', studyPaths: ['NB', 'IMVNB'], remainder: { parts: 1 },
    others: [{ payer: '232100-0131', parts: 2 }, { payer: '1481', parts: 1 }],
  }, {
    payee: 'independent', payees: ['556000-0001'], studyPaths: ['NB'], units: ['10000001'],
    remainder: { payer: '232100-0131', parts: 1 }, others: [{ parts: 1 }],
  }];
  answers['/v1/agreements'] = json({ items: [{ ...agreement, shares }] });
  const { out } = await asked();
  expect(out).toMatch(/gr +2026-01-01 .*NB IMVNB +region +any +home=1 +232100-0131=2 1481=1\n/);
  expect(out).toMatch(
    /gr +2026-01-01 .*NB +independent: 556000-0001 +10000001 +232100-0131=1 +home=1\n/);
});

test('agreements stand term by term; each setting of a policy stands with what it rests on', async () => {
  const { out } = await asked();
  expect(out).toMatch(/gr +2026-01-01 +1407 1482 +municipal +monthly +as the law has it\n/);
  expect(out).toMatch(/independent: 556000-0001 +default +national-list\n/);
  expect(out).toMatch(/monthly +2026-01-01 +e1 +SNAPSHOT\/1\{"day":15\}\n/);
  expect(out).toMatch(/an August start is paid from 1 July +yes +\[L\] independent, \[P\] municipal\n/);
  expect(out).toMatch(/the day of a dropout is +last-paid +\[P\]\n/);
});

test('two questions at once are wrong usage', async () => {
  expect(await asked('--on', '2026-01-01', '--policy', 'default')).toEqual({
    code: 2, out: '', err: 'Choose one of --on, --agreement and --policy.\n',
  });
});
