import {
  type Answer, type AnsweringServer, answeringServer, type Asked, json,
} from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '0b6f6a2e-1f3c-4d5e-8a9b-0c1d2e3f4a5b';
const CLAIM = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';

let server: AnsweringServer;
let answers: Record<string, Answer | ((asked: Asked) => Answer)>;
beforeEach(async () => {
  answers = {};
  server = await answeringServer((one) => {
    const answer = answers[one.address.split('?')[0]!] ?? json({ eventIds: [CLAIM], position: '7' }, 201);
    return typeof answer === 'function' ? answer(one) : answer;
  });
});
afterEach(() => server.close());

const asked = (args: string) => runAt(server, ['state-claims', ...args.split(' ')]);

test.each([
  [
    `extra-cost ${PERSON} --municipality 1480 --unit 00010001 --on 2026-02-02 --what interpreter `
      + '--ore 1250000',
    'extra-costs', {
      validOn: '2026-02-02', municipality: '1480', unit: '00010001', what: 'interpreter', ore: 1_250_000,
    },
  ],
  [
    `send ${PERSON} --municipality 1480 --claim four-weeks --from 2026-01-01 --to 2026-04-01 --on 2026-04-10 `
      + '--ore 4800000 --reference 2026-1234',
    'state-claims', {
      validOn: '2026-04-10', municipality: '1480', claim: 'four-weeks', from: '2026-01-01', to: '2026-04-01',
      ore: 4_800_000, reference: '2026-1234',
    },
  ],
  [`answer ${PERSON} ${CLAIM} --on 2026-06-01 --granted-ore 0 --reason sent-too-late`, 'state-claim-answers',
    { validOn: '2026-06-01', answers: CLAIM, grantedOre: 0, reason: 'sent-too-late' }],
])('%s is recorded', async (args, route, body) => {
  expect(await asked(args)).toMatchObject({ code: 0, out: `Recorded by event ${CLAIM}.\n` });
  expect(server.asked.map(({ address, body: sent }) => [address, JSON.parse(sent) as unknown]))
    .toEqual([[`/v1/persons/${PERSON}/${route}`, body]]);
});

test('what was claimed stands in a table with its answer; one that waits has none', async () => {
  const sent = {
    id: CLAIM, person: PERSON, municipality: '1480', claim: 'four-weeks', from: '2026-01-01',
    to: '2026-04-01', sentOn: '2026-04-10', ore: 4_800_000,
  };
  const answered = { ...sent, answeredOn: '2026-06-01', grantedOre: 3_200_000, reason: 'sent-too-late' };
  answers['/v1/cost/state-claims/sent'] = json({ items: [answered, sent] });
  const { out } = await asked('sent --from 2026-01-01 --to 2027-01-01 --payer 1480');
  expect(out)
    .toMatch(/four-weeks +2026-01-01 +2026-04-01 +2026-04-10 +48000\.00 +2026-06-01 +32000\.00 +sent/);
  expect(out).toMatch(/2026-04-10 +48000\.00 *\n/);
  expect(server.asked[0]!.address)
    .toBe('/v1/cost/state-claims/sent?limit=50&from=2026-01-01&to=2027-01-01&payer=1480');
});

test('totals tell what is open, claimed and paid', async () => {
  answers['/v1/cost/state-claims/totals'] = json({ items: [{
    municipality: '1480', ore: 6_400_000, claimedOre: 4_800_000, waitingOre: 0, paidOre: 3_200_000,
    refusedOre: 1_600_000, openOre: 1_600_000,
  }] });
  const { out } = await asked('totals --from 2026-01-01 --to 2027-01-01');
  expect(out).toMatch(/may be claimed kr +claimed kr +waiting kr +paid kr +refused kr +open kr/);
  expect(out).toMatch(/1480 +64000\.00 +48000\.00 +0\.00 +32000\.00 +16000\.00 +16000\.00/);
});

describe('what is open is recorded all at once', () => {
  const [MADE, SENT, OTHER] = [PERSON, 'b6f6a2e0', 'c0ffee00'];
  const row = (person: string | null, more = {}) =>
    ({ person, municipality: '1480', on: '2026-01-12', kind: 'four-weeks', ore: 1_600_000, ...more });
  const sent = (person: string, more = {}) => ({
    person, municipality: '1480', claim: 'four-weeks', from: '2025-12-01', to: '2026-01-02', ore: 1, ...more,
  });
  const send = 'send-open --payer 1480 --from 2026-01-01 --to 2026-04-01 --on 2026-04-10 --reference 7';
  const recorded = () => server.asked.filter(({ method }) => method === 'POST')
    .map(({ address, body }) => [address.split('/')[3], JSON.parse(body) as unknown]);
  const outcomes = (out: string) => out.split('\n').slice(2, -1)
    .map((line) => line.trim().split(/ {2,}/).slice(0, 5).join(' '));

  beforeEach(() => {
    const pages = [
      { items: [row(MADE), row(SENT), row(null)], next: 'more' },
      { items: [row(MADE, { on: '2026-02-09' }), row(OTHER), row(MADE, { kind: 'extra-cost', ore: 5 })] },
    ];
    answers['/v1/cost/state-claims'] = ({ address }) => json(pages[address.includes('after=more') ? 1 : 0]);
    answers['/v1/cost/state-claims/sent'] = json({ items: [
      sent(SENT), sent(OTHER, { grantedOre: 0 }), sent(MADE, { to: '2026-01-01' }),
      sent(MADE, { claim: 'grant', to: '2026-03-01' }),
      sent(MADE, { municipality: '1481', to: '2026-03-01' }),
    ] });
  });

  test('once for each pupil and kind, and not what was claimed before and not refused', async () => {
    const { out, code } = await asked(send);
    expect(code).toBe(0);
    const said = {
      validOn: '2026-04-10', municipality: '1480', from: '2026-01-01', to: '2026-04-01', reference: '7',
    };
    expect(recorded()).toEqual([
      [MADE, { ...said, claim: 'four-weeks', ore: 3_200_000 }],
      [OTHER, { ...said, claim: 'four-weeks', ore: 1_600_000 }],
      [MADE, { ...said, claim: 'extra-cost', ore: 5 }],
    ]);
    expect(outcomes(out)).toEqual([
      `${MADE} 1480 four-weeks 32000.00 recorded`, `${SENT} 1480 four-weeks 16000.00 claimed already`,
      '1480 four-weeks 16000.00 protected: record it by itself', `${OTHER} 1480 four-weeks 16000.00 recorded`,
      `${MADE} 1480 extra-cost 0.05 recorded`,
    ]);
  });

  test('of one kind', async () => {
    await asked(`${send} --claim extra-cost`);
    expect(recorded()).toHaveLength(1);
  });

  test('beforehand nothing is recorded', async () => {
    const { out } = await asked(`${send} --check`);
    expect(recorded()).toEqual([]);
    expect(outcomes(out)[0]).toBe(`${MADE} 1480 four-weeks 32000.00 would be recorded`);
  });
});

test.each([
  [`send ${PERSON} --municipality 1480 --claim four-weeks --from 2026-01-01`, "required option '--to <day>'"],
  [`answer ${PERSON} ${CLAIM} --on 2026-06-01 --granted-ore -1`, 'whole number'],
  ['totals --from 2026-01-01', "required option '--to <day>'"],
])('%s is wrong usage', async (args, message) => {
  const { code, err } = await asked(args);
  expect({ code, asked: server.asked }).toEqual({ code: 2, asked: [] });
  expect(err).toContain(message);
});
