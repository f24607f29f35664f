import fc from 'fast-check';
import { agreementSet, agreementsOf, policySet } from '../../../test/support/agreements.js';
import type { FactEvent } from '../../../test/support/caseload-of.js';
import { pricesOf, registerOf, usualPrices, usualUnits } from '../../../test/support/cost-world.js';
import {
  costShared, droppedOut, enrolled, NORTH, placed, registeredIn, SOUTH, transferred, WEST,
} from '../../../test/support/events.js';
import { lives as anyLife } from '../../../test/support/fact-histories.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import { type Lives, readModelOf, type ReadModel } from '../../../test/support/read-models.js';
import type { Page } from '../../application/ports/read-store.js';
import { added, type Amount, NOTHING } from '../../domain/cost/amounts.js';
import { costDimensions } from '../../domain/cost/cost-sums.js';
import { addDays } from '../../domain/shared/civil-date.js';
import { formatKronor } from '../../domain/shared/money.js';
import { costAllocation } from './cost-allocation.js';
import { type CostFilter, CostQueries, type PageOf } from './queries.js';

const references = { prices: pricesOf(usualPrices), 'school-register': registerOf(usualUnits) };
/** As if municipal schools were paid by a day of each month. */
const agreed = {
  ...references, agreements: agreementsOf(
    policySet('monthly', { counting: { rule: 'SNAPSHOT', version: 1, day: 15 } }),
    agreementSet('gr', { terms: [{ payee: 'municipal', policy: 'monthly' }] }),
  ),
};
const modelOf = (lives: Lives, known = references): Promise<ReadModel> =>
  readModelOf(costAllocation((code) => code !== '9900'), lives, known);

const pupil = (...events: readonly FactEvent[]) => asFacts([registeredIn(), ...events]);

const lives: Lives = {
  mover: pupil(
    registeredIn({ validOn: '2026-02-10', municipality: '1481' }),
    enrolled(), transferred(), droppedOut({ unit: SOUTH }),
  ),
  neighbour: pupil(enrolled({ validOn: '2025-08-20' }), droppedOut({ validOn: '2026-03-11' })),
  placedOnly: pupil(placed({ unit: WEST })),
  unpriced: pupil(enrolled({ studyPath: 'XX' }), droppedOut({ validOn: '2026-03-20' })),
};

const MARCH = { from: '2026-03-01', to: '2026-04-01', lookedAt: '2026-06-15' } as const;

let model: ReadModel;
let queries: CostQueries;
beforeAll(async () => {
  model = await modelOf(lives);
  queries = new CostQueries(model);
});
afterAll(() => model.close());

/** All items of all pages, each asked for with the end of the one before. */
const onAllPages = async <D>(ask: (page: PageOf) => Promise<Page<D>>, limit: number): Promise<D[]> => {
  const found: D[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await ask({ limit, after });
    found.push(...items.map(({ document }) => document));
    if (next === undefined) return found;
    after = next;
  }
};

const allocation = async (filter: Partial<CostFilter> = {}): Promise<string[]> => {
  const { items } = await queries.allocation({ ...MARCH, ...filter }, { limit: 50 });
  return items.map(({ document: { payer, unit, principal, studyPath, days, ore, vatOre } }) =>
    [payer, unit, principal, studyPath, days, formatKronor(ore), formatKronor(vatOre)].join(' '));
};

describe('the allocation of a period', () => {
  test('has a row per payer, school and study path, with days, kronor and VAT in them', async () => {
    expect(await allocation()).toEqual([
      // 69 days less 59: 21040.27 - 17990.96, and of 6300 kr VAT a year 1190.96 - 1018.36
      `1407 ${NORTH} 556000-0001 NA 10 3049.31 172.60`,
      // 74 days less 59: 1277.26 - 1018.36 of it is VAT
      `1481 ${NORTH} 556000-0001 NA 15 4573.97 258.90`,
      `1481 ${SOUTH} 1482 TE 16 5041.10 0.00`, // a municipal school gets none
    ]);
  });

  test('comes with what all rows come to, on whatever page', async () => {
    const first = await queries.allocation(MARCH, { limit: 2 });
    const second = await queries.allocation(MARCH, { limit: 2, after: first.next });
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, undefined]);
    expect(second.total).toEqual(first.total);
    expect(first.total).toEqual({
      days: 41, ore: 304_931 + 457_397 + 504_110, vatOre: 17_260 + 25_890,
    });
  });

  test.each([
    [{ payer: '1407' }, 1], [{ payer: '1481' }, 2], [{ payer: '1481', unit: SOUTH }, 1], [{ unit: NORTH }, 2],
    [{ principal: '1482' }, 1], [{ studyPath: 'NA' }, 2], [{ payer: '1499' }, 0],
  ])('filtered by %j', async (filter, rows) => {
    expect(await allocation(filter)).toHaveLength(rows);
  });

  test('can be asked for by programme and month, with what all pages come to', async () => {
    const spring = { ...MARCH, from: '2026-02-10', to: '2026-04-02', payer: '1481' };
    const first = await queries.sums(spring, ['programme', 'month'], { limit: 2 });
    const second = await queries.sums(spring, ['programme', 'month'], { limit: 2, after: first.next });
    expect([...first.items, ...second.items].map(({ document }) => document)).toEqual([
      { programme: 'NA', month: '2026-02', days: 19, ore: 579_370, vatOre: 32_795 }, // 1018.36 - 690.41
      { programme: 'NA', month: '2026-03', days: 15, ore: 457_397, vatOre: 25_890 },
      { programme: 'TE', month: '2026-03', days: 16, ore: 504_110, vatOre: 0 },
      { programme: 'TE', month: '2026-04', days: 1, ore: 31_506, vatOre: 0 }, // 5356.16 - 5041.10
    ]);
    expect(second.total).toEqual((await queries.allocation(spring, { limit: 1 })).total);
    await expect(queries.sums(spring, ['month'], { limit: 1, after: 'NA|2026-03' })).rejects.toThrow();
  });

  test('goes over New Year, and by whoever looks when', async () => {
    const autumn = { from: '2025-07-01', to: '2026-01-11', unit: WEST } as const;
    expect(await allocation({ ...autumn, lookedAt: '2025-09-15' })).toEqual([
      // 184 days of 2025 and 10 of 2026; VAT is 6141.51 and 6300.00 a year: 3095.99 + 172.60
      `1407 ${WEST} 556000-0002 NA 194 57745.21 3268.59`,
    ]);
    expect(await allocation({ ...autumn, lookedAt: '2025-09-16' })).toEqual([]);
  });
});

test('pupils who are paid for alike have VAT each, and who share a place share it', async () => {
  const alike = pupil(enrolled());
  const shared = asFacts([registeredIn(), enrolled(), costShared({ validOn: '2026-01-01' })]);
  const any = await modelOf({ one: alike, other: alike, shared });
  const { items } = await new CostQueries(any).allocation(MARCH, { limit: 50 });
  // 1553.42 - 1018.36 each; half of it is 776.71 - 509.18
  expect(items.map(({ document: { payer, vatOre } }) => [payer, vatOre]))
    .toEqual([['1407', 2 * 53_506 + 26_753], ['232100-0131', 26_753]]);
  await any.close();
});

test('days that are disputed for who looks early are in no row then, and in one later', async () => {
  const contested = pupil(enrolled({ validOn: '2025-03-03' }), placed({ unit: SOUTH, studyPath: 'TE' }));
  const any = await modelOf({ contested });
  const inJuly = async (lookedAt: string) => {
    const july = { from: '2025-07-01', to: '2025-08-01', lookedAt };
    const { items } = await new CostQueries(any).allocation(july, { limit: 50 });
    return items.map(({ document: { unit, days } }) => [unit, days]);
  };
  expect(await inJuly('2025-09-15')).toEqual([]);
  expect(await inJuly('2025-09-16')).toEqual([[NORTH, 31]]);
  await any.close();
});

describe('the lines behind it', () => {
  test('are one per pupil and month, with what they rest on', async () => {
    const { items } = await queries.lines({ ...MARCH, payer: '1481' }, { limit: 50 });
    expect(items.map(({ document }) => document)).toMatchObject([
      {
        person: 'mover', from: '2026-03-01', to: '2026-03-16', days: 15, ore: 457_397,
        payerBasis: 'registered', priceId: 'p1', priceStanding: 'decided', perYearOre: 11_130_000,
        policy: 'default', counting: 'DAILY_CALENDAR/1',
      },
      { person: 'mover', from: '2026-03-16', to: '2026-04-01', days: 16, ore: 504_110, priceId: 'p4' },
    ]);
  });

  test('of one pupil are those of the worked example', async () => {
    const year = { from: '2025-07-01', to: '2026-07-01', lookedAt: '2026-06-15', person: 'mover' };
    const lines = await onAllPages((page) => queries.lines(year, page), 1);
    const inOrder = lines.sort((a, b) => (a.from < b.from ? -1 : 1));
    expect(inOrder.map(({ ore }) => formatKronor(ore))).toEqual([
      '9215.07', '9215.07', '8917.81', '9215.06', '8917.81', '9215.07', '9452.88', '2744.38', '5793.70',
      '4573.97', '5041.10', '9452.05', '5986.30',
    ]);
  });

  test('begin and end with the days asked for', async () => {
    const daysFrom = async (from: string, to: string) => {
      const { items } = await queries.lines({ ...MARCH, from, to, person: 'neighbour' }, { limit: 50 });
      return items.map(({ document }) => document.days);
    };
    expect(await daysFrom('2026-03-10', '2026-03-12')).toEqual([1]);
    expect(await daysFrom('2025-06-30', '2025-07-01')).toEqual([]);
  });

  test.each([{ principal: '1482' }, { unit: NORTH }, { studyPath: 'TE' }, { person: 'neighbour' }])(
    'filtered by %j are on full pages', async (filter) => {
      const ask = (page: PageOf) => queries.lines({ ...MARCH, ...filter }, page);
      const { items } = await ask({ limit: 50 });
      expect(items).not.toEqual([]);
      expect(await onAllPages(ask, 1)).toEqual(items.map(({ document }) => document));
    },
  );
});

test('the export has the lines of all, person by person; and of one person the same', async () => {
  const exported = async (person?: string) => {
    const lines = [];
    const filter = { ...MARCH, from: '2025-07-01', person };
    for await (const piece of queries.allLines(filter)) lines.push(...piece);
    return lines;
  };
  const all = await exported();
  expect(all.map(({ person, from }) => `${person} ${from}`)).toEqual(
    all.map(({ person, from }) => `${person} ${from}`).sort());
  for (const person of Object.keys(lives)) {
    expect(await exported(person)).toEqual(all.filter((line) => line.person === person));
  }
  expect(all.filter(({ person }) => person === 'mover').length).toBeGreaterThan(9);
  expect(await exported('nobody')).toEqual([]);
});

test('deviations say who, where, when and why; and are found by any of it', async () => {
  const deviations = async (filter: Partial<CostFilter>) => onAllPages(
    (page) => queries.deviations({ ...MARCH, ...filter }, page), 1,
  );
  expect(await deviations({})).toMatchObject([{
    person: 'unpriced', kind: 'missing-price', unit: NORTH, studyPath: 'XX',
    from: '2025-07-01', to: '2026-03-20',
  }]);
  const finding = [
    { kind: 'missing-price' }, { unit: NORTH }, { studyPath: 'XX' }, { person: 'unpriced' },
    { payer: '1407' }, { principal: '556000-0001' },
  ];
  for (const filter of finding) expect(await deviations(filter)).toHaveLength(1);
  const missing = [
    { kind: 'two-schools' }, { unit: SOUTH }, { studyPath: 'NA' }, { from: '2026-03-20' },
    { payer: '1481' }, { principal: '1482' },
    { from: '2025-06-01', to: '2025-07-01' },
  ];
  for (const filter of missing) expect(await deviations(filter)).toHaveLength(0);
});

test('for any period, odd days at both ends included, the figures are the sum of their lines', async () => {
  const days = fc.nat(900).map((nth) => addDays('2025-05-01', nth));
  const regions = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), anyLife);
  const terms = fc.constantFrom(references, agreed);
  const asked = fc.record({ from: days, to: days, lookedAt: days });
  await fc.assert(fc.asyncProperty(regions, terms, asked, async (region, known, filter) => {
    const any = await modelOf(region, known);
    const costs = new CostQueries(any);
    // An amount besides a price is for days that the price has.
    const sum = (rows: readonly { days: number; ore: number; vatOre?: number; item?: string }[]) =>
      rows.reduce<Amount>((total, { days: more, ore, vatOre = 0, item }) =>
        added(total, { days: item === undefined ? more : 0, ore, vatOre }), NOTHING);
    const lines = sum(await onAllPages((page) => costs.lines(filter, page), 3));
    expect(sum(await onAllPages((page) => costs.allocation(filter, page), 2))).toEqual(lines);
    expect((await costs.allocation(filter, { limit: 1 })).total).toEqual(lines);
    for (const by of costDimensions) {
      expect(sum(await onAllPages((page) => costs.sums(filter, [by], page), 2))).toEqual(lines);
    }
    await any.close();
  }), { numRuns: 50 });
});
