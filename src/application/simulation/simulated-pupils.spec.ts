import { readRegionData } from '../../infrastructure/simulation/region-files.js';
import { identityNumber } from '../../domain/shared/identity-number.js';
import type { ElinExportEvent } from './elin-export-event.js';
import { elinKinds } from './elin-kinds.js';
import { birthdayOf } from './number-pool.js';
import type { RegionData } from './region.js';
import {
  type SimulatedPupil, simulatedPupils, simulation, type SimulationOptions,
} from './simulated-pupils.js';
import type { Traits } from './traits.js';
import type { PupilTruth } from './truth.js';

const SEED = 20_251;
const PUPILS = 6_000;

let data: RegionData;
let pupils: readonly SimulatedPupil[];

const simulated = (options: Partial<SimulationOptions> = {}): SimulatedPupil[] => [
  ...simulatedPupils(data, simulation({
    pupils: PUPILS, seed: SEED, schoolYear: '2025/2026', ...options,
  })),
];

beforeAll(() => {
  data = readRegionData();
  pupils = simulated();
});

const truths = () => pupils.map(({ truth }) => truth);
const withTrait = (wanted: Partial<Traits>) => truths().filter(({ traits }) =>
  Object.entries(wanted).every(([key, value]) => traits[key as keyof Traits] === value));
const events = (some = pupils): ElinExportEvent[] =>
  some.flatMap(({ elin }) => elin.map(({ line }) => JSON.parse(line) as ElinExportEvent));

/** Within five standard deviations of a share; a wrong rate is far outside, chance next to never. */
const expectShare = (count: number, of: number, share: number): void => {
  const deviation = Math.sqrt(of * share * (1 - share));
  expect(Math.abs(count - of * share)).toBeLessThan(5 * deviation + 1);
};

describe('those outside school to whom something rare happens', () => {
  const outside = () => truths().filter(({ traits }) => traits.outside);
  const told = (kind: string, numbers: readonly string[]) => pupils.flatMap(({ population }) => population)
    .filter((line) => line.kind === kind && numbers.includes(line.identityNumber));

  test('one has a coordination number until registered under another', () => {
    const unregistered = outside().filter(({ traits }) => traits.outside!.unregistered);
    expect(unregistered.length).toBeGreaterThan(0);
    for (const { numbers, born } of unregistered) {
      expect(numbers.map((number) => identityNumber(number).kind)).toEqual(['coordination', 'personal']);
      expect(numbers.map(birthdayOf)).toEqual([born, born]);
      expect(told('coordination-number', numbers)).toHaveLength(2);
      expect(told('stay-municipality', numbers)).toHaveLength(1);
      expect(told('registered', numbers)).toHaveLength(1);
    }
  });

  test('one dies and one is protected, of whom no school says anything more', () => {
    const died = outside().filter(({ traits }) => traits.outside!.then === 'dies');
    expect(died.length).toBeGreaterThan(0);
    for (const { numbers } of died) expect(told('died', numbers)).toHaveLength(1);
    const hidden = outside().filter(({ traits }) => traits.protection === 'protected-registration');
    expect(hidden.length).toBeGreaterThan(0);
    for (const { numbers, municipalities } of hidden) {
      expect(told('protection', numbers)).toHaveLength(1);
      expect(municipalities).toHaveLength(1);
    }
  });
});

describe('identity numbers', () => {
  test('are read by the product, and nobody has two the same', () => {
    const numbers = truths().flatMap((truth) => truth.numbers);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((number) => identityNumber(number).value !== number)).toEqual([]);
  });

  test('are official test numbers, or temporary ones on their birthdays', () => {
    const official = new Set([...data.testNumbers, ...data.testCoordinationNumbers]);
    const birthdays = new Set(data.testNumbers.map((number) => number.slice(0, 8)));
    const isNobodys = (number: string): boolean => official.has(number)
      || (identityNumber(number).kind === 'temporary' && birthdays.has(number.slice(0, 8)));
    expect(truths().flatMap(({ numbers }) => numbers).filter((number) => !isNobodys(number))).toEqual([]);
  });

  test('of asylum seekers come with an LMA number that is read too', () => {
    const found = events().map(({ Elev }) => Elev.Person.LMA).filter((number) => number !== undefined);
    expect(found.length).toBeGreaterThan(0);
    for (const number of found) expect(identityNumber(number).kind).toBe('asylum');
  });
});

describe('even a small region has', () => {
  const small = () => pupils.slice(0, 40);

  test('every kind of event of the export', () => {
    const found = new Set(events(small()).map(({ Typid, Handelsenamn }) => `${Typid} ${Handelsenamn}`));
    const known = Object.values(elinKinds).map(({ type, name }) => `${type} ${name}`);
    expect([...found].sort()).toEqual(known.sort());
  });

  test('every kind of line of the population feed', () => {
    const kinds = new Set(small().flatMap(({ population }) => population.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      'compulsory-schooling-completed', 'died', 'emigrated', 'home-municipality', 'identity-number',
      'protection', 'registered',
    ]);
  });

  test('pseudo codes of units and municipalities', () => {
    expect(events(small()).some(({ Elev }) => Elev.Skola.Skolenhetkod === 'x-00090002')).toBe(true);
    expect(events(small()).some(({ Avflyttningskommum }) => Avflyttningskommum === '9900')).toBe(true);
  });

  test('a price variant without a price, a national sports school, and both protections', () => {
    expect(events(small()).some(({ Elev }) => Elev.Prisvariant === 'Lit')).toBe(true);
    expect(events(small()).some(({ Elev }) => Elev.Idrott?.Typ === 'RIG')).toBe(true);
    const protections = new Set(small().map(({ truth }) => truth.traits.protection));
    expect([...protections].sort()).toEqual(['none', 'protected-registration', 'secrecy-marking']);
  });
});

describe('rates are those of the sources:', () => {
  test('of 96 summer placements 79 are confirmed, 11 elsewhere, 6 not at all', () => {
    const placed = truths().filter(({ traits }) =>
      ['confirmed', 'elsewhere', 'late-elsewhere', 'never'].includes(traits.beginning)).slice(40);
    const count = (...kinds: string[]) =>
      placed.filter(({ traits }) => kinds.includes(traits.beginning)).length;
    expectShare(count('confirmed'), placed.length, 79 / 96);
    expectShare(count('elsewhere', 'late-elsewhere'), placed.length, 11 / 96);
    expectShare(count('never'), placed.length, 6 / 96);
  });

  test('2.7 % of those who start drop out or pause within a year, 10.4 % change education', () => {
    const started = withTrait({ year: 1 }).slice(40).filter(({ traits }) =>
      traits.beginning !== 'never' && !['newcomer', 'asylum-seeker'].includes(traits.residence));
    const count = (...kinds: string[]) =>
      started.filter(({ traits }) => kinds.includes(traits.happening)).length;
    expectShare(count('drops-out', 'drops-out-and-comes-back', 'pauses'), started.length, 0.027);
    expectShare(count('changes-path', 'transfers', 'leaves-and-starts'), started.length, 0.104);
  });

  test('about 35 % are at independent schools', () => {
    const kinds = new Map(data.units.map(({ unit, principalKind }) => [unit, principalKind]));
    const at = truths().map(({ stays }) => kinds.get(stays.at(-1)?.unit ?? ''))
      .filter((kind) => kind !== undefined);
    const share = at.filter((kind) => kind === 'independent').length / at.length;
    expect(share).toBeGreaterThan(0.33);
    expect(share).toBeLessThan(0.37);
  });

  test('municipalities have pupils in proportion to their residents', () => {
    const inside = data.municipalities.filter(({ inRegion }) => inRegion);
    const total = inside.reduce((sum, { residents }) => sum + residents, 0);
    const settled = withTrait({ residence: 'stays', protection: 'none' });
    for (const { code, residents } of inside) {
      const count = settled.filter(({ municipalities }) => municipalities[0]!.municipality === code).length;
      expectShare(count, settled.length, residents / total);
    }
  });

  test('some dropouts are reported 40 days late or later', () => {
    const late = events().filter(({ Typid, Handelsedatum, Regdatum }) =>
      Typid === '9' && Date.parse(Regdatum) - Date.parse(Handelsedatum) >= 40 * 86_400_000);
    expect(late.length).toBeGreaterThan(0);
  });
});

describe('what is true', () => {
  test('there is one municipality on a day at most, and stays at one school never overlap', () => {
    const inARow = ({ municipalities }: PupilTruth): boolean =>
      municipalities.slice(1).every(({ from }, index) => municipalities[index]!.to === from);
    const apart = ({ stays }: PupilTruth): boolean => stays.every((stay) => stay.from < stay.to
      && stays.every(({ unit, to }) => unit !== stay.unit || to <= stay.from || to >= stay.to));
    expect(truths().filter((truth) => !inARow(truth) || !apart(truth))).toEqual([]);
  });

  test('pupils are at schools that have their programme in their year', () => {
    const offered = new Map(data.units.map(({ unit, programmes }) => [unit, programmes]));
    const programmes = new Map(data.studyPaths.map(({ studyPath, programme }) => [studyPath, programme]));
    const wrong = truths().flatMap(({ stays }) => stays).filter(({ unit }) => unit !== 'x-00090002')
      .filter(({ unit, studyPaths: [first] }) =>
        !offered.get(unit)!.includes(programmes.get(first!.studyPath)!));
    expect(wrong).toEqual([]);
  });

  test('nothing is unreported when the files are made at the end', () => {
    expect(truths().filter(({ unreported }) => unreported > 0)).toEqual([]);
  });
});

describe('files made on a day', () => {
  type Files = Pick<SimulatedPupil, 'elin' | 'population' | 'attendance'>;
  const linesOf = ({ elin, population, attendance }: Files): number =>
    elin.length + population.length + attendance.length;

  test('hold what was registered by then, and the truth says who has more to come', () => {
    const early = simulated({ pupils: 500, asOf: '2025-12-31' });
    const all = pupils.slice(0, 500);
    early.slice(0, 500).forEach(({ elin, population, attendance, truth }, index) => {
      const whole = all[index]!;
      expect(elin).toEqual(whole.elin.filter(({ registered }) => registered < '2026'));
      expect(population).toEqual(whole.population.filter(({ reportedAt }) => reportedAt < '2026'));
      expect(truth.unreported)
        .toBe(linesOf(whole) - linesOf({ elin, population, attendance }));
    });
    expect(early.some(({ truth }) => truth.unreported > 0)).toBe(true);
  });
});

test('a pupil is the same whatever the number of pupils', () => {
  expect(simulated({ pupils: 200 }).slice(0, 200)).toEqual(pupils.slice(0, 200));
});

describe('youths outside school', () => {
  const outside = () => truths().filter(({ traits }) => traits.outside !== undefined);

  test('come after the pupils, so many to a thousand of them', () => {
    expect(outside()).toEqual(truths().slice(PUPILS));
    expect(outside()).toHaveLength(PUPILS * 0.118);
  });

  test('are under 20 when the school year begins, and in no school then unless they leave it', () => {
    for (const { born, stays, traits: { outside: about } } of outside()) {
      expect(born > '2005-07-01').toBe(true);
      const isThere = stays.some(({ from, to }) => from <= '2025-07-01' && to > '2025-07-01');
      expect(isThere).toBe(about!.before.startsWith('leaves-'));
    }
  });

  test('begin somewhere, complete, emigrate, die or stay outside; who turns 20 begins nothing', () => {
    const next = (turns: number) => new Set(outside().filter(({ traits }) => traits.outside!.turns === turns)
      .map(({ traits }) => traits.outside!.then));
    expect(next(20)).toEqual(new Set(['stays-outside', 'emigrates', 'dies']));
    expect(next(19)).toEqual(new Set([
      'stays-outside', 'emigrates', 'dies', 'begins-introduction', 'begins-programme', 'completes',
    ]));
  });
});

test('another seed makes another region', () => {
  expect(simulated({ pupils: 50, seed: SEED + 1 })).not.toEqual(pupils.slice(0, 50));
});

test.each<[string, Partial<SimulationOptions>]>([
  ['pupils', { pupils: 0 }], ['pupils', { pupils: 1.5 }], ['seed', { seed: -1 }],
  ['lateness', { lateness: 11 }], ['asOf', { asOf: '2026-02-30' }],
])('%s that makes no sense is refused', (field, options) => {
  expect(() => simulated(options)).toThrow(`simulation-invalid (${field})`);
});
