import {
  breakPlanned, disputeDecided, disputeDecisionWithdrawn, droppedOut, enrolled, NORTH, SOUTH, WEST,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import { disputedIn, paidFor, paidIn } from '../../../test/support/paid-days.js';
import type { SchoolingEvent } from '../schooling/events.js';

describe('days that two schools claim and somebody decided', () => {
  const two = [
    enrolled(), enrolled({ unit: SOUTH, validOn: '2025-10-01' }),
    droppedOut({ unit: SOUTH, validOn: '2025-11-01' }),
  ];
  const inOctober = { validOn: '2025-10-01', until: '2025-11-01' };

  test('are paid to the one it was decided for, and not to the other', () => {
    const decided = [...two, disputeDecided({ ...inOctober, unit: SOUTH })];
    expect(paidFor(decided)).toEqual([
      'north 2025-07-01 2025-10-01', 'north 2025-11-01 …', 'south 2025-10-01 2025-11-01',
    ]);
    expect(disputedIn(...decided)).toEqual([]);
  });

  test('are paid to nobody where that was decided', () => {
    const decided = [...two, disputeDecided({ ...inOctober, inFavourOf: 'nobody', unit: undefined })];
    expect(paidFor(decided)).toEqual(['north 2025-07-01 2025-10-01', 'north 2025-11-01 …']);
    expect(disputedIn(...decided)).toEqual([]);
  });

  test('stay disputed where the decision does not reach, or is withdrawn', () => {
    const decision = disputeDecided({ validOn: '2025-10-01', until: '2025-10-15', unit: NORTH });
    expect(disputedIn(...two, decision))
      .toEqual(['north 2025-10-15 2025-11-01', 'south 2025-10-15 2025-11-01']);
    expect(disputedIn(...two, decision, disputeDecisionWithdrawn({ withdraws: factId(4) })))
      .toEqual(['north 2025-10-01 2025-11-01', 'south 2025-10-01 2025-11-01']);
  });

  test('stay disputed where it names a school that does not claim them', () => {
    expect(disputedIn(...two, disputeDecided({ unit: WEST })))
      .toEqual(['north 2025-10-01 2025-11-01', 'south 2025-10-01 2025-11-01']);
  });

  test('are told by the decision made last, where persons turn out to be one and there are two', () => {
    const first = disputeDecided({ ...inOctober, unit: NORTH, reportedAt: '2026-01-12T08:00:00Z' });
    const last = disputeDecided({
      ...inOctober, validOn: '2025-09-01', unit: SOUTH, reportedAt: '2026-02-12T08:00:00Z',
    });
    for (const decisions of [[first, last], [last, first]]) {
      expect(paidFor([...two, ...decisions])).toContain('south 2025-10-01 2025-11-01');
    }
  });

  test('a decision gives a school no day on which nobody else claims the pupil, and takes none', () => {
    const ofNobody = disputeDecided({ inFavourOf: 'nobody', unit: undefined });
    expect(paidFor([enrolled(), disputeDecided({ unit: SOUTH }), ofNobody])).toEqual(['north 2025-07-01 …']);
  });

  test('of three, the two others get nothing', () => {
    const events = [...two, enrolled({ unit: WEST, validOn: '2025-10-20' }), disputeDecided({ unit: WEST })];
    expect(paidFor(events)).toEqual(['north 2025-07-01 2025-10-01', 'west 2025-10-20 …']);
    expect(disputedIn(...events)).toEqual(['north 2025-10-01 2025-10-20', 'south 2025-10-01 2025-10-20']);
  });

  test('are unpaid all the same while the place is on a break', () => {
    const onBreak = [enrolled(), breakPlanned(), enrolled({ unit: SOUTH, validOn: '2026-02-02' })];
    expect(paidFor([...onBreak, disputeDecided()])).toEqual(['north 2025-07-01 2026-01-12']);
  });
});

describe('days on which one school claims a pupil on two study paths', () => {
  const two = [enrolled(), enrolled({ validOn: '2025-10-01', studyPath: 'TE' })];
  const pathsPaid = (...schooling: readonly SchoolingEvent[]): string[] =>
    paidIn(schooling).flatMap(({ stay: { spans }, paid }) => paid.map(({ from, to }) =>
      [spans.at(-1)!.studyPath, from, to.replace('9999-12-31', '…')].join(' ')));

  test('are unpaid until somebody decides, and are no dispute with another school', () => {
    expect(paidFor(two)).toEqual(['north 2025-07-01 2025-10-01']);
    const days = paidIn(two).map(({ disputed, pathDisputed }) => [disputed.length, pathDisputed.length]);
    expect(days).toEqual([[0, 1], [0, 1]]);
  });

  test('are paid on the study path that was decided for, once', () => {
    expect(pathsPaid(...two, disputeDecided({ studyPath: 'TE' }))).toEqual(['TE 2025-07-01 …']);
    expect(pathsPaid(...two, disputeDecided({ studyPath: 'NANAT' })))
      .toEqual(['TE 2025-07-01 2025-10-01', 'NA 2025-10-01 …']);
  });

  test('stay disputed where it was decided for the school and not for a study path', () => {
    expect(paidFor([...two, disputeDecided()])).toEqual(['north 2025-07-01 2025-10-01']);
    const third = enrolled({ unit: SOUTH, validOn: '2025-11-03' });
    expect(paidFor([...two, third, disputeDecided()])).toEqual(['north 2025-07-01 2025-10-01']);
    expect(disputedIn(...two, third)).toEqual(
      ['north 2025-11-03 …', 'south 2025-11-03 …', 'north 2025-11-03 …']);
  });
});
