import { type CaseStep, caseWork } from '../../src/application/simulation/case-work.js';
import { plausibility, type WorkedSpell } from '../../src/application/simulation/plausibility.js';
import { Random } from '../../src/application/simulation/random.js';
import {
  type SimulatedPupil, simulatedPupils, simulation,
} from '../../src/application/simulation/simulated-pupils.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { covers } from '../../src/domain/shared/period.js';
import { readRegionData } from '../../src/infrastructure/simulation/region-files.js';
import type { SpellRow } from '../../src/projections/kaa/collections.js';
import { municipalityTest } from '../../src/infrastructure/reference-data.js';
import { kaa } from '../../src/projections/kaa/kaa.js';
import { contributionOf } from '../support/folded.js';
import { eventsOf } from '../support/simulated-events.js';

const SCHOOL_YEAR = { from: '2025-07-01', to: '2026-07-01' };
const DAYS = { year: SCHOOL_YEAR, autumn: { from: '2025-07-01', to: '2026-01-01' } };
const PUPILS = 4_000;

const idOf = (index: number): string => String(index).padStart(4, '0');

/** Days on which the demo looks whom there is to work with. */
const LOOKED_ON = ['2025-07-01', '2025-10-01', '2025-12-15', '2026-03-01', '2026-05-15'];

/** Everybody who is ever in the register; to fold all the others would take long. */
const mayBeOutside = ({ truth: { traits, followUp } }: SimulatedPupil): boolean =>
  traits.outside !== undefined || followUp.length > 0 || traits.beginning === 'late-direct';

type Found = Pick<SpellRow, 'from' | 'to' | 'began' | 'municipality'> & Pick<WorkedSpell, 'person' | 'ended'>;

/** Spells in the register of a simulated region on the days the demo looks, as its read model has them. */
const spellsOf = (seed: number): Found[] => {
  const ofYouths = kaa(municipalityTest());
  const options = simulation({ pupils: PUPILS, seed, schoolYear: '2025/2026' });
  const outside = [...simulatedPupils(readRegionData(), options)].filter(mayBeOutside);
  return outside.flatMap((pupil, index) => {
    const facts = eventsOf(pupil).map((event, nth) => ({ id: idOf(nth), event })) as Fact[];
    return contributionOf(ofYouths, facts).rows.filter(({ collection }) => collection === 'spells')
      .map(({ document }) => document as unknown as SpellRow)
      .filter((spell) => !spell.startedInTime && LOOKED_ON.some((day) => covers(spell, day)))
      .map((spell) => ({ ...spell, person: idOf(index) }));
  });
};

/** The same with what officers do in them; everybody has a stream of chance of their own. */
const workedOn = (found: readonly Found[], seed: number): WorkedSpell[] => {
  const chances = new Map(found.map(({ person }) => [person, Random.of(seed, Number(person))]));
  return found.map((spell) =>
    ({ ...spell, steps: caseWork(chances.get(spell.person)!, spell, SCHOOL_YEAR) }));
};

let found: readonly Found[];
let spells: readonly WorkedSpell[];
beforeAll(() => {
  found = spellsOf(1);
  spells = workedOn(found, 1);
});

test.each([1, 2, 3])('every figure is within what was published, whatever the seed (%i)', (seed) => {
  const bands = plausibility(seed === 1 ? spells : workedOn(spellsOf(seed), seed), DAYS);
  expect(bands.filter(({ isWithin }) => !isWithin)).toEqual([]);
  expect(bands).toHaveLength(11);
});

test('what is outside is told with what it is, and nobody to count is not within', () => {
  const [first] = spells.filter(({ steps }) => steps.some(({ route }) => route === 'kaa-contacts'));
  const year = { ...DAYS, autumn: SCHOOL_YEAR };
  expect(plausibility([{ ...first!, from: '2025-08-01' }], year)[0])
    .toMatchObject({ least: 40, most: 50, simulated: 100, isWithin: false });
  expect(plausibility([], year)[0]).toMatchObject({ simulated: undefined, isWithin: false });
});

test('work lies within its spell and before the day it is known up to, a measure from offer to end', () => {
  const days = (steps: readonly CaseStep[], route: CaseStep['route']): string[] =>
    steps.filter((step) => step.route === route).map(({ on }) => on);
  for (const { from, to, steps } of spells) {
    expect(steps.filter(({ on }) => on < from || on >= to || !covers(SCHOOL_YEAR, on))).toEqual([]);
    const measure = (['kaa-contacts', 'kaa-measures', 'kaa-measure-starts', 'kaa-measure-ends'] as const)
      .flatMap((route) => days(steps, route));
    expect(measure).toEqual([...measure].sort());
  }
});

test('every kind of work is done for somebody', () => {
  const routes = new Set(spells.flatMap(({ steps }) => steps.map(({ route }) => route)));
  expect([...routes].sort()).toEqual([
    'kaa-assignments', 'kaa-contact-attempts', 'kaa-contacts', 'kaa-listing-disputes', 'kaa-measure-declines',
    'kaa-measure-ends', 'kaa-measure-starts', 'kaa-measures', 'kaa-occupations', 'kaa-plans', 'kaa-reminders',
  ]);
});

test('there are youths for every way in, every way out, and moves between municipalities', () => {
  const said = (what: 'began' | 'ended'): unknown[] =>
    [...new Set(found.map((spell) => spell[what]))].sort();
  expect(said('began')).toEqual([
    'compulsory-schooling-over', 'interrupted', 'moved-in', 'study-certificate',
  ]);
  expect(said('ended')).toEqual([
    'began-introductory-programme', 'began-national-programme', 'completed', 'died', 'emigrated',
    'no-longer-registered', 'turned-20',
  ]);
  const isMove = (one: Found) => (next: Found): boolean => next.person === one.person
    && next.from === one.to && next.municipality !== one.municipality;
  expect(found.some((one) => found.some(isMove(one)))).toBe(true);
});
