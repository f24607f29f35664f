import fc from 'fast-check';
import { membershipOf } from '../../src/domain/kaa/membership.js';
import {
  daysOfDrift, municipalitiesConcerned, recordedSpells, registerChanges, registerOn,
} from '../../src/domain/kaa/register.js';
import { addDays, type CivilDate } from '../../src/domain/shared/civil-date.js';
import { covers } from '../../src/domain/shared/period.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { youthFacts } from '../support/youth.js';
import { youths } from './youths.js';

// The register that is kept is the register that follows, however facts came and whenever it was kept.

const RUNS = { numRuns: 150 };
const LAST = '2022-06-01';

/** A life whose facts come in some order, with days between them on which the register is kept. */
const kept = youths.chain(({ facts }) => fc.record({
  facts: fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
  waits: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: facts.length, maxLength: facts.length }),
}));

let spells = 0;
const newSpell = (): string => `00000000-0000-4000-8000-${String(spells += 1).padStart(12, '0')}`;

/** Records what is due in every municipality, and answers with everything there is then. */
const keep = (facts: readonly Fact[], day: CivilDate): Fact[] => {
  const membership = membershipOf(youthFacts(facts));
  const made = municipalitiesConcerned(membership, facts).flatMap((municipality) =>
    registerChanges(membership, facts, { municipality, day, newSpell }));
  return [...facts, ...made.map((event, index) => ({ id: `register-${facts.length + index}`, event }))];
};

const registers = (facts: readonly Fact[], day: CivilDate) => {
  const membership = membershipOf(youthFacts(facts));
  return municipalitiesConcerned(membership, facts).map((municipality) => ({
    municipality, computed: registerOn(membership, municipality, day),
    recorded: recordedSpells(facts, municipality).map(({ from, to, began, ended }) =>
      ({ from, to, began, ended })),
    isDrift: daysOfDrift(membership, facts, municipality).some((days) => covers(days, day)),
  }));
};

const history = ({ facts, waits }: { facts: readonly Fact[]; waits: readonly number[] }) => {
  let known: Fact[] = [];
  let day = '2016-01-01';
  facts.forEach((fact, index) => {
    known = [...known, fact];
    day = addDays(day, waits[index]!);
    if (waits[index]! % 2 === 0) known = keep(known, day);
  });
  return { known, day };
};

test('once it was kept, computed and recorded are the same, and nothing is left to record', () => {
  fc.assert(fc.property(kept, (life) => {
    const { known } = history(life);
    const after = keep(known, LAST);
    for (const { computed, recorded } of registers(after, LAST)) expect(recorded).toEqual(computed);
    expect(keep(after, LAST)).toEqual(after);
  }), RUNS);
});

test('the order in which what was recorded is read plays no part', () => {
  fc.assert(fc.property(kept, (life) => {
    const { known } = history(life);
    const after = keep(known, LAST);
    expect(registers([...after].reverse(), LAST)).toEqual(registers(after, LAST));
  }), RUNS);
});

test('drift is told for every day on which the two are not the same, and for no other', () => {
  fc.assert(fc.property(kept, fc.nat(3_000), (life, ahead) => {
    const { known, day } = history(life);
    const looked = addDays(day, ahead);
    for (const { computed, recorded, isDrift } of registers(known, looked)) {
      expect(isDrift).toBe(JSON.stringify(recorded) !== JSON.stringify(computed));
    }
  }), RUNS);
});

test('no two spells of a register share a day', () => {
  fc.assert(fc.property(kept, (life) => {
    const { known } = history(life);
    for (const { recorded } of registers(keep(known, LAST), LAST)) {
      recorded.forEach(({ from }, index) => {
        const before = recorded[index - 1];
        if (before) expect(before.to! <= from).toBe(true);
      });
    }
  }), RUNS);
});

test('most of these lives have spells that were corrected or voided', () => {
  const types = fc.sample(kept, { numRuns: 200, seed: 3 })
    .flatMap((life) => keep(history(life).known, LAST).map(({ event: { type } }) => type));
  for (const type of ['SpellOpened', 'SpellClosed', 'SpellCorrected', 'SpellVoided']) {
    expect([type, types.filter((each) => each === type).length > 20]).toEqual([type, true]);
  }
});
