import { elinEvent, elinExport } from '../support/elin-export.js';
import { type Client, type RunningServer, runServer } from '../support/running-server.js';

/** What is decided about counting and prices, from the HTTP interface to the lines. */

const NUMBER = '200901022392';
const UNIT = '10000002';

const units = `unit,name,principal_id,principal_name,principal_kind,municipality,valid_from
${UNIT},Älvskolan,1482,Kungälvs kommun,municipal,1482,2020-01-01
`;
const prices = `valid_from,year,principal,study_path,amount_sek,standing,basis,owner
2026-01-01,2026,municipal,TE,115000,decided,,
2026-01-01,2026,municipal,TE,120000,decided,agreement,gr
`;
const events = elinExport([
  elinEvent({ type: '8', name: 'Antagen', on: '2026-01-08', number: NUMBER, unit: UNIT, studyPath: 'TE' }),
]);

interface Receipt { position: string; eventIds: string[] }
interface Line {
  days: number; ore: number; policy: string; policyId?: string; counting: string; agreement?: string;
}

let server: RunningServer;
let administrator: Client;
let position: string;

beforeAll(async () => {
  server = await runServer();
  administrator = await server.as('administrator', 'region');
  await administrator.deliver('school-units', units, 'text/csv');
  await administrator.deliver('price-list', prices, 'text/csv');
  ({ body: { position } } = await administrator.deliver<Receipt>('elin', events));
});
afterAll(() => server.stop());

const march = async (atLeast: string): Promise<Line> => {
  const page = await administrator.get<{ items: Line[] }>(`/v1/cost/lines?month=2026-03&atLeast=${atLeast}`);
  expect(page.body.items).toHaveLength(1);
  return page.body.items[0]!;
};
const say = async (path: string, body: object): Promise<Receipt> =>
  (await administrator.post<Receipt>(path, { validOn: '2026-01-01', ...body })).body;

const monthly = {
  counting: { rule: 'SNAPSHOT', version: 1, day: 15 }, augustStartPaysFromJuly: true,
  dropoutDay: 'first-unpaid', documentPays: 'through-june', confirmBy: '09-15', correctsYearsBack: 1,
};

test('lines follow what is set, and are as before when it is withdrawn', async () => {
  const before = await march(position);
  expect(before).toMatchObject({ // 115 000 × 83 ÷ 365 = 26 150.68, less × 52 ÷ 365 = 16 383.56
    days: 31, ore: 976_712, policy: 'default', counting: 'DAILY_CALENDAR/1',
  });

  const policy = await say('/v1/cost-policies/monthly/versions', monthly);
  const agreement = await say('/v1/agreements/gr/versions', {
    parties: ['1407', '1482'], terms: [{ payee: 'municipal', policy: 'monthly' }],
  });
  expect(await march(agreement.position)).toMatchObject({ // 120 000 ÷ 12
    days: 31, ore: 1_000_000, policy: 'monthly', policyId: policy.eventIds[0], agreement: 'gr',
    counting: 'SNAPSHOT/1{"day":15}',
  });

  const [withdraws] = agreement.eventIds;
  const { position: last } = await say('/v1/agreements/gr/withdrawals', { withdraws });
  expect(await march(last)).toEqual(before);
});
