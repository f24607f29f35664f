import type { Document } from '../../application/ports/read-store.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import { amountBetween, vatBetween } from '../../domain/cost/shape.js';
import { FOREVER } from '../../domain/shared/civil-date.js';
import { formatKronor } from '../../domain/shared/money.js';
import { agreementSet, agreementsOf, policySet } from '../../../test/support/agreements.js';
import { deviationsOf, segmentsOf } from '../../../test/support/cost-rows.js';
import {
  independent, price, pricesOf, registerOf, unit, usualPrices, usualUnits,
} from '../../../test/support/cost-world.js';
import {
  absenceDecided, droppedOut, enrolled, forfeited, NORTH, pathChanged, placed, registeredIn, SOUTH,
  transferred,
} from '../../../test/support/events.js';
import { contributionOf, documentOf } from '../../../test/support/folded.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import type { FactEvent } from '../../../test/support/caseload-of.js';
import type { Contribution } from '../engine/projection.js';
import { countsOn } from '../timeline-rows.js';
import { shapeIn } from './collections.js';
import { costAllocation } from './cost-allocation.js';

const references = { prices: pricesOf(usualPrices), 'school-register': registerOf(usualUnits) };
const projection = costAllocation((code) => code !== '9900');

const costOf = (facts: readonly Fact[], read: Record<string, unknown> = references): Contribution =>
  contributionOf(projection, facts, read);
const costIn = (...events: readonly FactEvent[]): Contribution => costOf(asFacts(events));

/** Deviations, or segments, each written as some of its fields. */
const rowsOf = (
  cost: Contribution, kind: 'segments' | 'deviations', ...fields: readonly string[]
): string[] => (kind === 'segments' ? segmentsOf(cost) : deviationsOf(cost))
  .map((row) => fields.map((field) => String((row as unknown as Document)[field])).join(' '));

/** What the sums come to as seen on a day, per payer. */
const perPayer = (
  { sums }: Contribution, lookedAt = '2026-12-31', between = amountBetween as typeof vatBetween,
): Record<string, string> => {
  const ore: Record<string, number> = {};
  for (const [key, times] of sums) {
    if (key.startsWith('delay|') || !countsOn(key, lookedAt)) continue;
    const { payer, ...shape } = shapeIn(key);
    ore[payer] = (ore[payer] ?? 0) + times * (between(shape, shape.from, shape.to) ?? 0);
  }
  return Object.fromEntries(Object.entries(ore).map(([payer, sum]) => [payer, formatKronor(sum)]));
};

/** schooling-and-cost.md 7: moves in February, changes school in March, drops out in May. */
const workedExample = [
  registeredIn(), registeredIn({ validOn: '2026-02-10', municipality: '1481' }),
  enrolled(), transferred(), droppedOut({ unit: SOUTH }),
];

test('the worked example comes out in segments and in sums', () => {
  const cost = costIn(...workedExample);
  expect(rowsOf(cost, 'segments', 'from', 'to', 'payer', 'unit', 'principalId', 'countedBefore')).toEqual([
    `2025-07-01 2026-01-01 1407 ${NORTH} 556000-0001 0`,
    `2026-01-01 2026-02-10 1407 ${NORTH} 556000-0001 0`,
    `2026-02-10 2026-03-16 1481 ${NORTH} 556000-0001 40`,
    `2026-03-16 2026-05-20 1481 ${SOUTH} 1482 0`,
  ]);
  expect(rowsOf(cost, 'deviations', 'kind')).toEqual([]);
  expect(perPayer(cost)).toEqual({ 1407: '66893.15', 1481: '30847.12' });
  // 3095.99 and 690.41; 586.85 and nothing at the municipal school
  expect(perPayer(cost, '2026-12-31', vatBetween)).toEqual({ 1407: '3786.40', 1481: '586.85' });
});

test('under a policy of another counting rule, segments and sums are counted by that', () => {
  const agreements = agreementsOf(
    policySet('monthly', { counting: { rule: 'SNAPSHOT', version: 1, day: 15 } }),
    agreementSet('gr', { terms: [{ payee: 'municipal', policy: 'monthly' }] }),
  );
  const cost = costOf(asFacts(workedExample), { ...references, agreements });
  const grounds = ['counting', 'policy', 'policyId', 'agreement', 'agreementId'];
  expect(rowsOf(cost, 'segments', 'from', ...grounds)).toEqual([
    '2025-07-01 undefined undefined undefined undefined undefined',
    '2026-01-01 undefined undefined undefined undefined undefined',
    '2026-02-10 undefined undefined undefined undefined undefined',
    '2026-03-16 SNAPSHOT/1{"day":15} monthly e0 gr e1',
  ]);
  // 1481: 10 367.67 as before, and two twelfths of 115 000
  expect(perPayer(cost)).toEqual({ 1407: '66893.15', 1481: '29534.34' });
});

test('an unconfirmed summer placement is paid for until its deadline, and from then on never was', () => {
  const cost = costIn(registeredIn(), placed());
  const days = rowsOf(cost, 'segments', 'from', 'to', 'since', 'until');
  expect(days[0]).toBe('2025-07-01 2026-01-01 0001-01-01 2025-09-16');
  expect(days.every((row) => row.endsWith('2025-09-16'))).toBe(true);
  const allPriced = '277295.89'; // 2025 from July on, and the whole of 2026 and 2028
  expect(perPayer(cost, '2025-09-15')).toEqual({ 1407: allPriced });
  expect(perPayer(cost, '2025-09-16')).toEqual({});
});

describe('what cannot be charged is listed and never zero', () => {
  const deviationsIn = (...events: readonly FactEvent[]): string[] =>
    rowsOf(costIn(...events), 'deviations', 'kind', 'from', 'to', 'unit', 'studyPath', 'payer', 'principal');
  const autumn = (unitCode: string, studyPath = 'NA') => [
    enrolled({ unit: unitCode, studyPath }), droppedOut({ unit: unitCode, validOn: '2025-12-01' }),
  ];

  test('no price', () => {
    expect(deviationsIn(registeredIn(), ...autumn(NORTH, 'XX')))
      .toEqual([`missing-price 2025-07-01 2025-12-01 ${NORTH} XX 1407 556000-0001`]);
  });

  test('no price, told to whoever would pay on each day; nobody, where no payer is known either', () => {
    const moved = registeredIn({ validOn: '2025-10-15', municipality: '1481' });
    expect(deviationsIn(registeredIn({ validOn: '2025-08-01' }), moved, ...autumn(NORTH, 'XX'))).toEqual([
      `missing-price 2025-07-01 2025-08-01 ${NORTH} XX undefined 556000-0001`,
      `missing-price 2025-08-01 2025-10-15 ${NORTH} XX 1407 556000-0001`,
      `missing-price 2025-10-15 2025-12-01 ${NORTH} XX 1481 556000-0001`,
    ]);
  });

  test('no price yet, for years on end, in one row', () => {
    expect(deviationsIn(registeredIn(), enrolled({ validOn: '2027-08-16', studyPath: 'XX' })))
      .toEqual([`missing-price 2027-07-01 ${FOREVER} ${NORTH} XX 1407 556000-0001`]);
  });

  test('no payer, or one that is no municipality', () => {
    const moved = registeredIn({ validOn: '2025-11-01', municipality: '9900' });
    expect(deviationsIn(registeredIn({ validOn: '2025-10-01' }), moved, ...autumn(NORTH))).toEqual([
      `missing-payer 2025-07-01 2025-10-01 ${NORTH} NA undefined 556000-0001`,
      `payer-not-a-municipality 2025-11-01 2025-12-01 ${NORTH} NA 9900 556000-0001`,
    ]);
  });

  test('a school that the register does not know', () => {
    expect(deviationsIn(registeredIn(), ...autumn('x-00090002')))
      .toEqual(['unknown-unit 2025-07-01 2025-12-01 x-00090002 NA 1407 undefined']);
  });

  test('days that two schools claim, for both', () => {
    const other = [enrolled({ unit: SOUTH, validOn: '2025-11-01', studyPath: 'TE' })];
    expect(deviationsIn(registeredIn(), ...autumn(NORTH), ...other, droppedOut({ unit: SOUTH }))).toEqual([
      `two-schools 2025-11-01 2025-12-01 ${NORTH} NA 1407 556000-0001`,
      `two-schools 2025-11-01 2025-12-01 ${SOUTH} TE 1407 1482`,
    ]);
  });

  test('days on which one school claims a pupil on two study paths, for both', () => {
    const other = [enrolled({ validOn: '2025-11-01', studyPath: 'TE' })];
    expect(deviationsIn(registeredIn(), ...autumn(NORTH), ...other)).toEqual([
      `two-study-paths 2025-11-01 2025-12-01 ${NORTH} TE 1407 556000-0001`,
      `two-study-paths 2025-11-01 2025-12-01 ${NORTH} NA 1407 556000-0001`,
    ]);
  });

  test('none of it adds a sum', () => {
    const { sums } = costIn(registeredIn(), ...autumn(NORTH, 'XX'));
    expect([...sums.keys()].filter((key) => !key.startsWith('delay|'))).toEqual([]);
  });
});

describe('what documents are read against', () => {
  test('the school, and the prices of every year that a place lasted into', () => {
    const { uses } = costIn(enrolled(), pathChanged(), droppedOut());
    expect([...uses].sort()).toEqual([
      'price|2025|', 'price|2025|NA', 'price|2025|TE', 'price|2026|', 'price|2026|TE', `unit|${NORTH}`,
    ]);
  });

  test('the prices of any year, while a place has no end', () => {
    expect([...costIn(enrolled()).uses].sort()).toEqual(['price|0|', 'price|0|NA', `unit|${NORTH}`]);
  });

  test('prices are found in any year and school, whatever was known before', () => {
    const open = asFacts([registeredIn(), enrolled()]);
    const late = [...usualPrices, price(2030, {}, 120_000)];
    const cost = costOf(open, { ...references, prices: pricesOf(late) });
    expect(rowsOf(cost, 'segments', 'from', 'to').at(-1)).toBe('2030-01-01 2031-01-01');
    expect(rowsOf(cost, 'deviations', 'from', 'to')).toEqual([
      '2027-01-01 2028-01-01', '2029-01-01 2030-01-01', `2031-01-01 ${FOREVER}`,
    ]);
  });

  test('a school that changes hands has two payees', () => {
    const sold = unit(NORTH, { ...independent, id: '556000-0009' }, { validOn: '2025-10-01' });
    const read = { ...references, 'school-register': registerOf([...usualUnits, sold]) };
    const facts = asFacts([registeredIn(), enrolled(), droppedOut({ validOn: '2025-12-01' })]);
    expect(rowsOf(costOf(facts, read), 'segments', 'from', 'principalId'))
      .toEqual(['2025-07-01 556000-0001', '2025-10-01 556000-0009']);
  });
});

test('of what came in passing the municipality is kept, and no name', () => {
  const observed = { givenName: 'Alva', familyName: 'Ek', homeMunicipality: '1480' };
  const { facts } = documentOf(projection, asFacts([
    enrolled({ observed }), droppedOut({ observed: { givenName: 'Alva' } }),
  ]));
  expect(JSON.stringify(facts)).not.toMatch(/Alva|Ek/);
  expect(rowsOf(costIn(enrolled({ observed })), 'segments', 'payer', 'payerBasis')[0])
    .toBe('1480 observed');
});

test('who never came costs nobody anything, and who is away does until a decision takes effect', () => {
  const never = costIn(registeredIn(), placed(), enrolled(), forfeited());
  expect([rowsOf(never, 'segments', 'from'), rowsOf(never, 'deviations', 'kind'), perPayer(never)])
    .toEqual([[], [], {}]);
  const decided = [enrolled(), absenceDecided()];
  expect(rowsOf(costIn(registeredIn(), ...decided), 'segments', 'from', 'to'))
    .toEqual(['2025-07-01 2025-11-10']);
});
