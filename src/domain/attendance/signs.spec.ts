import fc from 'fast-check';
import {
  absenceDecided, absenceEnded, absenceExcepted, absent, breakPlanned, didNotAppear, droppedOut, enrolled,
  forfeited, issued, numberAdded, placed, registeredIn, schoolingOver, seenOnRoll, signExplained, SOUTH,
} from '../../../test/support/events.js';
import { shuffled } from '../../../test/properties/arbitraries.js';
import { asFacts, factId, given } from '../../../test/support/given-when-then.js';
import { youthFacts } from '../../../test/support/youth.js';
import { kindOf } from '../catalogue.js';
import { membershipOf } from '../kaa/membership.js';
import type { Event } from '../shared/event.js';
import type { Fact, FactTimes } from '../shared/fact-order.js';
import { standing } from '../shared/standing.js';
import { explainSign } from './decide.js';
import type { AttendanceEvent } from './events.js';
import { evolveRolls, noRolls, type Rolls } from './rolls.js';
import { signsOf } from './signs.js';

type Said = Event<string, FactTimes>;

const ROLL = factId(999);
const NORTH = '10000001';
const october: Rolls = { [NORTH]: { id: ROLL, on: '2026-10-15' } };

const signsFrom = (facts: readonly Fact[], rolls = noRolls) => {
  const membership = membershipOf(youthFacts(facts));
  const attendance = standing(facts.filter(({ event }) => kindOf(event.type).category === 'attendance'));
  return signsOf({
    membership, rolls, attendance: attendance as Fact<AttendanceEvent>[], registered: membership.spells,
  });
};
const signs = (rolls: Rolls, ...events: readonly Said[]): string[] => signsFrom(asFacts(events), rolls)
  .map(({ sign, unit = 'nowhere', municipality, from, to, why }) =>
    `${sign} ${unit} ${municipality} ${from} ${to}${why ? ` explained: ${why}` : ''}`);

const known = [numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver()];
const pupil = [...known, enrolled({ validOn: '2026-08-17' })];

describe('at no school, and no school told of an end', () => {
  test('whoever left compulsory school and was never heard of', () => {
    expect(signs(noRolls, ...known)).toEqual(['no-school nowhere 1480 2026-06-12 2030-01-01']);
  });

  test('whoever moved in and was never heard of', () => {
    const home = registeredIn({ municipality: '1480', validOn: '2027-02-01' });
    const moved = [numberAdded(), home, schoolingOver()];
    expect(signs(noRolls, ...moved)).toEqual(['no-school nowhere 1480 2027-02-01 2030-01-01']);
  });

  test('not who never came to the term: that is registered', () => {
    expect(signs(noRolls, ...pupil, forfeited({ validOn: '2026-08-17' }))).toEqual([]);
  });

  test('not who dropped out, or has a study certificate: that is registered', () => {
    expect(signs(noRolls, ...pupil, droppedOut({ validOn: '2026-11-02' }))).toEqual([
      'no-school nowhere 1480 2026-06-12 2026-08-17',
    ]);
    const certificate = issued({ document: 'studiebevis', validOn: '2027-06-10' });
    expect(signs(noRolls, ...pupil, certificate)).toHaveLength(1);
  });
});

describe('gone when the school named all that it has', () => {
  const onRoll = (...events: readonly Said[]): string[] => signs(october, ...pupil, ...events)
    .filter((sign) => sign.startsWith('gone-from-roll'));

  test('a pupil who was not named, and none who was', () => {
    expect(onRoll()).toEqual(['gone-from-roll 10000001 1480 2026-10-15 9999-12-31']);
    expect(onRoll(seenOnRoll())).toEqual([]);
    expect(onRoll(seenOnRoll({ validOn: '2026-10-14' }))).toHaveLength(1);
    expect(onRoll(seenOnRoll({ unit: SOUTH }))).toHaveLength(1);
  });

  test('not before the place began or after it ended, nor on a planned break', () => {
    expect(onRoll(droppedOut({ validOn: '2026-10-15' }))).toEqual([]);
    expect(onRoll(droppedOut({ validOn: '2026-10-16' }))).toEqual([
      'gone-from-roll 10000001 1480 2026-10-15 2026-10-16',
    ]);
    expect(onRoll(breakPlanned({ validOn: '2026-10-01' }))).toEqual([]);
    expect(signs(october, ...known, enrolled({ validOn: '2026-10-16' })).join()).not.toContain('gone');
    expect(signs(october, ...known, placed({ validOn: '2026-07-01' })).join()).not.toContain('gone');
  });

  test('by the last roll alone, whatever order they come in', () => {
    const september = { type: 'RollClosed', data: { unit: NORTH, validOn: '2026-09-15' } } as const;
    const later = { type: 'RollClosed', data: { unit: NORTH, validOn: '2026-10-15' } } as const;
    const one = evolveRolls(evolveRolls(noRolls, factId(1), september), ROLL, later);
    const other = evolveRolls(evolveRolls(noRolls, ROLL, later), factId(1), september);
    expect([one, other]).toEqual([october, october]);
  });
});

describe('flags, which end nothing', () => {
  const flags = (...events: readonly Said[]): string[] => signs(noRolls, ...pupil, ...events)
    .filter((sign) => !sign.startsWith('no-school'));

  test('who did not appear is one from the third day after the term began', () => {
    expect(flags(didNotAppear())).toEqual(['did-not-appear 10000001 1480 2026-08-20 9999-12-31']);
    expect(flags(didNotAppear(), absenceEnded({ validOn: '2026-08-19' }))).toEqual([]);
    expect(flags(didNotAppear(), absenceEnded({ validOn: '2026-08-24' })))
      .toEqual(['did-not-appear 10000001 1480 2026-08-20 2026-08-24']);
  });

  test('who is away is one when a month has passed', () => {
    expect(flags(absent())).toEqual(['away-a-month 10000001 1480 2026-11-01 9999-12-31']);
    expect(flags(absent({ validOn: '2027-01-31' })))
      .toEqual(['away-a-month 10000001 1480 2027-02-28 9999-12-31']);
    expect(flags(absent(), absenceEnded({ validOn: '2026-10-31' }))).toEqual([]);
    expect(flags(absenceEnded({ validOn: '2026-09-30' }), absent())).toHaveLength(1);
  });

  test('until the rector decides that the pupil goes on, or the place has ended', () => {
    expect(flags(absent(), absenceExcepted()))
      .toEqual(['away-a-month 10000001 1480 2026-11-01 2026-11-16']);
    expect(flags(absent(), absenceExcepted({ unit: SOUTH }))).toHaveLength(1);
    expect(flags(absent(), droppedOut({ validOn: '2026-11-09' })))
      .toEqual(['away-a-month 10000001 1480 2026-11-01 2026-11-09']);
  });

  test('until it is decided on: the pupil goes on, the place ends, or nobody ever came', () => {
    const decided = absenceDecided({
      validOn: '2026-11-12', decidedOn: '2026-11-12', awaySince: '2026-10-01', outcome: 'goes-on',
    });
    const flagged = ['away-a-month 10000001 1480 2026-11-01 2026-11-12'];
    expect(flags(absent(), decided)).toEqual(flagged);
    expect(flags(absent(), absenceDecided({ ...decided.data, outcome: 'ends' }))).toEqual(flagged);
    expect(flags(didNotAppear(), forfeited({ validOn: '2026-08-17' }))).toEqual([]);
  });

  test('and membership is what it was', () => {
    const { spells } = membershipOf(youthFacts(asFacts<Said>(pupil)));
    const flagged = asFacts<Said>([...pupil, didNotAppear(), absent()]);
    expect(membershipOf(youthFacts(flagged)).spells).toEqual(spells);
  });
});

describe('ticked off', () => {
  test('when somebody looked into all that it rests on, and back on new evidence', () => {
    const evidence = [factId(3), factId(4)];
    const place = placed({ validOn: '2026-07-01' });
    const looked = signExplained({ evidence, why: 'at-school-that-does-not-report' });
    expect(signs(noRolls, ...known, place, looked)).toEqual([
      'no-school nowhere 1480 2026-06-12 2030-01-01 explained: at-school-that-does-not-report',
    ]);
    const again = placed({ validOn: '2027-07-01' });
    expect(signs(noRolls, ...known, place, looked, again)).toEqual([
      'no-school nowhere 1480 2026-06-12 2030-01-01',
    ]);
    const nextRoll = { [NORTH]: { id: factId(998), on: '2026-11-15' } };
    const found = signExplained({ evidence: [ROLL, factId(3)], why: 'wrong-data' });
    expect(signs(october, ...pupil, found).at(-1)).toMatch(/explained: wrong-data$/);
    expect(signs(nextRoll, ...pupil, found).at(-1)).not.toMatch(/explained/);
  });

  test('more than once: the last word on it counts', () => {
    const [first, last] = [signExplained({ evidence: [ROLL], why: 'other' }),
      signExplained({ evidence: [ROLL], why: 'at-another-school', validOn: '2026-11-20' })];
    expect(signs(october, ...pupil, last, first).at(-1)).toMatch(/explained: at-another-school$/);
  });

  test('by a school or by a municipality, and not by both', () => {
    const { data } = signExplained({ evidence: [ROLL] });
    given().when(explainSign, { ...data, municipality: '1480' }).thenRefused('whose-word-unclear', 'unit');
    given().when(explainSign, { ...data, unit: undefined }).thenRefused('whose-word-unclear', 'unit');
  });
});

test('arrival plays no part', () => {
  const all = asFacts<Said>([
    ...pupil, didNotAppear(), absent(), absenceExcepted(), seenOnRoll(), signExplained({ evidence: [ROLL] }),
  ]);
  fc.assert(fc.property(shuffled(fc.constant(all)), ([one, other]) => {
    expect(signsFrom(other, october)).toEqual(signsFrom(one, october));
  }), { numRuns: 50 });
});
