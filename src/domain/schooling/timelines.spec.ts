import {
  droppedOut, enrolled, NORTH, placed, removed, SOUTH, transferred, WEST,
} from '../../../test/support/events.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import type { SchoolingEvent } from './events.js';
import { schoolingHistory } from './timelines.js';

const NAMES: Record<string, string> = { [NORTH]: 'north', [SOUTH]: 'south', [WEST]: 'west' };

/** The stays as they look on a day, written `unit from to`. */
const lookedAt = (day: string, ...events: readonly SchoolingEvent[]): string[] => {
  const { timelines } = schoolingHistory(asFacts(events), []);
  const timeline = timelines.find((one) => one.lookedAt.from <= day && day < one.lookedAt.to)!;
  return timeline.stays.map(({ unit, from, to }) => [NAMES[unit], from, to].join(' '))
    .map((line) => line.replace('9999-12-31', '…'));
};
const looks = (...events: readonly SchoolingEvent[]): number =>
  schoolingHistory(asFacts(events), []).timelines.length;

const [BEFORE, AFTER] = ['2025-09-15', '2025-09-16'] as const;

describe('a summer placement that no start has confirmed', () => {
  test('counts from 1 July until the deadline has passed, and never did afterwards', () => {
    expect(lookedAt('2025-07-01', placed())).toEqual(['north 2025-07-01 …']);
    expect(lookedAt(BEFORE, placed())).toEqual(['north 2025-07-01 …']);
    expect(lookedAt(AFTER, placed())).toEqual([]);
  });

  test('ends, after its deadline, the year before at the same school', () => {
    const lastYear = enrolled({ validOn: '2024-08-19' });
    expect(lookedAt(BEFORE, lastYear, placed())).toEqual(['north 2024-08-19 …']);
    expect(lookedAt(AFTER, lastYear, placed())).toEqual(['north 2024-08-19 2025-07-01']);
  });

  test('leaves a stay at another school alone', () => {
    const lastYear = enrolled({ validOn: '2024-08-19', unit: SOUTH });
    expect(lookedAt(AFTER, lastYear, placed())).toEqual(['south 2024-08-19 …']);
  });

  test('is told as lapsed, so that the pupil is followed up', () => {
    const { timelines } = schoolingHistory(asFacts([placed()]), []);
    expect(timelines.map(({ lapsed }) => lapsed)).toEqual([[], [{ unit: NORTH, on: '2025-07-01' }]]);
  });
});

describe('a summer placement is confirmed', () => {
  test.each(['2025-07-01', '2025-08-18', '2025-09-15'])('by a start there on %s', (validOn) => {
    expect([looks(placed(), enrolled({ validOn })), lookedAt(AFTER, placed(), enrolled({ validOn }))])
      .toEqual([1, ['north 2025-07-01 …']]);
  });

  const days = ['2025-08-18', '2025-10-01'];
  test.each(days)('by a start on its own day, %s, told before it or after', (validOn) => {
    for (const [said, later] of [['2025-06-01', '2025-12-01'], ['2025-12-01', '2025-06-01']]) {
      const facts = [
        placed({ validOn, reportedAt: `${said}T08:00:00Z` }),
        enrolled({ validOn, reportedAt: `${later}T08:00:00Z` }),
      ];
      expect(lookedAt(AFTER, ...facts)).toEqual([`north ${validOn} …`]);
      const [timeline] = schoolingHistory(asFacts(facts), []).timelines;
      expect(timeline!.stays[0]!.provisional).toEqual([]);
    }
  });

  test('by a transfer to it', () => {
    expect(lookedAt(AFTER, placed(), transferred({ unit: NORTH, validOn: '2025-08-18' })))
      .toEqual(['north 2025-07-01 …']);
  });

  test('by a timely start that is reported long after the deadline', () => {
    const late = enrolled({ reportedAt: '2026-02-01T08:00:00Z' });
    expect(lookedAt(AFTER, placed(), late)).toEqual(['north 2025-07-01 …']);
  });

  test('not by a start the day after the deadline, which begins a stay of its own', () => {
    const late = enrolled({ validOn: '2025-09-16' });
    expect(lookedAt(BEFORE, placed(), late)).toEqual(['north 2025-07-01 …']);
    expect(lookedAt(AFTER, placed(), late)).toEqual(['north 2025-09-16 …']);
  });

  test('not by a start that was removed', () => {
    expect(lookedAt(AFTER, placed(), enrolled(), removed())).toEqual([]);
  });

  test('not by a start of the year before', () => {
    expect(lookedAt(AFTER, placed(), enrolled({ validOn: '2024-08-19', unit: SOUTH })))
      .toEqual(['south 2024-08-19 …']);
  });
});

describe('a summer placement of somebody who starts elsewhere', () => {
  test('comes to nothing as soon as that is known', () => {
    const events = [placed(), enrolled({ unit: SOUTH })];
    expect([looks(...events), lookedAt(BEFORE, ...events)]).toEqual([1, ['south 2025-08-18 …']]);
  });

  test('gives its summer to the school of the start', () => {
    const { timelines: [timeline] } = schoolingHistory(asFacts([placed(), enrolled({ unit: SOUTH })]), []);
    expect(timeline!.stays[0]!.tookOverFromSummerPlacement).toBe(true);
  });

  test('does not come to life when the pupil changes to it later', () => {
    const events = [placed(), enrolled({ unit: SOUTH }), transferred({ unit: NORTH, validOn: '2025-09-10' })];
    expect(lookedAt(AFTER, ...events)).toEqual(['south 2025-08-18 2025-09-10', 'north 2025-09-10 …']);
  });

  test('stands if the pupil starts at both on one day: both schools claim', () => {
    expect(lookedAt(AFTER, placed(), enrolled(), enrolled({ unit: SOUTH })))
      .toEqual(['north 2025-07-01 …', 'south 2025-08-18 …']);
  });

  test('gives its summer to neither alone of two others that start the pupil on one day', () => {
    const events = [placed(), enrolled({ unit: SOUTH }), enrolled({ unit: WEST })];
    const { timelines: [timeline] } = schoolingHistory(asFacts(events), []);
    expect(timeline!.stays.map((stay) => stay.tookOverFromSummerPlacement)).toEqual([true, true]);
  });
});

test('of two summer placements only the one where the pupil starts counts', () => {
  expect(lookedAt(AFTER, placed(), placed({ unit: SOUTH }), enrolled({ unit: SOUTH })))
    .toEqual(['south 2025-07-01 …']);
});

test('a placement the pupil gives up before the deadline counts until then, and never did afterwards', () => {
  const events = [placed(), droppedOut({ validOn: '2025-08-20' })];
  expect(lookedAt(BEFORE, ...events)).toEqual(['north 2025-07-01 2025-08-20']);
  expect(lookedAt(AFTER, ...events)).toEqual([]);
});

test('every year has a deadline of its own, and every day of looking an answer', () => {
  const events = [placed(), placed({ validOn: '2026-07-01' })];
  const { timelines } = schoolingHistory(asFacts(events), []);
  expect(timelines.map((timeline) => timeline.lookedAt)).toEqual([
    { from: '0001-01-01', to: '2025-09-16' }, { from: '2025-09-16', to: '2026-09-16' },
    { from: '2026-09-16', to: '9999-12-31' },
  ]);
});

test('the deadline is a setting', () => {
  const { timelines } = schoolingHistory(asFacts([placed()]), [], { confirmBy: () => '10-01' });
  expect(timelines[1]!.lookedAt.from).toBe('2025-10-02');
});
