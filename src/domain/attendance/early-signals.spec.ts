import fc from 'fast-check';
import {
  absenceShare, droppedOut, enrolled, numberAdded, pathChanged, registeredIn, routineSet, schoolingOver,
  SOUTH, transferred, warned,
} from '../../../test/support/events.js';
import { shuffled } from '../../../test/properties/arbitraries.js';
import { asFacts, given } from '../../../test/support/given-when-then.js';
import { youthFacts } from '../../../test/support/youth.js';
import { kindOf } from '../catalogue.js';
import { setRoutine } from '../kaa/decide-routine.js';
import { membershipOf } from '../kaa/membership.js';
import { assumedSignals, evolveRoutines, noRoutines, routineIn } from '../kaa/routine.js';
import type { Event } from '../shared/event.js';
import type { Fact, FactTimes } from '../shared/fact-order.js';
import { standing } from '../shared/standing.js';
import { reportAbsenceShare } from './decide.js';
import { earlySignalsOf } from './early-signals.js';
import type { AttendanceEvent } from './events.js';

type Said = Event<string, FactTimes>;

const NORTH = '10000001';

/** Gothenburg (1480) has thresholds of its own; others have none. */
const { data: own } = routineSet({ signals: { ...assumedSignals, absentPercent: 30, warnings: 3 } });
const routines = evolveRoutines(noRoutines, 'a', { type: 'KaaRoutineSet', data: own });

const signalsFrom = (facts: readonly Fact[]) => {
  const attendance = facts.filter(({ event }) => kindOf(event.type).category === 'attendance');
  return earlySignalsOf({
    membership: membershipOf(youthFacts(facts)), attendance: standing(attendance) as Fact<AttendanceEvent>[],
    routineOn: routineIn(routines),
  });
};
const written = (...events: readonly Said[]): string[] => signalsFrom(asFacts(events))
  .map(({ signal, unit, from, to, value, threshold, leftTo = 'nobody' }) =>
    `${signal} ${unit} ${from} ${to}: ${value} of ${threshold}, to ${leftTo}`);

const known = [numberAdded(), schoolingOver()];
const pupil = [...known, registeredIn({ municipality: '1481' }), enrolled({ validOn: '2026-08-17' })];
const inGothenburg = [...known, registeredIn({ municipality: '1480' }), enrolled({ validOn: '2026-08-17' })];
const THERE = '9999-12-31';

describe('absence', () => {
  test('is told of from the threshold on, until the next report of the school', () => {
    expect(written(...pupil, absenceShare({ absentPercent: 20 })))
      .toEqual([`absence-share ${NORTH} 2026-10-01 ${THERE}: 20 of 20, to nobody`]);
    expect(written(...pupil, absenceShare({ absentPercent: 19 }))).toEqual([]);
    const better = absenceShare({ validOn: '2026-11-01', until: '2026-12-01', absentPercent: 5 });
    expect(written(...pupil, better, absenceShare()))
      .toEqual([`absence-share ${NORTH} 2026-10-01 2026-11-01: 25 of 20, to nobody`]);
  });

  test('of hours without a valid reason likewise, where the school gives them', () => {
    expect(written(...pupil, absenceShare({ absentPercent: 4, unexcusedHours: 22 })))
      .toEqual([`unexcused-hours ${NORTH} 2026-10-01 ${THERE}: 22 of 20, to nobody`]);
  });

  test('goes by the thresholds of the home municipality on the day', () => {
    expect(written(...inGothenburg, absenceShare({ absentPercent: 29 }))).toEqual([]);
    expect(written(...inGothenburg, absenceShare({ absentPercent: 30 })))
      .toEqual([`absence-share ${NORTH} 2026-10-01 ${THERE}: 30 of 30, to nobody`]);
  });

  test('of a school where the pupil is not says nothing, and a period that ends first is none', () => {
    expect(written(...pupil, absenceShare({ unit: SOUTH }))).toEqual([]);
    const { data } = absenceShare({ until: '2026-10-01' });
    given().when(reportAbsenceShare, data).thenRefused('ends-before-it-begins', 'until');
  });
});

test('warnings are counted within so many days, and two municipalities may count otherwise', () => {
  const two = [warned(), warned({ validOn: '2027-09-30' })];
  expect(written(...pupil, ...two)).toEqual([`warnings ${NORTH} 2027-09-30 ${THERE}: 2 of 2, to nobody`]);
  expect(written(...pupil, warned(), warned({ validOn: '2027-10-01' }))).toEqual([]);
  expect(written(...inGothenburg, ...two)).toEqual([]);
  expect(written(...inGothenburg, ...two, warned({ validOn: '2027-03-01' })))
    .toEqual([`warnings ${NORTH} 2027-09-30 ${THERE}: 3 of 3, to nobody`]);
});

test('changes of programme are counted over schools; an orientation within the programme is none', () => {
  const first = pathChanged({ validOn: '2026-11-02', studyPath: 'TE' });
  const second = transferred({ validOn: '2027-01-11', studyPath: 'SA', fromUnit: NORTH });
  expect(written(...pupil, first, second))
    .toEqual([`programme-changes ${SOUTH} 2027-01-11 ${THERE}: 2 of 2, to nobody`]);
  expect(written(...pupil, pathChanged({ validOn: '2026-11-02', studyPath: 'NANAT' }), second)).toEqual([]);
});

test('a late start is that of somebody who comes from no school', () => {
  const late = enrolled({ validOn: '2026-09-19' });
  const home = [...known, registeredIn({ municipality: '1481' })];
  expect(written(...home, late)).toEqual([`late-start ${NORTH} 2026-09-19 ${THERE}: 30 of 30, to nobody`]);
  expect(written(...home, enrolled({ validOn: '2026-09-18' }))).toEqual([]);
  expect(written(...home, enrolled({ validOn: '2027-06-30' }))).toHaveLength(1);
  const moved = transferred({ validOn: '2026-11-02', fromUnit: NORTH, studyPath: 'NA' });
  expect(written(...pupil, moved)).toEqual([]);
});

test('once the pupil has left, it is told to whom, and who is in no target group is told to nobody', () => {
  const left = droppedOut({ validOn: '2026-12-01' });
  expect(written(...pupil, absenceShare(), left))
    .toEqual([`absence-share ${NORTH} 2026-10-01 2026-12-01: 25 of 20, to 1481`]);
  const elsewhere = enrolled({ unit: SOUTH, validOn: '2026-12-01' });
  expect(written(...pupil, absenceShare(), left, elsewhere))
    .toEqual([`absence-share ${NORTH} 2026-10-01 2026-12-01: 25 of 20, to nobody`]);
});

test('it states which events say it, and nothing is added up over signals', () => {
  const [signal, ...others] = signalsFrom(asFacts<Said>([...pupil, absenceShare()]));
  expect(Object.keys(signal!).sort())
    .toEqual(['evidence', 'from', 'signal', 'threshold', 'to', 'unit', 'value']);
  expect([signal!.evidence.length, others]).toEqual([1, []]);
});

test('thresholds are part of the routine, and of a day that every year has', () => {
  const { data } = routineSet({ signals: { ...assumedSignals, termBegins: '02-29' } });
  given().when(setRoutine, data).thenRefused('date-impossible', 'signals.termBegins');
});

test('arrival plays no part', () => {
  const all = asFacts<Said>([
    ...pupil, absenceShare(), warned(), warned({ validOn: '2026-11-01' }),
    droppedOut({ validOn: '2026-12-01' }),
  ]);
  fc.assert(fc.property(shuffled(fc.constant(all)), ([one, other]) => {
    expect(signalsFrom(other)).toEqual(signalsFrom(one));
  }), { numRuns: 30 });
});
