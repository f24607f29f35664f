import {
  pricesOf, registerOf, unit, independent, usualPrices, usualUnits,
} from '../../../test/support/cost-world.js';
import { agreementsOf, policySet } from '../../../test/support/agreements.js';
import type { FactEvent } from '../../../test/support/caseload-of.js';
import {
  absenceDecided, disputeDecided, droppedOut, enrolled, NORTH, numberAdded, pathChanged, registeredIn,
  schoolingWithdrawn, SOUTH, transferred,
} from '../../../test/support/events.js';
import { contributionOf, recordedOn } from '../../../test/support/folded.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import type { DeviationRow } from './collections.js';
import { costAllocation } from './cost-allocation.js';

/** What somebody should look at before a settlement, besides what cannot be charged (requirement 38). */

const references = { prices: pricesOf(usualPrices), 'school-register': registerOf(usualUnits) };

const deviationsOf = (facts: readonly Fact[], more: Record<string, unknown> = {}): DeviationRow[] =>
  contributionOf(costAllocation(() => true), facts, { ...references, ...more }).rows
    .filter(({ collection }) => collection === 'deviations')
    .map(({ document }) => document as unknown as DeviationRow)
    .filter(({ kind }) => kind !== 'missing-price');

/** Each written as its kind, days and school. */
const written = (rows: readonly DeviationRow[]): string[] =>
  rows.map(({ kind, from, to, unit: code }) => [kind, from, to, code].join(' '));

const born = (day: string): FactEvent => numberAdded({ number: `${day}2382` });
const left = droppedOut({ unit: NORTH, validOn: '2026-05-20' });

describe('who began too old', () => {
  const doubtedWhenBorn = (day: string, ...more: readonly FactEvent[]): string[] =>
    written(deviationsOf(asFacts([registeredIn(), born(day), ...more])));

  test('is told with all days of the school, which are charged', () => {
    expect(doubtedWhenBorn('20050630', enrolled(), left))
      .toEqual([`too-old-at-start 2025-07-01 2026-05-20 ${NORTH}`]);
  });

  test('may begin until June of the year of the 20th birthday', () => {
    expect(doubtedWhenBorn('20060101', enrolled(), left)).toEqual([]);
    const inJune = enrolled({ validOn: '2025-06-30' });
    const inJuly = enrolled({ validOn: '2025-07-01' });
    expect(doubtedWhenBorn('20050101', inJune, left)).toEqual([]);
    expect(doubtedWhenBorn('20051231', inJuly, left)).toHaveLength(1);
  });

  test('is not who goes on at another school, and is who begins another programme', () => {
    const before = [enrolled({ validOn: '2024-08-18' }), droppedOut({ unit: NORTH, validOn: '2025-06-01' })];
    const after = droppedOut({ unit: SOUTH, validOn: '2026-05-20' });
    expect(doubtedWhenBorn('20050101', ...before, enrolled({ unit: SOUTH }), after)).toEqual([]);
    expect(doubtedWhenBorn('20050101', ...before, enrolled({ unit: SOUTH, studyPath: 'TE' }), after))
      .toEqual([`too-old-at-start 2025-07-01 2026-05-20 ${SOUTH}`]);
  });
});

describe('a report for a day to come', () => {
  const [home, start] = asFacts<FactEvent>([registeredIn(), enrolled()]) as [Fact, Fact];
  const seenOn = (rows: readonly DeviationRow[], day: CivilDate): string[] =>
    written(rows.filter(({ since, until }) => since <= day && day < until));

  test('of an end leaves the days until then in doubt, from the day it comes to the day it is for', () => {
    const end = recordedOn({ id: 'end', event: left }, '2026-04-01');
    const rows = deviationsOf([home, start, end]);
    const expected = [`dated-ahead 2025-08-18 2026-05-20 ${NORTH}`];
    expect([seenOn(rows, '2026-04-01'), seenOn(rows, '2026-05-19')]).toEqual([expected, expected]);
    expect([seenOn(rows, '2026-03-31'), seenOn(rows, '2026-05-20')]).toEqual([[], []]);
    expect(rows.map(({ event }) => event)).toEqual(['end']);
  });

  test('of a start leaves the days from it on in doubt', () => {
    const soon = recordedOn({ id: 'start', event: enrolled() }, '2025-06-10');
    expect(seenOn(deviationsOf([home, soon]), '2025-07-01'))
      .toEqual([`dated-ahead 2025-08-18 9999-12-31 ${NORTH}`]);
  });

  test('of a change of school leaves those at the old one and at the new one in doubt', () => {
    const move = recordedOn({ id: 'move', event: transferred() }, '2026-03-01');
    expect(seenOn(deviationsOf([home, start, move]), '2026-03-02')).toEqual([
      `dated-ahead 2025-08-18 2026-03-16 ${NORTH}`, `dated-ahead 2026-03-16 9999-12-31 ${SOUTH}`,
    ]);
  });
});

describe('a report that came late', () => {
  const [home, start] = asFacts<FactEvent>([registeredIn(), enrolled()]) as [Fact, Fact];
  const changed = (reportedAt: string | undefined): Fact =>
    recordedOn({ id: 'change', event: pathChanged({ reportedAt }) }, '2026-05-01');

  test('is told with the days that had passed, and the day the ledger learnt of it', () => {
    const rows = deviationsOf([home, start, changed('2025-12-04T10:00:00Z')]);
    expect(written(rows)).toEqual([`reported-late 2025-11-03 2025-12-04 ${NORTH}`]);
    expect(rows.map(({ newsOn, studyPath }) => [newsOn, studyPath])).toEqual([['2026-05-01', 'TE']]);
  });

  test('is late by when the school said so, else by when the ledger took it', () => {
    expect(deviationsOf([home, start, changed('2025-12-03T10:00:00Z')])).toEqual([]);
    expect(written(deviationsOf([home, start, changed(undefined)])))
      .toEqual([`reported-late 2025-11-03 2026-05-01 ${NORTH}`]);
  });

  test('is not late before it was decided, on whatever day that takes effect', () => {
    const decided = (reportedAt: string): Fact => ({
      id: 'decision', event: absenceDecided({ validOn: '2025-10-01', decidedOn: '2025-12-04', reportedAt }),
    });
    expect(deviationsOf([home, start, decided('2025-12-04T10:00:00Z')])).toEqual([]);
    expect(written(deviationsOf([home, start, decided('2026-02-01T10:00:00Z')])))
      .toEqual([`reported-late 2025-10-01 2026-02-01 ${NORTH}`]);
  });

  test('has the days that the policy gives', () => {
    const agreements = agreementsOf(policySet('default', { reportsWithinDays: 31 }));
    expect(deviationsOf([home, start, changed('2025-12-04T10:00:00Z')], { agreements })).toEqual([]);
  });
});

describe('how long reports took', () => {
  const delaysIn = (...facts: readonly Fact[]): string[] =>
    [...contributionOf(costAllocation(() => true), facts, references).sums.keys()]
      .filter((key) => key.startsWith('delay|')).sort();

  test('is summed by month, payer, principal, school and kind, late or not', () => {
    const [home, start] = asFacts<FactEvent>([registeredIn(), enrolled()]) as [Fact, Fact];
    const change = { id: 'change', event: pathChanged({ reportedAt: '2025-12-04T10:00:00Z' }) };
    expect(delaysIn(home, start, change)).toEqual([
      `delay|2025-08|1407|556000-0001|${NORTH}|Enrolled|0|0`,
      `delay|2025-11|1407|556000-0001|${NORTH}|StudyPathChanged|31|1`,
    ]);
  });

  test('is asked of reports of schools: not of who decided a dispute, nor of what was removed', () => {
    const [home, start] = asFacts<FactEvent>([registeredIn(), enrolled()]) as [Fact, Fact];
    const lateOn = (id: string, event: FactEvent): Fact => recordedOn({ id, event }, '2026-05-01');
    const decision = lateOn('decision', disputeDecided({ validOn: '2025-09-01' }));
    const gone = lateOn('gone', schoolingWithdrawn({ withdraws: start.id }));
    expect(delaysIn(home, start, decision)).toHaveLength(1);
    expect(written(deviationsOf([home, start, decision]))).toEqual([]);
    expect(delaysIn(home, start, gone)).toEqual([]);
  });
});

test('days after a school has closed are charged to nobody, and those before are', () => {
  const units = [...usualUnits, unit(NORTH, independent, { validOn: '2026-03-01', closed: true })];
  const facts = asFacts([registeredIn(), enrolled(), left]);
  const { rows } = contributionOf(costAllocation(() => true), facts, {
    ...references, 'school-register': registerOf(units),
  });
  expect(rows.map(({ collection, document: { from, to, kind } }) => [collection, from, to, kind].join(' ')))
    .toEqual([
      'stretches 2025-07-01 2026-03-01 ', 'deviations 2026-03-01 2026-05-20 unit-closed',
    ]);
});
