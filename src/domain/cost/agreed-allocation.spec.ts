import { agreementSet, agreementsOf, policySet } from '../../../test/support/agreements.js';
import {
  allocationIn, deviationsIn, linesIn, price, segmentsIn, totalIn, usualPrices, type World,
} from '../../../test/support/cost-world.js';
import {
  droppedOut, enrolled, issued, NORTH, placed, registeredIn, SOUTH, transferred,
} from '../../../test/support/events.js';
import { covers } from '../shared/period.js';
import { monthlyLines } from './monthly-lines.js';

/** What policies and agreements change; amounts are worked out by hand. */

const fifteenth = { rule: 'SNAPSHOT', version: 1, day: 15 };
const movedTo1481 = (validOn: string) => registeredIn({ validOn, municipality: '1481' });

/** schooling-and-cost.md 7: moves in February, changes school in March, drops out in May. */
const workedExample: World = {
  schooling: [enrolled(), transferred(), droppedOut({ unit: SOUTH })],
  person: [registeredIn(), movedTo1481('2026-02-10')],
};
const in2026 = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith('2026') && !line.endsWith(' 0.00'));

describe('the worked example', () => {
  test('counted by a measuring day, the 15th', () => {
    const agreements = agreementsOf(policySet('default', { counting: fifteenth }));
    // 111 300 ÷ 12 = 9 275.00; 115 000 ÷ 12 = 9 583.33, twice: 19 166.67
    expect(in2026(linesIn({ ...workedExample, agreements }))).toEqual([
      '2026-01-01 31 1407 9275.00', '2026-02-10 19 1481 9275.00', '2026-03-01 15 1481 9275.00',
      '2026-04-01 30 1481 9583.33', '2026-05-01 19 1481 9583.34',
    ]);
  });

  test('comes to other totals then: the policy moves thousands', () => {
    const agreements = agreementsOf(policySet('default', { counting: fifteenth }));
    const of = (payer: string) =>
      totalIn({ ...workedExample, agreements }, (one) => one.payer === payer && one.from >= '2026');
    expect([of('1407'), of('1481')]).toEqual(['9275.00', '37716.67']);
  });

  test('is counted daily where nothing is set, and where what is set says so', () => {
    const agreements = agreementsOf(policySet('default'), agreementSet('gr'));
    expect(totalIn(workedExample)).toBe('97740.27');
    expect(totalIn({ ...workedExample, agreements })).toBe('97740.27');
  });

  test('is counted for each payee as its agreement says', () => {
    const agreements = agreementsOf(
      policySet('monthly', { counting: fifteenth }),
      agreementSet('gr', { terms: [{ payee: 'municipal', policy: 'monthly' }] }),
    );
    const of = (unit: string) =>
      totalIn({ ...workedExample, agreements }, (one) => one.unit === unit && one.from >= '2026');
    expect([of(NORTH), of(SOUTH)]).toEqual(['22564.93', '19166.67']); // 111 300 × 74 ÷ 365 daily
  });
});

describe('what an amount rests on stands on its line', () => {
  const schooling = [enrolled({ validOn: '2026-01-01', unit: SOUTH, studyPath: 'TE' })];
  const grounds = (world: Partial<World>) => allocationIn({ schooling, ...world }).segments
    .filter(({ from }) => from < '2027').map(({
      policy, policyId, agreement, agreementId, counting, priceRule, higherPerYearOre,
    }) => ({ policy, policyId, agreement, agreementId, counting, priceRule, higherPerYearOre }));

  test('nothing where nobody has set anything', () => {
    expect(Object.keys(allocationIn({ schooling }).segments[0]!)).not.toContain('policy');
  });

  test('policy, agreement and counting rule, by the events that set them', () => {
    const agreements = agreementsOf(
      policySet('monthly', { counting: fifteenth }),
      agreementSet('gr', { terms: [{ payee: 'municipal', policy: 'monthly', priceRule: 'provider-cost' }] }),
    );
    expect(grounds({ agreements })).toEqual([{
      policy: 'monthly', policyId: 'e0', agreement: 'gr', agreementId: 'e1', counting: 'SNAPSHOT/1{"day":15}',
      priceRule: 'provider-cost',
    }]);
  });

  test('in second hand both prices, of which the lower is paid', () => {
    const own = { principal: 'municipal', studyPath: 'TE', basis: 'own' } as const;
    const agreements = agreementsOf(
      agreementSet('gr', { terms: [{ payee: 'municipal', policy: 'default', priceRule: 'second-hand' }] }),
    );
    const prices = [
      price(2026, { ...own, owner: '1407' }, 100_000), price(2026, { ...own, owner: '1482' }, 120_000),
    ];
    expect(allocationIn({ schooling, agreements, prices }).segments[0]).toMatchObject({
      perYearOre: 10_000_000, higherPerYearOre: 12_000_000, higherPriceId: 'p1',
    });
  });

  test('an agreement whose policy nobody has set is told, and nothing under it is reckoned', () => {
    const terms = [{ payee: 'municipal' as const, policy: 'monthly' }];
    const agreements = agreementsOf(agreementSet('gr', { terms }));
    expect(segmentsIn({ schooling, agreements })).toEqual([]);
    expect(deviationsIn({ schooling, agreements })).toEqual(['unknown-policy 2026-01-01 9999-12-31']);
  });
});

describe('whose prices', () => {
  const schooling = [enrolled({ validOn: '2026-01-01' }), droppedOut({ validOn: '2026-03-04' })];
  const ownOf = (owner: string, kronor: number) => price(2026, { basis: 'own', owner }, kronor);

  test('a home municipality\'s own list goes before lists for anyone, and follows the payer', () => {
    const person = [registeredIn(), movedTo1481('2026-02-01')];
    // 110 000 × 31 ÷ 365 = 9 342.47; 111 300 × 31 ÷ 365 = 9 452.88, since each price is a sum of its own
    expect(segmentsIn({ schooling, person, prices: [...usualPrices, ownOf('1407', 110_000)] })).toEqual([
      `2026-01-01 2026-02-01 1407 ${NORTH} 9342.47`, `2026-02-01 2026-03-04 1481 ${NORTH} 9452.88`,
    ]);
  });

  test('the running sum of one price goes on over a change of payer', () => {
    const person = [registeredIn(), movedTo1481('2026-02-01')];
    expect(segmentsIn({ schooling, person, prices: [...usualPrices, ownOf('1480', 90_000)] })).toEqual([
      `2026-01-01 2026-02-01 1407 ${NORTH} 9452.88`, `2026-02-01 2026-03-04 1481 ${NORTH} 9452.87`,
    ]);
  });

  test('the list of an agreement holds between its parties only', () => {
    const te = [enrolled({ validOn: '2026-01-01', unit: SOUTH, studyPath: 'TE' })];
    const agreements = agreementsOf(agreementSet('gr', { parties: ['1407', '1482'] }));
    const prices = [...usualPrices, price(2026, {
      principal: 'municipal', studyPath: 'TE', basis: 'agreement', owner: 'gr',
    }, 100_000)];
    const yearIn = (municipality: string) =>
      segmentsIn({ schooling: te, agreements, prices, person: [registeredIn({ municipality })] });
    expect(yearIn('1407')).toEqual([`2026-01-01 2027-01-01 1407 ${SOUTH} 100000.00`]);
    expect(yearIn('1481')).toEqual([`2026-01-01 2027-01-01 1481 ${SOUTH} 115000.00`]);
  });

  describe('between parties, what it costs the school is owed for education begun since July 2025', () => {
    const agreements = agreementsOf(agreementSet('gr', { parties: ['1407', '1482'] }));
    const prices = ['TE', 'HR'].map((studyPath) =>
      price(2026, { principal: 'municipal', studyPath, basis: 'own', owner: '1482' }, 115_000));
    const owed = (validOn: string, studyPath: string, municipality = '1407') => {
      const { segments, deviations } = allocationIn({
        schooling: [enrolled({ validOn, unit: SOUTH, studyPath })], agreements, prices,
        person: [registeredIn({ municipality })],
      });
      return [
        ...segments.map(({ payer, from }) => `${payer} ${from}`),
        ...deviations.filter((days) => covers(days, '2026-01-01')).map(({ priceRule }) => priceRule),
      ];
    };

    test('begun since', () => expect(owed('2025-07-01', 'TEPRO')).toEqual(['1407 2026-01-01']));
    test('begun before: by agreement alone, and the day that lacks a price says so', () => {
      expect(owed('2025-06-30', 'TEPRO')).toEqual(['agreed-only']);
    });
    test('anpassad gymnasieskola: by agreement alone', () => {
      expect(owed('2025-08-18', 'HRHOT')).toEqual(['agreed-only']);
    });
    test('by who is no party, whatever it is and whenever it began', () => {
      expect(owed('2024-08-19', 'TEPRO', '1481')).toEqual(['1481 2026-01-01']);
      expect(owed('2024-08-19', 'HRHOT', '1481')).toEqual(['1481 2026-01-01']);
    });
  });
});

describe('settings of a policy', () => {
  const segments = (more: object, ...schooling: World['schooling']) => segmentsIn({
    schooling, agreements: agreementsOf(policySet('default', { validOn: '2026-01-01', ...more })),
  }).map((line) => line.slice(0, 21));

  test('July is not paid to an August start, from the day it was decided', () => {
    const autumn = (year: number) => [
      enrolled({ validOn: `${year}-08-18` }), droppedOut({ validOn: `${year}-09-01` }),
    ];
    const more = { augustStartPaysFromJuly: false };
    expect(segments(more, ...autumn(2026))).toEqual(['2026-08-18 2026-09-01']);
    expect(segments(more, ...autumn(2025))).toEqual(['2025-07-01 2025-09-01']);
  });

  test('the day of a dropout is the last paid one, unless another school has it', () => {
    const more = { dropoutDay: 'last-paid' };
    const started = enrolled({ validOn: '2026-01-01' });
    const left = droppedOut({ validOn: '2026-03-04' });
    expect(segments(more, started, left)).toEqual(['2026-01-01 2026-03-05']);
    expect(segments(more, started, left, enrolled({ validOn: '2026-03-04', unit: SOUTH, studyPath: 'TE' })))
      .toEqual(['2026-01-01 2026-03-04', '2026-03-04 2027-01-01']);
    expect(segments(more, started, transferred({ validOn: '2026-03-04' }))[0]).toBe('2026-01-01 2026-03-04');
  });

  test('a place that ends on its first day costs a day then', () => {
    const schooling = [enrolled({ validOn: '2026-03-04' }), droppedOut({ validOn: '2026-03-04' })];
    const agreements = agreementsOf(policySet('default', { dropoutDay: 'last-paid' }));
    // 111 300 ÷ 365
    expect(linesIn({ schooling, agreements })).toEqual(['2026-03-04 1 1407 304.93']);
    expect(linesIn({ schooling })).toEqual([]);
  });

  test('a final document ends payment on its day', () => {
    const world = {
      schooling: [enrolled({ validOn: '2026-01-01' })], documents: [issued({ validOn: '2026-06-05' })],
    };
    const ends = (documentPays: 'through-june' | 'to-document-date') => segmentsIn({
      ...world, agreements: agreementsOf(policySet('default', { documentPays })),
    })[0]!.slice(11, 21);
    expect([ends('through-june'), ends('to-document-date')]).toEqual(['2026-07-01', '2026-06-05']);
  });

  test('a summer placement is confirmed by its deadline', () => {
    const schooling = [
      placed({ validOn: '2026-07-01' }), enrolled({ validOn: '2026-09-20' }),
      droppedOut({ validOn: '2026-10-01' }),
    ];
    expect(segments({ confirmBy: '09-15' }, ...schooling)).toEqual(['2026-09-20 2026-10-01']);
    expect(segments({ confirmBy: '09-30' }, ...schooling)).toEqual(['2026-07-01 2026-10-01']);
  });
});

describe('started four weeks', () => {
  const agreements = agreementsOf(
    policySet('default', { counting: { rule: 'PER_STARTED_FOUR_WEEKS', version: 1 } }),
  );
  const prices = [
    price(2026, {}, 160_000), price(2026, { principal: 'municipal', studyPath: 'TE' }, 160_000),
  ];

  test('run on over a change of school: at most ten in a calendar year, whatever the schools', () => {
    const schooling = [enrolled({ validOn: '2026-01-01' }), transferred({ validOn: '2026-03-16' })];
    // 74 days are three periods begun; the rest of the year has the seven left of ten
    expect(segmentsIn({ schooling, prices, agreements })).toEqual([
      `2026-01-01 2026-03-16 1407 ${NORTH} 48000.00`, `2026-03-16 2027-01-01 1407 ${SOUTH} 112000.00`,
    ]);
  });

  test('a line has a period on the day it begins', () => {
    const schooling = [enrolled({ validOn: '2026-01-05' }), droppedOut({ validOn: '2026-02-03' })];
    const [segment] = allocationIn({ schooling, prices, agreements }).segments;
    expect(monthlyLines(segment!).map(({ from, ore }) => [from, ore])) // 5 January and 2 February
      .toEqual([['2026-01-05', 1_600_000], ['2026-02-01', 1_600_000]]);
  });
});
