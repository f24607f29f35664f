import { elinExport } from '../support/elin-export.js';
import { type Client, type RunningServer, runServer } from '../support/running-server.js';
import { admitted, droppedOut, moved, prices, transferred, units } from '../support/worked-example.js';

/** A transfer reported after its month was invoiced (docs/how-to/settle.md), over HTTP on real stores. */

interface Line {
  id: string; kind: string; month: string; payer: string; ore: number; reason?: string; refersTo?: string;
  because?: { what: string; validOn?: string; event: string }[];
}
interface Page<T> { items: T[]; next?: string }
interface Settlement { settlement: string; stage: string; lines: number; debitOre: number; creditOre: number }

interface Moved { ore: number; vatOre: number }
interface Total extends Moved {
  issuedOre: number; issuedVatOre: number; rightOre: number; rightVatOre: number;
  unexplainedOre: number; unexplainedVatOre: number;
}
interface Books {
  items: ({ principal: string; month: string; because: ({ reason: string } & Moved)[] } & Total)[];
  total: Total;
  settlements: { vatOre: number }[];
}

const reachingFar = {
  validOn: '2020-01-01', counting: { rule: 'DAILY_CALENDAR', version: 1 }, augustStartPaysFromJuly: true,
  dropoutDay: 'first-unpaid', documentPays: 'through-june', confirmBy: '09-15', correctsYearsBack: 20,
};

let server: RunningServer;
let preparer: Client;
let approver: Client;
let told: Awaited<ReturnType<typeof story>>;
let march: Line;

beforeAll(async () => {
  server = await runServer();
  preparer = await server.as('economist', 'region');
  approver = await server.as('administrator', 'region');
  await approver.deliver('school-units', units, 'text/csv');
  await approver.deliver('price-list', prices, 'text/csv');
  await approver.deliver('elin', elinExport([admitted, moved]));
  // What is corrected without a decision depends on the year in which the test runs.
  expect((await approver.post('/v1/cost-policies/default/versions', reachingFar)).status).toBe(201);
  told = await story();
  march = told.first.lines.find(({ month }) => month === '2026-03')!;
});

afterAll(() => server.stop());

/** March is settled twice, a transfer is reported late, and April is settled: what was seen on the way. */
const story = async () => {
  const first = await settle('2026-03');
  const again = await settle('2026-03');
  await approver.deliver('elin', elinExport([transferred]));
  const draft = (await preparer.get<Page<Line>>(
    `/v1/settlements/draft?through=2026-04&atLeast=${await headOf(approver)}`)).body.items;
  const due = await booksOf('payer=1481&');
  const april = await settle('2026-04');
  return { first, again, draft, due, april, settled: await booksOf('') };
};

const booksOf = async (query: string): Promise<Books> => (await preparer.get<Books>(
  `/v1/settlements/reconciliation?${query}atLeast=${await headOf(approver)}`)).body;

const newest = async (): Promise<Settlement> =>
  (await preparer.get<Page<Settlement>>('/v1/settlements')).body.items[0]!;

/** Prepares, approves and issues; the settlement and its lines. */
const settle = async (through: string): Promise<{ settlement: Settlement; lines: Line[] }> => {
  const prepared = await preparer.post<{ settlement: string }>('/v1/settlements', { through });
  const { settlement: id } = prepared.body;
  expect([prepared.status, id]).toEqual([201, (await newest()).settlement]);
  const due = await sumsOf(`draft/sums?through=${through}`);
  expect((await approver.post(`/v1/settlements/${id}/approval`)).status).toBe(201);
  const settlement = await newest();
  expect(settlement.stage).toBe('issued');
  const { body } = await preparer.get<Page<Line>>(
    `/v1/settlements/${id}/lines?limit=500&atLeast=${await headOf(approver)}`);
  expect(await sumsOf(`${id}/sums`)).toEqual(due);
  return { settlement, lines: body.items };
};

const sumsOf = async (path: string): Promise<unknown[]> =>
  (await preparer.get<Page<object>>(`/v1/settlements/${path}`)).body.items
    .map((sum) => JSON.stringify(Object.entries(sum).sort())).sort();

const headOf = async (client: Client): Promise<string> =>
  (await client.get<{ head: string }>('/v1/projections')).body.head;

const shown = (lines: readonly Line[]) =>
  lines.map(({ kind, month, payer, ore, reason }) => [kind, month, payer, ore, reason]).sort();

test('months through March are settled as they are known', () => {
  const { settlement, lines } = told.first;
  expect([march.payer, march.ore]).toEqual(['1481', 945_288]);
  expect([settlement.lines, settlement.creditOre]).toEqual([lines.length, 0]);
  expect(settlement.debitOre).toBe(lines.reduce((sum, { ore }) => sum + ore, 0));
});

test('settling again adds nothing', () => {
  const { settlement, lines } = told.again;
  expect([settlement.lines, settlement.debitOre, lines]).toEqual([0, 0, []]);
});

test('after the late transfer March is due for a credit of 4 878.91 and a debit of 5 041.10', () => {
  const { items, total } = told.due;
  expect(items.map(({ principal, month, ore, because }) => [principal, month, ore, because[0]!.reason]))
    .toEqual([['1482', '2026-03', 504_110, 'reported-late'],
      ['556000-0001', '2026-03', -487_891, 'school-changed']]);
  expect([total.ore, total.unexplainedOre]).toEqual([504_110 - 487_891, 0]);
  // VAT of March: 535.06 of the whole, 258.90 up to the 16th; none at the municipal school
  expect(items.map(({ issuedVatOre, rightVatOre, vatOre, because }) =>
    [issuedVatOre, rightVatOre, vatOre, because[0]!.vatOre])).toEqual([
    [0, 0, 0, 0], [53_506, 25_890, -27_616, -27_616],
  ]);
  expect([total.vatOre, total.unexplainedVatOre]).toEqual([-27_616, 0]);
});

test('they are settled with April, and each tells of the transfer', () => {
  const { settled, draft, april: { lines } } = told;
  expect([settled.items, settled.total.ore, settled.settlements.length]).toEqual([[], 0, 3]);
  expect(shown(lines)).toEqual([
    ['difference', '2026-03', '1481', -487_891, 'school-changed'],
    ['first', '2026-03', '1481', 504_110, 'reported-late'],
    ['first', '2026-04', '1481', 945_205, undefined],
  ]);
  expect(shown(draft)).toEqual(shown(lines));
  for (const { kind, reason, because } of [...draft, ...lines]) {
    const causes = because?.map(({ what, validOn }) => [what, validOn]);
    const isCorrection = kind === 'difference' || reason === 'reported-late';
    expect(causes).toEqual(isCorrection ? [['Transferred', '2026-03-16']] : undefined);
  }
  expect(lines.find(({ kind }) => kind === 'difference')?.refersTo).toBe(march.id);
});

interface Explained {
  issuedBefore: Line[]; right: { ore: number; facts: { type: string }[] }[];
  causes?: {
    facts: { type: string; validOn: string }[]; published: string[]; gone: string[]; deadlinePassed: boolean;
    set: { id: string; type: string; validOn: string }[];
  };
}

const explained = async (id: string): Promise<Explained> =>
  (await preparer.get<Explained>(`/v1/cost/explanation/${id}`)).body;

const sumOf = (lines: readonly { ore: number }[]): number => lines.reduce((sum, { ore }) => sum + ore, 0);

test('an issued line is explained as it was known when it was worked out', async () => {
  const { right, issuedBefore, causes } = await explained(march.id);
  expect([sumOf(right), issuedBefore, causes]).toEqual([march.ore, [], undefined]);
});

test('a difference is what is right less what was issued, and tells of what made it', async () => {
  const { lines } = told.april;
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    const { right, issuedBefore } = await explained(line.id);
    expect(sumOf(right) - sumOf(issuedBefore)).toBe(line.ore);
  }
  const credit = await explained(lines.find(({ kind }) => kind === 'difference')!.id);
  expect(credit.issuedBefore.map(({ id, ore }) => [id, ore])).toEqual([[march.id, 945_288]]);
  expect(credit.causes).toMatchObject({
    facts: [{ type: 'Transferred', validOn: '2026-03-16' }], published: [], deadlinePassed: false,
  });
});

test('a statement says which event caused a correction', async () => {
  const { settlement: { settlement: id }, lines } = told.april;
  const { text } = await preparer.get(`/v1/settlements/${id}/statement?format=csv`);
  const [{ because }] = lines.filter(({ kind }) => kind === 'difference') as [Line];
  const rows = text.split('\r\n').filter((row) => row.includes(';skolbyte;2026-03-16;'));
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row).toContain(because![0]!.event);
});

test('the explanation of a difference can be read as a text', async () => {
  const credit = told.april.lines.find(({ kind }) => kind === 'difference')!;
  const textIn = async (language: string) =>
    (await preparer.get(`/v1/cost/explanation/${credit.id}?format=text${language}`)).text;
  const [inSwedish, inEnglish] = [await textIn(''), await textIn('&language=en')];
  expect(inSwedish).toContain('4\u00a0573,97 − 9\u00a0452,88 = −4\u00a0878,91\u00a0kr');
  expect(inSwedish).toContain('skolbyte');
  expect(inEnglish).toContain('4573.97 − 9452.88 = -4878.91 kr');
  expect(inEnglish).toContain('Transferred');
});

test('an issued line is explained to who may see it, and to nobody else', async () => {
  const status = async (organisation: string): Promise<number> => {
    const client = await server.as('economist', organisation);
    return (await client.get(`/v1/cost/explanation/${march.id}`)).status;
  };
  expect([await status('1481'), await status('556000-0001'), await status('1407')]).toEqual([200, 200, 403]);
  expect((await preparer.get(`/v1/cost/explanation/${march.id}0`)).status).toBe(404);
});

const refusal = async (client: Client, path: string, body?: unknown): Promise<[number, string]> => {
  const { status, body: { type } } = await client.post<{ type: string }>(path, body);
  return [status, type.slice(type.lastIndexOf('/') + 1).replace(/^.*[:#]/, '')];
};

describe('refused is', () => {
  test('a month that is not over', async () => {
    expect(await refusal(preparer, '/v1/settlements', { through: '2099-12' })).toEqual([422, 'period-open']);
  });

  test('settling by who may only look', async () => {
    const viewer = await server.as('viewer', 'region');
    const answer = await refusal(viewer, '/v1/settlements', { through: '2026-05' });
    expect(answer).toEqual([403, 'role-not-permitted']);
  });
});

test('none approves what they prepared, or facts have outrun; in the end issued is what is due', async () => {
  expect((await preparer.post('/v1/settlements', { through: '2026-05' })).status).toBe(201);
  const path = `/v1/settlements/${(await newest()).settlement}/approval`;
  expect(await refusal(preparer, path)).toEqual([403, 'approval-by-preparer']);
  await approver.deliver('elin', elinExport([droppedOut]));
  expect(await refusal(approver, path)).toEqual([409, 'preparation-outrun']);
  await issuedIsDue();
  await laterPriceIsNamed();
});

const issuedIsDue = async (): Promise<void> => {
  await settle('2026-05');
  const { body: { items } } = await preparer.get<Page<Settlement>>('/v1/settlements');
  const issued = items.filter(({ stage }) => stage === 'issued');
  let sum = 0;
  for (const { debitOre, creditOre } of issued) sum += debitOre + creditOre;
  expect(sum).toBe(9_774_027);
  const { total, settlements } = await booksOf('');
  // 3 095.99, 690.41 and 586.85 kr of VAT
  expect(total).toEqual({
    issuedOre: 9_774_027, issuedVatOre: 437_325, rightOre: 9_774_027, rightVatOre: 437_325,
    ore: 0, vatOre: 0, unexplainedOre: 0, unexplainedVatOre: 0,
  });
  expect(settlements.reduce((all, { vatOre }) => all + vatOre, 0)).toBe(437_325);
};

/** A difference names the price that came after the settlement, and the one it replaced. */
const laterPriceIsNamed = async (): Promise<void> => {
  await approver.deliver('price-list', 'valid_from,year,principal,study_path,amount_sek,standing,origin\n'
    + '2026-02-01,2026,independent,NA,122000,decided,court ruling\n', 'text/csv');
  await headOf(approver);
  const { lines } = await settle('2026-05');
  const difference = lines.find(({ month, reason }) => month === '2026-02' && reason === 'price-changed')!;
  const { causes } = await explained(difference.id);
  expect(causes!.set.map(({ id, type, validOn }) => [type, validOn, causes!.gone.includes(id)])).toEqual([
    ['PricePublished', '2026-01-01', true], ['PricePublished', '2026-02-01', false],
  ]);
  const { text } = await preparer.get(`/v1/cost/explanation/${difference.id}?format=text`);
  const spaced = text.replaceAll('\u00a0', ' ');
  expect(spaced).toContain('2026-02-01: pris 122 000,00 kr, fastställt, court ruling\n');
  expect(spaced).toContain('pris 111 300,00 kr, fastställt, worked example; gäller inte längre');
};
