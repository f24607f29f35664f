import fc from 'fast-check';
import { attempted, contacted, routineSet } from '../../../test/support/events.js';
import { asFacts, factId, given } from '../../../test/support/given-when-then.js';
import { shuffled } from '../../../test/properties/arbitraries.js';
import { event } from '../shared/event.js';
import type { Fact } from '../shared/fact-order.js';
import { setRoutine, withdrawRoutine } from './decide-routine.js';
import { dueIn, nextStepIn } from './due.js';
import type { KaaEvent } from './events.js';
import { kaaFileOf } from './file.js';
import { assumedRoutine, evolveRoutines, type KaaSettingEvent, noRoutines, routineIn } from './routine.js';
import { KaaRoutineWithdrawn, type RoutineEvent, type RoutineVersion } from './routine-events.js';

const { data: routine } = routineSet();
const withdrawn = event(KaaRoutineWithdrawn, {
  validOn: '2026-01-01', municipality: '1480', withdraws: factId(1),
});

const folded = (facts: readonly Fact<RoutineEvent>[]) =>
  facts.reduce((known, fact) => evolveRoutines(known, fact.id, fact.event), noRoutines);
const routines = (...events: readonly RoutineEvent[]) => routineIn(folded(asFacts(events)));

describe('setting a routine', () => {
  test('records all of its settings, from a day on', () => {
    given().when(setRoutine, routine).then(routineSet());
    const sooner = { contactDays: 60 };
    given(routineSet()).when(setRoutine, { ...routine, ...sooner }).then(routineSet(sooner));
  });

  test('is nothing new if it is so already; it is, once withdrawn', () => {
    given(routineSet()).when(setRoutine, { ...routine, origin: 'elsewhere' }).thenNothing();
    given(routineSet(), withdrawn).when(setRoutine, routine).then(routineSet());
    given(routineSet({ municipality: '1481' })).when(setRoutine, routine).then(routineSet());
  });

  test('holds from when it is set, where another of the municipality is of its day', () => {
    const now = '2026-03-01T09:00:00Z';
    const setNow = (said: RoutineVersion, recorded: readonly Fact<KaaSettingEvent>[]): RoutineEvent[] =>
      setRoutine(said, recorded, now);
    const sooner = routineSet({ contactDays: 60 });
    given(sooner).when(setNow, routine).then(routineSet({ reportedAt: now }));
    given(routineSet(), routineSet({ contactDays: 60, reportedAt: '2026-02-01T09:00:00Z' }))
      .when(setNow, routine).then(routineSet({ reportedAt: now }));
    given(routineSet({ municipality: '1481', contactDays: 60 })).when(setNow, routine).then(routineSet());
  });

  const { autumn } = routine;
  test.each<[string, string, object]>([
    ['field-malformed', 'contactDays', { contactDays: 0 }],
    ['field-malformed', 'steps', { steps: [] }],
    ['date-impossible', 'waitsThrough', { waitsThrough: '02-29' }],
    ['date-impossible', 'autumn.from', { autumn: { ...autumn, from: '13-01' } }],
    ['ends-before-it-begins', 'autumn.through', { autumn: { ...autumn, through: '08-14' } }],
    ['ends-before-it-begins', 'waitsThrough', { waitsThrough: '05-31' }],
    ['step-named-twice', 'steps', { steps: ['letter', 'home-visit', 'letter'] }],
  ])('one that cannot be is refused: %s (%s)', (code, field, more) => {
    given().when(setRoutine, { ...routine, ...more }).thenRefused(code, field);
  });

  test('is withdrawn by the municipality that set it, and by no other', () => {
    const report = { municipality: '1480', withdraws: factId(1) };
    given(routineSet()).when(withdrawRoutine, report).then(withdrawn);
    given(routineSet(), withdrawn).when(withdrawRoutine, report).thenNothing();
    given(routineSet()).when(withdrawRoutine, { ...report, municipality: '1481' })
      .thenRefused('nothing-to-withdraw', 'withdraws');
  });
});

describe('the routine of a day', () => {
  const later = routineSet({ validOn: '2026-09-01', contactDays: 60 });

  test('is the last that began by then, and the assumed one where a municipality has set none', () => {
    const on = routines(routineSet({ contactDays: 30 }), later);
    const days = ['2025-12-31', '2026-01-01', '2026-08-31', '2026-09-01'];
    expect(days.map((day) => on('1480', day).contactDays)).toEqual([90, 30, 30, 60]);
    expect(on('1481', '2026-09-01')).toBe(assumedRoutine);
  });

  test('is the same for any order of arrival, a withdrawal that comes first included', () => {
    const same = routineSet({ contactDays: 45, reportedAt: '2026-02-01T08:00:00Z' });
    const facts = asFacts<RoutineEvent>([routineSet({ contactDays: 30 }), withdrawn, later, same]);
    fc.assert(fc.property(shuffled(fc.constant(facts)), ([one, other]) => {
      expect(folded(other).routines).toEqual(folded(one).routines);
    }));
    expect(routineIn(folded(facts))('1480', '2026-03-01').contactDays).toBe(45);
  });
});

const spell = { from: '2026-06-12', to: '2030-01-01' };
const fileOf = (...events: readonly KaaEvent[]) => kaaFileOf(asFacts(events));

test('what is due goes by the routine of the day that it is counted from', () => {
  const on = routines(routineSet({ firstTryDays: 7, retryDays: 30, contactDays: 60 }),
    routineSet({ validOn: '2026-12-01', firstTryDays: 3, retryDays: 5, contactDays: 10 }));
  const due = (...events: readonly KaaEvent[]) => dueIn(spell, fileOf(...events), (day) => on('1480', day));
  expect(due()).toBe('2026-06-19');
  expect(due(contacted({ validOn: '2026-11-30' }))).toBe('2027-01-29');
  expect(due(contacted({ validOn: '2026-12-01' }))).toBe('2026-12-11');
  expect(due(attempted({ validOn: '2026-11-30' }))).toBe('2026-12-30');
  expect(due(attempted({ validOn: '2026-12-01' }))).toBe('2026-12-06');
});

describe('the next step', () => {
  const next = (isOfAge: boolean, ...events: readonly KaaEvent[]) =>
    nextStepIn(spell, fileOf(...events), { isOfAge });
  const tried = (...channels: readonly ('letter' | 'text-message' | 'previous-school' | 'guardian'
    | 'home-visit' | 'phone')[]) => channels.map((channel, index) =>
    attempted({ channel, validOn: `2026-09-${String(index + 10)}` }));

  test('is the first of the routine that was not tried, letter to home visit', () => {
    expect(next(false)).toBe('letter');
    expect(next(false, ...tried('letter'))).toBe('text-message');
    expect(next(false, ...tried('letter', 'text-message', 'previous-school'))).toBe('guardian');
    expect(next(false, ...tried('letter', 'text-message', 'previous-school', 'guardian'))).toBe('home-visit');
    expect(next(false, ...tried('phone'))).toBe('letter');
  });

  test('is no guardian of somebody who is 18', () => {
    expect(next(true, ...tried('letter', 'text-message', 'previous-school'))).toBe('home-visit');
    const guardians = () => ({ ...assumedRoutine, steps: ['guardian' as const] });
    expect(nextStepIn(spell, fileOf(), { isOfAge: true }, guardians)).toBeUndefined();
  });

  test('is, once all were tried, the one tried longest ago', () => {
    const all = tried('text-message', 'letter', 'home-visit', 'previous-school', 'text-message');
    expect(next(true, ...all)).toBe('letter');
  });

  test('is after a contact the way it was made, and the routine anew once that is tried in vain', () => {
    const met = contacted({ validOn: '2026-10-01', channel: 'meeting' });
    expect(next(false, ...tried('letter'), met)).toBe('meeting');
    expect(next(false, ...tried('letter'), met, attempted({ validOn: '2026-12-30', channel: 'letter' })))
      .toBe('text-message');
  });

  test('heeds nothing of an earlier spell', () => {
    expect(next(false, attempted({ validOn: '2026-06-11' }))).toBe('letter');
  });
});
