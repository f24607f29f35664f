import { agreementSet, agreementsOf, policySet } from '../../../test/support/agreements.js';
import {
  allocationIn, independent, linesIn, price, totalIn, unit, type World,
} from '../../../test/support/cost-world.js';
import {
  costShared, droppedOut, enrolled, NORTH, registeredIn, SOUTH,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import type { Principal } from '../school-register/state.js';
import type { AgreementEvent, AgreementVersion, SharedPlaces } from './events.js';

/** Naturbruk at the region's school and at an independent one: the region pays half, by agreement. */

const REGION = '232100-0131';
const region: Principal = { id: REGION, name: 'Regionen', kind: 'region' };
const units = [unit(NORTH, region), unit(SOUTH, independent)];
const prices = [
  price(2026, { principal: 'region', studyPath: 'NB' }, 200_000),
  price(2026, { principal: 'region', studyPath: 'NA' }, 111_300),
  price(2026, { studyPath: 'NB' }, 243_700),
];

const halves: SharedPlaces = {
  payee: 'region', studyPaths: ['NB'], remainder: { parts: 1 }, others: [{ payer: REGION, parts: 1 }],
};
const naturbruk = (more: Partial<AgreementVersion> = {}): AgreementEvent => agreementSet('naturbruk', {
  parties: ['1407', '1480', REGION], terms: [{ payee: 'region', policy: 'default' }],
  shares: [halves], ...more,
});
const year = (at: string = NORTH, studyPath = 'NBLAN') => [
  enrolled({ validOn: '2026-01-01', unit: at, studyPath }), droppedOut({ validOn: '2027-01-01', unit: at }),
];
const world = (more: Partial<World> = {}, ...said: readonly AgreementEvent[]): World => ({
  schooling: year(), units, prices,
  agreements: agreementsOf(...(said.length > 0 ? said : [naturbruk()])), ...more,
});

/** Who pays how many kronor of which part. */
const paid = (some: World): string[] => [...new Set(allocationIn(some).segments.map(({ payer }) => payer))]
  .map((payer) => `${payer} ${totalIn(some, (segment) => segment.payer === payer)}`);

test('all places of the study path are shared, and nobody decides it of a pupil', () => {
  expect(paid(world())).toEqual(['1407 100000.00', `${REGION} 100000.00`]);
  // 200 000 × 31 ÷ 365 = 16 986.30
  expect(linesIn(world()).filter((line) => line.startsWith('2026-01')))
    .toEqual(['2026-01-01 31 1407 8493.15', `2026-01-01 31 ${REGION} 8493.15`]);
});

test('what cannot be shared goes to whoever takes the remainder', () => {
  const thirds = { ...halves, others: [{ payer: REGION, parts: 2 }] };
  // 200 000 ÷ 3 = 66 666.67, twice that is 133 333.33: the home municipality pays what is left of it
  expect(paid(world({}, naturbruk({ shares: [thirds] })))).toEqual(['1407 66666.67', `${REGION} 133333.33`]);
  const byRegion = { ...thirds, remainder: { payer: REGION, parts: 2 }, others: [{ parts: 1 }] };
  expect(paid(world({}, naturbruk({ shares: [byRegion] }))))
    .toEqual([`${REGION} 133333.33`, '1407 66666.67']);
});

describe('are not shared', () => {
  test.each<[string, Partial<World>, AgreementEvent]>([
    ['places on another study path', { schooling: year(NORTH, 'NANAT') }, naturbruk()],
    ['places at another school unit', {}, naturbruk({ shares: [{ ...halves, units: [SOUTH] }] })],
    ['places of a home municipality that takes no part', {}, naturbruk({ parties: ['1480', REGION] })],
    ['places at other kinds of school', { schooling: year(SOUTH) }, naturbruk()],
    ['places when the agreement has ended', {}, naturbruk({ endsOn: '2026-01-01' })],
  ])('%s', (_, more, agreement) => {
    expect(allocationIn(world(more, agreement)).segments.map(({ payer, share }) => [payer, share]))
      .toEqual([['1407', undefined]]);
  });
});

test('an independent school is shared too where the agreement says so, with VAT in every part', () => {
  const shares = [halves, { ...halves, payee: 'independent' as const }];
  const some = world({ schooling: year(SOUTH) }, naturbruk({ shares }));
  expect(paid(some)).toEqual(['1407 121850.00', `${REGION} 121850.00`]);
  expect(allocationIn(some).segments.map(({ vatPerYearOre }) => vatPerYearOre))
    .toEqual([1_379_434, 1_379_434]);
});

test('from the first day of the agreement to its end, with the rest paid as by everybody', () => {
  const some = world({}, naturbruk({ validOn: '2026-07-01', endsOn: '2026-10-01' }));
  expect(allocationIn(some).segments.map(({ from, to, payer, share }) => [from, to, payer, share])).toEqual([
    ['2026-01-01', '2026-07-01', '1407', undefined], ['2026-07-01', '2026-10-01', '1407', 'rest-1/2'],
    ['2026-07-01', '2026-10-01', REGION, '1/2'], ['2026-10-01', '2027-01-01', '1407', undefined],
  ]);
  expect(totalIn(some)).toBe('200000.00');
});

test('days on which other things are agreed cut nothing', () => {
  const others = [
    policySet('monthly', { validOn: '2026-03-10' }), agreementSet('gr', { validOn: '2026-05-05' }),
  ];
  expect(allocationIn(world({}, naturbruk(), ...others)).segments).toHaveLength(2);
});

test('whoever is home municipality on the day pays its part', () => {
  const person = [registeredIn(), registeredIn({ validOn: '2026-07-01', municipality: '1480' })];
  expect(paid(world({ person }))).toEqual(['1407 49589.04', `${REGION} 100000.00`, '1480 50410.96']);
});

describe('a decision on a pupil\'s place goes before', () => {
  const decided = (more: Parameters<typeof costShared>[0]) =>
    world({ funding: [costShared({ validOn: '2026-01-01', ...more })] });

  test('with other parts', () => {
    expect(paid(decided({ others: [{ payer: REGION, parts: 3 }] })))
      .toEqual(['1407 50000.00', `${REGION} 150000.00`]);
  });

  test('with nobody else: the home municipality pays all of it', () => {
    expect(paid(decided({ others: [] }))).toEqual(['1407 200000.00']);
  });

  test('for its own days alone, and each line names what it rests on', () => {
    const some = decided({ until: '2026-02-01', others: [{ payer: REGION, parts: 3 }] });
    expect(allocationIn(some).segments.map(({ from, payer, share, decisionId }) =>
      [from, payer, share, decisionId])).toEqual([
      ['2026-01-01', '1407', 'rest-3/4', factId(1)], ['2026-01-01', REGION, '3/4', factId(1)],
      ['2026-02-01', '1407', 'rest-1/2', 'e0'], ['2026-02-01', REGION, '1/2', 'e0'],
    ]);
    expect(totalIn(some)).toBe('200000.00');
  });
});

test('of two agreements that share it, that of fewer parties holds', () => {
  const own = agreementSet('zz-own', {
    parties: ['1407', REGION], terms: [{ payee: 'region', policy: 'default' }],
    shares: [{ ...halves, others: [{ payer: REGION, parts: 4 }] }],
  });
  expect(paid(world({}, naturbruk(), own))).toEqual(['1407 40000.00', `${REGION} 160000.00`]);
});
