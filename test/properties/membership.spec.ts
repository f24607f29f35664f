import fc from 'fast-check';
import { CONDITIONS } from '../../src/domain/kaa/condition-names.js';
import { educationTimes } from '../../src/domain/kaa/in-education.js';
import { policyIn } from '../../src/domain/kaa/policy.js';
import { noRoutines } from '../../src/domain/kaa/routine.js';
import { assumedRules } from '../../src/domain/kaa/rules.js';
import { conditionsOn, membershipOf } from '../../src/domain/kaa/membership.js';
import { schoolingHistory } from '../../src/domain/schooling/timelines.js';
import { addDays, type CivilDate } from '../../src/domain/shared/civil-date.js';
import { covering, overlap } from '../../src/domain/shared/period.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { lives } from '../support/fact-histories.js';
import { youthFacts } from '../support/youth.js';
import { documents, schoolingHistories, shuffled } from './arbitraries.js';
import { dayByDay, type Decided, type Life } from './membership.model.js';
import { regionRules } from './region-rules.js';
import { interruptedYouths, quietYouths, youths } from './youths.js';

// Who is in the target group, whatever was reported, against a model that goes day by day.

interface Youth { readonly facts: Fact[]; readonly life: Life }

const anyYouth = fc.oneof(youths, interruptedYouths, quietYouths);

const RUNS = { numRuns: 200 };
const [FIRST, LAST] = ['2015-12-01', '2020-12-01'];

const daysBetween = (first: CivilDate, last: CivilDate): CivilDate[] => {
  const all: CivilDate[] = [];
  for (let day = first; day < last; day = addDays(day, 1)) all.push(day);
  return all;
};
const DAYS = daysBetween(FIRST, LAST);

test('each day says what the rules say of that day, whatever the region has decided', () => {
  const settings = fc.oneof(
    fc.constant({ known: noRoutines, decided: [] }), { weight: 3, arbitrary: regionRules },
  );
  fc.assert(fc.property(anyYouth, settings, ({ facts, life }: Youth, { known, decided }) => {
    const membership = membershipOf(youthFacts(facts), policyIn(known, () => true));
    const model = dayByDay(life, DAYS, decided);
    const found = new Map(DAYS.map((day) => [day, {
      conditions: conditionsOn(membership, day).map(({ holds }) => holds),
      municipality: covering(membership.spells, day)?.municipality,
    }]));
    // As text, since `toEqual` takes a hundred times as long for thousands of days; it tells what differs.
    const differing = DAYS.filter((day) => JSON.stringify(found.get(day)) !== JSON.stringify(model.get(day)));
    for (const day of differing) expect({ day, ...found.get(day) }).toEqual({ day, ...model.get(day) });
  }), RUNS);
});

test('by which day a summer placement is to be confirmed decides nothing about education', () => {
  fc.assert(fc.property(schoolingHistories, documents, (facts, papers) => {
    const [early, usual, late] = ['07-31', '09-15', '12-31'].map((deadline) => {
      const history = schoolingHistory(facts, papers, { confirmBy: () => deadline });
      const { stays } = history.timelines.at(-1)!;
      const { facts: schooling, documents, neverBegun } = history;
      const begun = schooling.filter(({ id }) => !neverBegun.has(id));
      return educationTimes({ stays, schooling, begun, documents, kaa: [] }, () => assumedRules);
    });
    expect([early, late]).toEqual([usual, usual]);
  }), { numRuns: 1_000 });
});

describe('of any life', () => {
  test('arrival plays no part', () => {
    fc.assert(fc.property(shuffled(youths.map(({ facts }) => facts)), shuffled(lives), (youth, life) => {
      for (const [one, other] of [youth, life]) {
        expect(membershipOf(youthFacts(other))).toEqual(membershipOf(youthFacts(one)));
      }
    }), RUNS);
  });

  test('no two spells share a day, and all conditions hold on the first and the last of each', () => {
    fc.assert(fc.property(fc.oneof(lives, youths.map(({ facts }) => facts)), (facts) => {
      const membership = membershipOf(youthFacts(facts));
      membership.spells.forEach((spell, index) => {
        expect(membership.spells.slice(index + 1).filter((other) => overlap(other, spell))).toEqual([]);
        for (const day of [spell.from, addDays(spell.to, -1)]) {
          expect(conditionsOn(membership, day).map(({ holds }) => holds)).toEqual(CONDITIONS.map(() => true));
        }
      });
    }), RUNS);
  });

  test('whatever is decided by events is decided by some of those that were said', () => {
    fc.assert(fc.property(youths, ({ facts }) => {
      const known = new Set(facts.map(({ id }) => id));
      const { conditions, spells } = membershipOf(youthFacts(facts));
      const deciding = [
        ...CONDITIONS.flatMap((condition) => conditions[condition].flatMap(({ decidedBy }) => decidedBy)),
        ...spells.flatMap(({ openedBy, closedBy }) => [...openedBy, ...closedBy]),
      ];
      expect(deciding.filter((id) => !known.has(id))).toEqual([]);
      const isOpen = (ended: string | undefined): boolean =>
        ended === undefined || ended === 'no-longer-registered';
      expect(spells.filter(({ openedBy }) => openedBy.length === 0)).toEqual([]);
      expect(spells.filter(({ ended, closedBy }) => !isOpen(ended) && closedBy.length === 0)).toEqual([]);
    }), RUNS);
  });
});

/** So that the generator cannot go stale unseen: most of its lives come into the group. */
test('the generated youths are in the group now and then', () => {
  const sample = fc.sample(youths, { numRuns: 200, seed: 7 });
  const spells = sample.map(({ facts }) => membershipOf(youthFacts(facts)).spells.length);
  expect(spells.filter((count) => count > 0).length).toBeGreaterThan(100);
  expect(spells.filter((count) => count > 1).length).toBeGreaterThan(20);
});

const usualRules = { leapDayBirthday: '03-01', gapToleranceDays: 0 };

test('what regions decide makes a difference to some of them, by either rule', () => {
  const sample = fc.sample(fc.tuple(anyYouth, regionRules), { numRuns: 200, seed: 7 });
  const differ = (of: (decided: Decided) => Partial<Decided>): number =>
    sample.filter(([{ life }, { decided }]) => {
      const known = decided.map((each) => ({ from: each.from, ...usualRules, ...of(each) }));
      const [by, usual] = [known, []].map((each) => [...dayByDay(life, DAYS, each).values()]);
      return JSON.stringify(by) !== JSON.stringify(usual);
    }).length;
  expect(differ(({ gapToleranceDays }) => ({ gapToleranceDays }))).toBeGreaterThan(5);
  expect(differ(({ leapDayBirthday }) => ({ leapDayBirthday }))).toBeGreaterThan(5);
});

