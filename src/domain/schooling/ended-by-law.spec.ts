import {
  absenceDecided, breakPlanned, droppedOut, enrolled, forfeited, issued, NORTH, pathChanged, placed,
  schoolingWithdrawn, SOUTH, transferred,
} from '../../../test/support/events.js';
import { asFacts, factId, given } from '../../../test/support/given-when-then.js';
import { paidFor } from '../../../test/support/paid-days.js';
import { defaultCostPolicy } from '../cost/policy.js';
import { decideAbsence, forfeitPlace, withdrawSchoolingFact } from './decide.js';
import type { SchoolingEvent } from './events.js';
import type { Schooling } from './stays.js';
import { schoolingHistory } from './timelines.js';

const NAMES: Record<string, string> = { [NORTH]: 'north', [SOUTH]: 'south' };
const source = 'school-system' as const;

const read = (...events: readonly SchoolingEvent[]): Schooling =>
  schoolingHistory(asFacts(events), []).timelines.at(-1)!;
const staysIn = (...events: readonly SchoolingEvent[]): string[] => read(...events).stays
  .map(({ unit, from, to, ended }) => [NAMES[unit], from, to.replace('9999-12-31', '…'), ended]
    .filter((part) => part !== undefined).join(' '));
const anomaliesIn = (...events: readonly SchoolingEvent[]): string[] =>
  read(...events).anomalies.map(({ kind, on }) => `${kind} ${on}`);

describe('who never came to the first term start', () => {
  test('was never at the school, nor placed there for the summer, and is told of', () => {
    const never = read(placed(), enrolled(), forfeited());
    expect([never.stays, never.brief, never.lapsed, never.anomalies]).toEqual([[], [], [], []]);
    expect(never.noShows).toEqual([{ unit: NORTH, on: '2025-08-18' }]);
    expect(paidFor([placed(), enrolled(), forfeited()])).toEqual([]);
  });

  test('from the first moment one looks, be the deadline of the summer placement to come or not', () => {
    const { timelines } = schoolingHistory(asFacts([placed(), forfeited()]), []);
    expect(timelines.map(({ stays, lapsed }) => [stays, lapsed])).toEqual([[[], []]]);
  });

  test('whichever is said first, the start or that nobody came', () => {
    const late = enrolled({ reportedAt: '2025-08-29T08:00:00Z' });
    expect(staysIn(forfeited({ reportedAt: '2025-08-22T08:00:00Z' }), late)).toEqual([]);
  });

  test('was there after all if that is withdrawn, and begins where a later start says so', () => {
    const undone = schoolingWithdrawn({ validOn: '2025-08-18', withdraws: factId(2) });
    expect(staysIn(enrolled(), forfeited(), undone)).toEqual(['north 2025-08-18 …']);
    expect(staysIn(enrolled(), forfeited(), enrolled({ validOn: '2025-08-25' })))
      .toEqual(['north 2025-08-25 …']);
    given(enrolled(), forfeited()).when(withdrawSchoolingFact, { withdraws: factId(2), source }).then(undone);
  });

  test('is paid for at the school where the pupil did begin, from 1 July', () => {
    const south = enrolled({ unit: SOUTH, validOn: '2025-08-25' });
    expect(paidFor([placed({ unit: SOUTH }), enrolled(), forfeited(), south]))
      .toEqual(['south 2025-07-01 …']);
    expect(paidFor([enrolled(), forfeited(), south])).toEqual(['south 2025-07-01 …']);
  });

  test('leaves a school where the pupil went on alone, and ends one that a transfer left', () => {
    const south = enrolled({ unit: SOUTH, validOn: '2024-08-19' });
    expect(staysIn(south, enrolled(), forfeited())).toEqual(['south 2024-08-19 …']);
    const moved = transferred({ unit: NORTH, fromUnit: SOUTH, validOn: '2025-08-18' });
    expect(staysIn(south, moved, forfeited())).toEqual(['south 2024-08-19 2025-08-18 transfer']);
  });

  test('ends what was open at the school from years before, on the day of that place', () => {
    const before = enrolled({ validOn: '2024-08-19', studyPath: 'IMV' });
    expect(staysIn(before, placed(), forfeited())).toEqual(['north 2024-08-19 2025-07-01 no-show']);
  });

  test('says nothing of a place that the pupil had left before', () => {
    const spring = [enrolled(), droppedOut({ validOn: '2025-09-01' })];
    expect(staysIn(...spring, enrolled({ validOn: '2025-10-20' }), forfeited({ validOn: '2025-10-20' })))
      .toEqual(['north 2025-08-18 2025-09-01 dropout']);
  });

  test('of a place of another half-year is told, and changes nothing: that pupil had begun', () => {
    const january = forfeited({ validOn: '2026-01-08' });
    expect(staysIn(enrolled(), january)).toEqual(['north 2025-08-18 …']);
    expect(anomaliesIn(enrolled(), january)).toEqual(['no-show-without-placement 2026-01-08']);
    expect(read(enrolled(), january).noShows).toEqual([]);
    expect(anomaliesIn(forfeited())).toEqual(['no-show-without-placement 2025-08-18']);
  });

  test('has no day paid by an end that a school reports too, be the day of a dropout paid or not', () => {
    const lastPaid = { ...defaultCostPolicy, dropoutDay: 'last-paid' } as const;
    const dropout = droppedOut({ validOn: '2025-08-18' });
    expect(paidFor([enrolled(), dropout, forfeited()], [], lastPaid)).toEqual([]);
    expect(paidFor([enrolled(), dropout], [], lastPaid)).toHaveLength(1);
    expect(anomaliesIn(enrolled(), forfeited(), droppedOut({ validOn: '2025-08-21' }))).toEqual([]);
  });

  test('is recorded whatever it contradicts, and once', () => {
    given().when(forfeitPlace, forfeited().data).then(forfeited());
    given(forfeited()).when(forfeitPlace, forfeited().data).thenNothing();
  });
});

describe('who is away for more than a month', () => {
  const goesOn = absenceDecided({ outcome: 'goes-on', validOn: '2025-11-12', decidedOn: '2025-11-12' });
  const effective = 'north 2025-08-18 2025-11-10 absence';

  test('is at the school, and paid for, until the day the decision takes effect', () => {
    expect(staysIn(enrolled(), absenceDecided())).toEqual([effective]);
    expect(paidFor([enrolled(), absenceDecided()])).toEqual(['north 2025-07-01 2025-11-10']);
    expect(staysIn(enrolled(), absenceDecided({ decidedOn: '2025-11-20' }))).toEqual([effective]);
  });

  test('is not paid for on that day, where the day of a dropout is', () => {
    const lastPaid = { ...defaultCostPolicy, dropoutDay: 'last-paid' } as const;
    expect(paidFor([enrolled(), absenceDecided()], [], lastPaid)).toEqual(['north 2025-07-01 2025-11-10']);
  });

  test('goes on where the head teacher decided so, before or after the end was', () => {
    expect(staysIn(enrolled(), absenceDecided(), goesOn)).toEqual(['north 2025-08-18 …']);
    const before = absenceDecided({ outcome: 'goes-on', validOn: '2025-11-03', decidedOn: '2025-11-03' });
    expect(staysIn(enrolled(), before)).toEqual(['north 2025-08-18 …']);
  });

  test('goes by the decision made last, whatever day it takes effect', () => {
    const first = absenceDecided({ outcome: 'goes-on', validOn: '2025-12-01', decidedOn: '2025-11-03' });
    expect(staysIn(enrolled(), first, absenceDecided())).toEqual([effective]);
    const other = absenceDecided({ validOn: '2025-11-24', decidedOn: '2025-11-12' });
    expect(staysIn(enrolled(), absenceDecided(), other)).toEqual(['north 2025-08-18 2025-11-24 absence']);
  });

  test('of two decisions of one day by the one said last, and else goes on', () => {
    const sameDay = absenceDecided({ outcome: 'goes-on', validOn: '2025-11-05' });
    expect(staysIn(enrolled(), absenceDecided(), sameDay)).toEqual(['north 2025-08-18 …']);
    const said = absenceDecided({ reportedAt: '2025-11-06T08:00:00Z' });
    expect(staysIn(enrolled(), said, sameDay)).toEqual([effective]);
  });

  test('went on once, and may be away again', () => {
    const again = absenceDecided({ awaySince: '2026-02-02', decidedOn: '2026-03-09', validOn: '2026-03-10' });
    expect(staysIn(enrolled(), absenceDecided(), goesOn, again))
      .toEqual(['north 2025-08-18 2026-03-10 absence']);
  });

  test('is there again when the decision is withdrawn', () => {
    const undone = schoolingWithdrawn({ validOn: '2025-11-10', withdraws: factId(2) });
    expect(staysIn(enrolled(), absenceDecided(), undone)).toEqual(['north 2025-08-18 …']);
    const exceptionUndone = schoolingWithdrawn({ validOn: '2025-11-12', withdraws: factId(3) });
    expect(staysIn(enrolled(), absenceDecided(), goesOn, exceptionUndone)).toEqual([effective]);
  });

  test('is told of where no month had passed when it was decided, or where nobody was there', () => {
    expect(anomaliesIn(enrolled(), absenceDecided({ decidedOn: '2025-10-31' })))
      .toEqual(['absent-under-a-month 2025-11-10']);
    expect(anomaliesIn(enrolled(), absenceDecided({ decidedOn: '2025-11-01' }))).toEqual([]);
    expect(anomaliesIn(absenceDecided())).toEqual(['dropout-without-placement 2025-11-10']);
    expect(anomaliesIn(absenceDecided(), goesOn)).toEqual([]);
  });

  test.each([
    [{ decidedOn: '2025-09-30' }, 'ends-before-it-begins', 'decidedOn'],
    [{ validOn: '2025-09-30' }, 'ends-before-it-begins', 'validOn'],
    [{ decidedOn: '2025-11-31' }, 'date-impossible', 'decidedOn'],
    [{ outcome: 'perhaps' as never }, 'field-malformed', 'outcome'],
  ] as const)('is refused with what cannot be: %j', (said, code, field) => {
    given().when(decideAbsence, absenceDecided(said).data).thenRefused(code, field);
  });

  test('is recorded whatever it contradicts', () => {
    given().when(decideAbsence, absenceDecided().data).then(absenceDecided());
  });
});

test('what else is said of a place that never began changes nothing', () => {
  const said = [
    pathChanged({ validOn: '2025-08-20' }), breakPlanned({ validOn: '2025-08-21' }),
    absenceDecided(), droppedOut({ validOn: '2025-12-01' }),
  ];
  expect(staysIn(enrolled(), forfeited(), ...said)).toEqual([]);
  const { timelines } = schoolingHistory(asFacts([enrolled(), forfeited()]), asFacts([issued()]));
  expect(timelines.at(-1)!.stays).toEqual([]);
});
