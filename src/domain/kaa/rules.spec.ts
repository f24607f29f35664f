import fc from 'fast-check';
import { shuffled } from '../../../test/properties/arbitraries.js';
import {
  droppedOut, enrolled, numberAdded, registeredIn, routineSet, rulesSet, rulesWithdrawn, schoolingOver, SOUTH,
} from '../../../test/support/events.js';
import { asFacts, factId, given } from '../../../test/support/given-when-then.js';
import { membershipUnder, spellsWritten } from '../../../test/support/youth.js';
import type { Fact } from '../shared/fact-order.js';
import { setRoutine, withdrawRoutine } from './decide-routine.js';
import { setRules, withdrawRules } from './decide-rules.js';
import { policyIn } from './policy.js';
import { evolveRoutines, type KaaSettingEvent, noRoutines } from './routine.js';
import { assumedRules, rulesIn, rulesShown, rulesWithin } from './rules.js';
import type { RulesEvent, RulesVersion } from './rules-events.js';

const { data: rules } = rulesSet();
const withdrawn = rulesWithdrawn({ withdraws: factId(1) });

const folded = (facts: readonly Fact<KaaSettingEvent>[]) =>
  facts.reduce((known, fact) => evolveRoutines(known, fact.id, fact.event), noRoutines);
const known = (...events: readonly KaaSettingEvent[]) => folded(asFacts(events));

describe('setting the rules', () => {
  test('records all of them, from a day on', () => {
    given().when(setRules, rules).then(rulesSet());
    const wider = { gapToleranceDays: 7 };
    given(rulesSet()).when(setRules, { ...rules, ...wider }).then(rulesSet(wider));
  });

  test('is nothing new if it is so already; it is, once withdrawn', () => {
    given(rulesSet()).when(setRules, { ...rules, origin: 'elsewhere' }).thenNothing();
    given(rulesSet(), withdrawn).when(setRules, rules).then(rulesSet());
    given(routineSet()).when(setRules, rules).then(rulesSet());
  });

  test('holds from when it is set, where others are of its day', () => {
    const now = '2026-03-01T09:00:00Z';
    const setNow = (said: RulesVersion, recorded: readonly Fact<KaaSettingEvent>[]): RulesEvent[] =>
      setRules(said, recorded, now);
    given(rulesSet({ gapToleranceDays: 7 })).when(setNow, rules).then(rulesSet({ reportedAt: now }));
    given(routineSet()).when(setNow, rules).then(rulesSet());
  });

  test.each<[string, string, object]>([
    ['field-malformed', 'leapDayBirthday', { leapDayBirthday: '02-27' }],
    ['field-malformed', 'gapToleranceDays', { gapToleranceDays: -1 }],
    ['field-malformed', 'gapToleranceDays', { gapToleranceDays: 366 }],
    ['field-malformed', 'gapToleranceDays', { gapToleranceDays: 1.5 }],
    ['date-impossible', 'validOn', { validOn: '2026-02-30' }],
  ])('what cannot be is refused: %s (%s)', (code, field, more) => {
    given().when(setRules, { ...rules, ...more }).thenRefused(code, field);
  });

  test('is withdrawn once; what a municipality set is not among it, nor the other way round', () => {
    given(rulesSet()).when(withdrawRules, { withdraws: factId(1) }).then(withdrawn);
    given(rulesSet(), withdrawn).when(withdrawRules, { withdraws: factId(1) }).thenNothing();
    given(routineSet()).when(withdrawRules, { withdraws: factId(1) })
      .thenRefused('nothing-to-withdraw', 'withdraws');
    given(rulesSet()).when(withdrawRoutine, { municipality: '1480', withdraws: factId(1) })
      .thenRefused('nothing-to-withdraw', 'withdraws');
    given(rulesSet()).when(setRoutine, routineSet().data).then(routineSet());
  });
});

describe('the rules of a day', () => {
  const later = rulesSet({ validOn: '2026-09-01', gapToleranceDays: 14 });

  test('are the last that began by then, and the assumed ones where nobody has set any', () => {
    const set = known(rulesSet({ gapToleranceDays: 7 }), later, routineSet());
    const days = ['2025-12-31', '2026-01-01', '2026-08-31', '2026-09-01'];
    expect(days.map((day) => rulesIn(set)(day).gapToleranceDays)).toEqual([0, 7, 7, 14]);
    expect(rulesIn(noRoutines)('2026-01-01')).toBe(assumedRules);
    expect(days.map((day) => rulesShown(set, day).assumed)).toEqual([true, false, false, false]);
  });

  test('are told of a period with the first day of each', () => {
    const set = known(rulesSet({ gapToleranceDays: 7 }), later);
    const told = (from: string, to: string) =>
      rulesWithin(set, { from, to }).map((each) => `${each.from} ${each.gapToleranceDays}`);
    expect(told('2025-07-01', '2026-01-01')).toEqual(['2025-07-01 0']);
    expect(told('2026-01-01', '2026-09-01')).toEqual(['2026-01-01 7']);
    expect(told('2025-07-01', '2026-09-02')).toEqual(['2025-07-01 0', '2026-01-01 7', '2026-09-01 14']);
  });

  test('are the same for any order of arrival, a withdrawal that comes first included', () => {
    const same = rulesSet({ gapToleranceDays: 21, reportedAt: '2026-02-01T08:00:00Z' });
    const facts = asFacts<KaaSettingEvent>([rulesSet({ gapToleranceDays: 7 }), withdrawn, later, same]);
    fc.assert(fc.property(shuffled(fc.constant(facts)), ([one, other]) => {
      expect(folded(other).rules).toEqual(folded(one).rules);
    }));
    expect(rulesIn(folded(facts))('2026-03-01').gapToleranceDays).toBe(21);
  });
});

const home = registeredIn({ validOn: '2004-05-03' });

test('a birthday goes by the rule of 28 February of its year', () => {
  const leap = numberAdded({ number: '200002292399' });
  const from = (...set: readonly KaaSettingEvent[]) =>
    membershipUnder(policyIn(known(...set), () => true), leap, home).spells.map((spell) => spell.from);
  const early = { leapDayBirthday: '02-28' } as const;
  expect(from(rulesSet({ ...early, validOn: '2018-02-28' }))).toEqual(['2018-02-28']);
  expect(from(rulesSet({ ...early, validOn: '2018-03-01' }))).toEqual(['2018-03-01']);
  expect(from(rulesSet({ ...early, validOn: '2017-01-01' }), rulesSet({ validOn: '2018-02-28' })))
    .toEqual(['2018-03-01']);
});

test('a gap goes by the rule of its first day', () => {
  const told = [
    numberAdded(), home, schoolingOver({ validOn: '2026-06-12' }), enrolled({ validOn: '2026-08-17' }),
    droppedOut({ validOn: '2027-02-01' }), enrolled({ unit: SOUTH, validOn: '2027-02-08' }),
  ];
  const gaps = (...set: readonly KaaSettingEvent[]) =>
    spellsWritten(membershipUnder(policyIn(known(...set), () => true), ...told)).slice(1);
  const gap = '2027-02-01 2027-02-08 1407: interrupted → began-national-programme';
  expect(gaps(rulesSet({ gapToleranceDays: 7, validOn: '2027-02-01' }))).toEqual([]);
  expect(gaps(rulesSet({ gapToleranceDays: 6, validOn: '2027-02-01' }))).toEqual([gap]);
  expect(gaps(rulesSet({ gapToleranceDays: 7, validOn: '2027-02-02' }))).toEqual([gap]);
  const before = rulesSet({ gapToleranceDays: 7, validOn: '2026-01-01' });
  expect(gaps(before, rulesSet({ validOn: '2027-02-02' }))).toEqual([]);
  expect(gaps(before, rulesWithdrawn({ withdraws: factId(1) }))).toEqual([gap]);
});
