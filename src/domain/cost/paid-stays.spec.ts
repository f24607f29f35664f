import {
  breakEnded, breakPlanned, droppedOut, enrolled, issued, NORTH, placed, SOUTH, transferred, WEST,
} from '../../../test/support/events.js';
import { disputedIn, paidFor } from '../../../test/support/paid-days.js';
import type { SchoolingEvent } from '../schooling/events.js';
import { type CostPolicy, defaultCostPolicy } from './policy.js';

describe('the 1 July rule', () => {
  test.each([
    ['2025-08-01', '2025-07-01'], ['2025-08-18', '2025-07-01'], ['2025-08-31', '2025-07-01'],
    ['2025-07-31', '2025-07-31'], ['2025-09-01', '2025-09-01'], ['2026-01-12', '2026-01-12'],
  ])('a start on %s is paid from %s', (validOn, from) => {
    expect(paidFor([enrolled({ validOn })])).toEqual([`north ${from} …`]);
  });

  test('is a setting', () => {
    const policy = { ...defaultCostPolicy, augustStartPaysFromJuly: false };
    expect(paidFor([enrolled()], [], policy)).toEqual(['north 2025-08-18 …']);
  });

  test('gives July to the first school of a pupil who changes in August', () => {
    expect(paidFor([enrolled(), transferred({ validOn: '2025-08-25' })]))
      .toEqual(['north 2025-07-01 2025-08-25', 'south 2025-08-25 …']);
  });

  test('gives the second school nothing of the days between', () => {
    expect(paidFor([
      enrolled({ validOn: '2025-08-04' }), droppedOut({ validOn: '2025-08-11' }),
      enrolled({ validOn: '2025-08-25', unit: SOUTH }),
    ])).toEqual(['north 2025-07-01 2025-08-11', 'south 2025-08-25 …']);
  });

  test('gives nothing a second time to the same school', () => {
    expect(paidFor([
      enrolled({ validOn: '2025-08-04' }), droppedOut({ validOn: '2025-08-11' }),
      enrolled({ validOn: '2025-08-25' }),
    ])).toEqual(['north 2025-07-01 2025-08-11', 'north 2025-08-25 …']);
  });

  test('reaches back no further than to the day the pupil left another school', () => {
    expect(paidFor([
      enrolled({ validOn: '2024-08-19' }), droppedOut({ validOn: '2025-07-20' }), enrolled({ unit: SOUTH }),
    ])).toEqual(['north 2024-07-01 2025-07-20', 'south 2025-07-20 …']);
  });

  test('takes no day from a school where the pupil still is', () => {
    expect(paidFor([enrolled({ validOn: '2024-08-19' }), transferred({ validOn: '2025-08-18' })]))
      .toEqual(['north 2024-07-01 2025-08-18', 'south 2025-08-18 …']);
  });

  test('a start that is dropped on its own day is none', () => {
    expect(paidFor([enrolled(), droppedOut({ validOn: '2025-08-18' })])).toEqual([]);
    expect(paidFor([
      enrolled(), droppedOut({ validOn: '2025-08-18' }), enrolled({ validOn: '2025-08-25', unit: SOUTH }),
    ])).toEqual(['south 2025-07-01 …']);
  });
});

describe('a summer placement', () => {
  test('that is confirmed is paid from 1 July', () => {
    expect(paidFor([placed(), enrolled()])).toEqual(['north 2025-07-01 …']);
  });

  test('of a pupil who starts elsewhere pays the other school from 1 July, and the first nothing', () => {
    expect(paidFor([placed(), enrolled({ unit: SOUTH })])).toEqual(['south 2025-07-01 …']);
    expect(paidFor([placed(), enrolled({ unit: SOUTH, validOn: '2025-09-08' })]))
      .toEqual(['south 2025-07-01 …']);
  });

  test('dated in August is paid from 1 July like any start in August', () => {
    expect(paidFor([placed({ validOn: '2025-08-04' }), enrolled()])).toEqual(['north 2025-07-01 …']);
  });

  test('that nobody confirmed is not paid', () => {
    expect(paidFor([placed()])).toEqual([]);
  });

  test('of a pupil who came later than the deadline is paid from the start', () => {
    expect(paidFor([placed(), enrolled({ validOn: '2025-09-16' })])).toEqual(['north 2025-09-16 …']);
  });

  test('of a pupil who starts elsewhere and comes back: each school its own days', () => {
    expect(paidFor([
      placed(), enrolled({ unit: SOUTH }), transferred({ unit: NORTH, validOn: '2025-09-10' }),
    ])).toEqual(['south 2025-07-01 2025-09-10', 'north 2025-09-10 …']);
  });

  test('elsewhere moves nothing at a school where the pupil has long been', () => {
    expect(paidFor([
      enrolled({ validOn: '2024-09-09', unit: SOUTH }), placed(), enrolled({ unit: SOUTH }),
    ])).toEqual(['south 2024-09-09 …']);
  });
});

describe('the end', () => {
  test('a dropout: its day is the first one not paid', () => {
    expect(paidFor([enrolled(), droppedOut()])).toEqual(['north 2025-07-01 2026-05-20']);
  });

  test.each([
    ['2026-05-01', '2026-07-01'], ['2026-06-05', '2026-07-01'], ['2026-04-30', '2026-04-30'],
    ['2026-07-02', '2026-07-02'],
  ])('a final document of %s pays until %s', (validOn, to) => {
    expect(paidFor([enrolled()], [issued({ validOn })])).toEqual([`north 2025-07-01 ${to}`]);
  });

  test('a final document pays to its own date where that is agreed', () => {
    const policy: CostPolicy = { ...defaultCostPolicy, documentPays: 'to-document-date' };
    expect(paidFor([enrolled()], [issued()], policy)).toEqual(['north 2025-07-01 2026-06-05']);
  });

  test('a final document pays no day that another school has', () => {
    const next = enrolled({ unit: SOUTH, validOn: '2026-06-15' });
    expect(paidFor([enrolled(), next], [issued({ unit: NORTH })]))
      .toEqual(['north 2025-07-01 2026-06-15', 'south 2026-06-15 …']);
  });

  test('a final document pays no more days where another school has the pupil already', () => {
    const other = enrolled({ unit: SOUTH, validOn: '2026-05-20' });
    expect(paidFor([enrolled(), other], [issued({ unit: NORTH })]))
      .toEqual(['north 2025-07-01 2026-05-20', 'south 2026-06-05 …']);
  });

  test('a dropout in June pays no more of it', () => {
    expect(paidFor([enrolled(), droppedOut({ validOn: '2026-06-05' })]))
      .toEqual(['north 2025-07-01 2026-06-05']);
  });
});

describe('where the day of a dropout is the last paid one', () => {
  const lastPaid: CostPolicy = { ...defaultCostPolicy, dropoutDay: 'last-paid' };
  const paid = (...schooling: readonly SchoolingEvent[]) => paidFor(schooling, [], lastPaid);
  const onTheDay = droppedOut({ validOn: '2025-08-18' });

  test('a pupil who leaves on the day of the start is paid for that day, and nothing of July', () => {
    expect(paid(enrolled(), onTheDay)).toEqual(['north 2025-08-18 2025-08-19']);
    expect(paidFor([enrolled(), onTheDay])).toEqual([]);
  });

  test('but not where another school has the pupil on it, or is paid for it', () => {
    expect(paid(enrolled(), onTheDay, enrolled({ unit: SOUTH }))).toEqual(['south 2025-07-01 …']);
    expect(paid(enrolled(), onTheDay, enrolled({ unit: SOUTH, validOn: '2025-08-25' })))
      .toEqual(['south 2025-07-01 …']);
  });

  test('said twice by one school it is one day; two schools dispute it', () => {
    const again = [
      enrolled({ reportedAt: '2025-08-19T08:00:00Z' }),
      droppedOut({ validOn: '2025-08-18', reportedAt: '2025-08-19T08:00:00Z' }),
    ];
    expect(paid(enrolled(), onTheDay, ...again)).toEqual(['north 2025-08-18 2025-08-19']);
    expect(paid(
      enrolled(), onTheDay, enrolled({ unit: SOUTH }), droppedOut({ unit: SOUTH, validOn: '2025-08-18' }),
    )).toEqual([]);
  });

  test('a place that was only for the summer, or that a transfer ended, has no such day', () => {
    expect(paid(placed(), droppedOut({ validOn: '2025-07-01' }))).toEqual([]);
    expect(paid(enrolled(), transferred({ validOn: '2025-08-18' }))).toEqual(['south 2025-07-01 …']);
  });

  test('July goes to the next school from the day after it', () => {
    expect(paid(
      enrolled({ validOn: '2024-08-19' }), droppedOut({ validOn: '2025-07-20' }), enrolled({ unit: SOUTH }),
    )).toEqual(['north 2024-07-01 2025-07-21', 'south 2025-07-21 …']);
  });
});

test('days of a planned break are not paid', () => {
  expect(paidFor([enrolled(), breakPlanned(), breakEnded()]))
    .toEqual(['north 2025-07-01 2026-01-12', 'north 2026-03-02 …']);
});

describe('days that two schools claim', () => {
  test('are paid to neither until somebody decides; all others are', () => {
    const events = [
      enrolled(), enrolled({ unit: SOUTH, validOn: '2025-10-01' }),
      droppedOut({ unit: SOUTH, validOn: '2025-11-01' }),
    ];
    expect(paidFor(events)).toEqual(['north 2025-07-01 2025-10-01', 'north 2025-11-01 …']);
    expect(disputedIn(...events)).toEqual(['north 2025-10-01 2025-11-01', 'south 2025-10-01 2025-11-01']);
  });

  test('begin with the second start, not with July, when one school had the summer placement', () => {
    const events = [placed(), enrolled(), enrolled({ unit: SOUTH })];
    expect(paidFor(events)).toEqual(['north 2025-07-01 2025-08-18']);
    expect(disputedIn(...events)).toEqual(['north 2025-08-18 …', 'south 2025-08-18 …']);
  });

  test('are all from July when both started the pupil on one day in August', () => {
    expect(disputedIn(enrolled(), enrolled({ unit: SOUTH })))
      .toEqual(['north 2025-07-01 …', 'south 2025-07-01 …']);
  });

  test('are told once where three claim them', () => {
    const third = enrolled({ unit: WEST, validOn: '2025-11-03' });
    const events = [enrolled(), enrolled({ unit: SOUTH, validOn: '2025-10-01' }), third];
    expect(disputedIn(...events))
      .toEqual(['north 2025-10-01 …', 'south 2025-10-01 …', 'west 2025-11-03 …']);
  });

  test('count as disputed also while one of the two places is on a break', () => {
    const events = [enrolled(), breakPlanned(), enrolled({ unit: SOUTH, validOn: '2026-02-02' })];
    expect(disputedIn(...events)).toEqual(['north 2026-02-02 …', 'south 2026-02-02 …']);
  });
});
