import { elinEvent, elinExport } from '../support/elin-export.js';
import { type Client, type RunningServer, runServer } from '../support/running-server.js';

/** A transfer reported after its month was invoiced (docs/how-to/settle.md), over HTTP on real stores. */

const NUMBER = '200901022392';
const INDEPENDENT = '10000001';
const KUNGALV = '10000002';

const units = `unit,name,principal_id,principal_name,principal_kind,municipality,valid_from
${INDEPENDENT},Fria gymnasiet,556000-0001,Skolbolaget,independent,1407,2020-01-01
${KUNGALV},Älvskolan,1482,Kungälvs kommun,municipal,1482,2020-01-01
`;
const prices = `valid_from,year,principal,study_path,variant,unit,begun,amount_sek,standing,origin
2025-01-01,2025,independent,NA,,,,108500,decided,worked example
2026-01-01,2026,independent,NA,,,,111300,decided,worked example
2026-01-01,2026,municipal,TE,,,,115000,decided,worked example
`;
const admittedAndMoved = [
  elinEvent({ type: '8', name: 'Antagen', on: '2025-08-18', number: NUMBER, unit: INDEPENDENT }),
  elinEvent({
    type: '6', name: 'Flytt inom region', on: '2026-02-10', number: NUMBER, movedFrom: '1407',
    municipality: '1481',
  }),
];
const transferred = elinEvent({
  type: '10', name: 'Skolbyte', on: '2026-03-16', number: NUMBER, unit: KUNGALV, studyPath: 'TE',
  municipality: '1481',
});

interface Line {
  id: string; kind: string; month: string; payer: string; ore: number; reason?: string; refersTo?: string;
}
interface Page<T> { items: T[]; next?: string }
interface Settlement { settlement: string; stage: string; lines: number; debitOre: number; creditOre: number }

let server: RunningServer;
let preparer: Client;
let approver: Client;

beforeAll(async () => {
  server = await runServer();
  preparer = await server.as('economist', 'region');
  approver = await server.as('administrator', 'region');
  await approver.deliver('school-units', units, 'text/csv');
  await approver.deliver('price-list', prices, 'text/csv');
  await approver.deliver('elin', elinExport(admittedAndMoved));
});

afterAll(() => server.stop());

const newest = async (): Promise<Settlement> =>
  (await preparer.get<Page<Settlement>>('/v1/settlements')).body.items[0]!;

/** Prepares, approves and issues; the settlement and its lines. */
const settle = async (through: string): Promise<{ settlement: Settlement; lines: Line[] }> => {
  expect((await preparer.post('/v1/settlements', { through })).status).toBe(201);
  const { settlement: id } = await newest();
  expect((await approver.post(`/v1/settlements/${id}/approval`)).status).toBe(201);
  const settlement = await newest();
  expect(settlement.stage).toBe('issued');
  const { body } = await preparer.get<Page<Line>>(
    `/v1/settlements/${id}/lines?limit=500&atLeast=${await headOf(approver)}`);
  return { settlement, lines: body.items };
};

const headOf = async (client: Client): Promise<string> =>
  (await client.get<{ head: string }>('/v1/projections')).body.head;

const shown = (lines: readonly Line[]) =>
  lines.map(({ kind, month, payer, ore, reason }) => [kind, month, payer, ore, reason]).sort();

let march: Line;

test('months through March are settled as they are known', async () => {
  const { settlement, lines } = await settle('2026-03');
  march = lines.find(({ month }) => month === '2026-03')!;
  expect([march.payer, march.ore]).toEqual(['1481', 945_288]);
  expect([settlement.lines, settlement.creditOre]).toEqual([lines.length, 0]);
  expect(settlement.debitOre).toBe(lines.reduce((sum, { ore }) => sum + ore, 0));
});

test('settling again adds nothing', async () => {
  const { settlement, lines } = await settle('2026-03');
  expect([settlement.lines, settlement.debitOre, lines]).toEqual([0, 0, []]);
});

test('after the late transfer March is credited 4 878.91, debited 5 041.10, and April comes', async () => {
  await approver.deliver('elin', elinExport([transferred]));
  const draft = await preparer.get<Page<Line>>(
    `/v1/settlements/draft?through=2026-04&atLeast=${await headOf(approver)}`);
  const { lines } = await settle('2026-04');
  expect(shown(lines)).toEqual([
    ['difference', '2026-03', '1481', -487_891, 'school-changed'],
    ['first', '2026-03', '1481', 504_110, 'reported-late'],
    ['first', '2026-04', '1481', 945_205, undefined],
  ]);
  expect(shown(draft.body.items)).toEqual(shown(lines));
  expect(lines.find(({ kind }) => kind === 'difference')?.refersTo).toBe(march.id);
});

describe('refused is', () => {
  const refusal = async (client: Client, path: string, body?: unknown): Promise<[number, string]> => {
    const { status, body: { type } } = await client.post<{ type: string }>(path, body);
    return [status, type.slice(type.lastIndexOf('/') + 1).replace(/^.*[:#]/, '')];
  };

  test('a month that is not over', async () => {
    expect(await refusal(preparer, '/v1/settlements', { through: '2099-12' })).toEqual([422, 'period-open']);
  });

  test('approval by whoever prepared it, and of what facts have outrun', async () => {
    expect((await preparer.post('/v1/settlements', { through: '2026-05' })).status).toBe(201);
    const path = `/v1/settlements/${(await newest()).settlement}/approval`;
    expect(await refusal(preparer, path)).toEqual([403, 'approval-by-preparer']);
    await approver.deliver('elin', elinExport([elinEvent({
      type: '9', name: 'Avbrott', on: '2026-05-20', number: NUMBER, unit: KUNGALV, studyPath: 'TE',
      municipality: '1481',
    })]));
    expect(await refusal(approver, path)).toEqual([409, 'preparation-outrun']);
  });

  test('settling by who may only look', async () => {
    const viewer = await server.as('viewer', 'region');
    const answer = await refusal(viewer, '/v1/settlements', { through: '2026-05' });
    expect(answer).toEqual([403, 'role-not-permitted']);
  });
});

test('what is issued and what is due come to the same, per payer', async () => {
  await settle('2026-05');
  const { body: { items } } = await preparer.get<Page<Settlement>>('/v1/settlements');
  const issued = items.filter(({ stage }) => stage === 'issued');
  let sum = 0;
  for (const { debitOre, creditOre } of issued) sum += debitOre + creditOre;
  expect(sum).toBe(9_774_027);
});
