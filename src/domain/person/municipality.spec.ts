import {
  died, emigrated, personFactWithdrawn, registeredIn, staysIn,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import type { PersonEvent } from './events.js';
import { homeMunicipalities } from './municipality.js';
import type { Period } from '../shared/period.js';

/** Written `from to municipality basis`; an open end as `…`. */
const periodsOf = (
  events: readonly PersonEvent[], observed: readonly string[] = [], protectedDays: readonly Period[] = [],
): string[] => homeMunicipalities(asFacts(events), new Set(observed), protectedDays)
  .map(({ from, to, municipality, basis }) => [from, to, municipality, basis].join(' '))
  .map((line) => line.replace('9999-12-31', '…'));

describe('registrations', () => {
  test('hold until the next', () => {
    expect(periodsOf([
      registeredIn(), registeredIn({ validOn: '2026-02-10', municipality: '1481' }),
    ])).toEqual(['2010-01-01 2026-02-10 1407 registered', '2026-02-10 … 1481 registered']);
  });

  test('of one day: the population register goes before a school, however late that spoke', () => {
    expect(periodsOf([
      registeredIn({ reportedAt: '2026-01-01T00:00:00Z' }),
      registeredIn({ source: 'school-system', municipality: '1480', reportedAt: '2026-03-01T00:00:00Z' }),
    ])).toEqual(['2010-01-01 … 1407 registered']);
  });

  test('of one day and source: the last said counts', () => {
    expect(periodsOf([
      registeredIn({ municipality: '1480', reportedAt: '2026-03-01T00:00:00Z' }),
      registeredIn({ municipality: '1481', reportedAt: '2026-04-01T00:00:00Z' }),
      registeredIn({ municipality: '1482', reportedAt: '2026-02-01T00:00:00Z' }),
    ])).toEqual(['2010-01-01 … 1481 registered']);
  });

  test('that are withdrawn never held', () => {
    expect(periodsOf([
      registeredIn(), registeredIn({ validOn: '2026-02-10', municipality: '1481' }),
      personFactWithdrawn({ withdraws: factId(2) }),
    ])).toEqual(['2010-01-01 … 1407 registered']);
  });

  test('end with emigration and begin again with a return', () => {
    expect(periodsOf([
      registeredIn(), emigrated({ validOn: '2025-05-01' }), registeredIn({ validOn: '2026-01-15' }),
    ])).toEqual(['2010-01-01 2025-05-01 1407 registered', '2026-01-15 … 1407 registered']);
  });

  test('of the day somebody emigrates never come to hold', () => {
    const validOn = '2025-05-01';
    expect(periodsOf([registeredIn({ validOn }), emigrated({ validOn })])).toEqual([]);
  });

  test('end with death', () => {
    expect(periodsOf([registeredIn(), died({ validOn: '2026-01-10' })]))
      .toEqual(['2010-01-01 2026-01-10 1407 registered']);
  });
});

describe('the days before the first known registration', () => {
  test('belong where the first move says it came from', () => {
    expect(periodsOf([registeredIn({ validOn: '2026-02-10', municipality: '1481', movedFrom: '1407' })]))
      .toEqual(['1900-01-01 2026-02-10 1407 moved-from', '2026-02-10 … 1481 registered']);
  });

  test('belong there also if the register does not say it, and a school that names the move does', () => {
    const move = { validOn: '2026-02-10', municipality: '1481' };
    const school = registeredIn({ ...move, source: 'school-system', movedFrom: '1407' });
    expect(periodsOf([registeredIn(move), school]))
      .toEqual(['1900-01-01 2026-02-10 1407 moved-from', '2026-02-10 … 1481 registered']);
    expect(periodsOf([registeredIn({ ...move, municipality: '1480' }), school]))
      .toEqual(['2026-02-10 … 1480 registered']);
    expect(periodsOf([registeredIn({ ...move, movedFrom: '1482' }), school])[0])
      .toBe('1900-01-01 2026-02-10 1482 moved-from');
  });

  test('belong nowhere if it does not say', () => {
    expect(periodsOf([registeredIn({ validOn: '2026-02-10' })])).toEqual(['2026-02-10 … 1407 registered']);
  });

  test('are not guessed from a later move', () => {
    expect(periodsOf([
      registeredIn({ validOn: '2025-01-01' }),
      registeredIn({ validOn: '2026-01-01', municipality: '1481', movedFrom: '1480' }),
    ])).toEqual(['2025-01-01 2026-01-01 1407 registered', '2026-01-01 … 1481 registered']);
  });
});

describe('moves that a school system exports with the municipality of the day of the export', () => {
  const moved = (validOn: string, municipality: string, movedFrom?: string) =>
    registeredIn({ source: 'school-system', validOn, municipality, movedFrom });

  test('went to where the next one came from', () => {
    expect(periodsOf([
      moved('2025-09-01', '1482', '1407'), moved('2026-01-15', '1482', '1480'),
      moved('2026-03-01', '1482', '1481'),
    ])).toEqual([
      '1900-01-01 2025-09-01 1407 moved-from', '2025-09-01 2026-01-15 1480 moved-from',
      '2026-01-15 2026-03-01 1481 moved-from', '2026-03-01 … 1482 registered',
    ]);
  });

  test('are left as they are if the next does not tell, tells the same, or goes elsewhere', () => {
    const [first, register] = [moved('2025-09-01', '1482'), moved('2026-01-15', '1482', '1480')];
    const between = (...events: readonly PersonEvent[]) => periodsOf(events)[0];
    expect(between(first, moved('2026-01-15', '1482'))).toBe('2025-09-01 2026-01-15 1482 registered');
    expect(between(first, moved('2026-01-15', '1482', '1482'))).toBe('2025-09-01 2026-01-15 1482 registered');
    expect(between(first, moved('2026-01-15', '1481', '1480'))).toBe('2025-09-01 2026-01-15 1482 registered');
    expect(between({ ...first, data: { ...first.data, source: 'population-register' } }, register))
      .toBe('2025-09-01 2026-01-15 1482 registered');
  });
});

describe('the municipality of stay', () => {
  test('counts only on days nobody is registered', () => {
    expect(periodsOf([staysIn({ validOn: '2024-08-01' }), registeredIn({ validOn: '2025-03-01' })]))
      .toEqual(['2024-08-01 2025-03-01 1480 stay', '2025-03-01 … 1407 registered']);
  });

  test('of a pupil who lives away from home is not who pays', () => {
    expect(periodsOf([registeredIn(), staysIn()])).toEqual(['2010-01-01 … 1407 registered']);
  });

  test('counts after emigration', () => {
    expect(periodsOf([
      registeredIn(), emigrated({ validOn: '2025-05-01' }), staysIn({ validOn: '2025-09-01' }),
    ])).toEqual(['2010-01-01 2025-05-01 1407 registered', '2025-09-01 … 1480 stay']);
  });
});

describe('under protected registration', () => {
  const from2026 = [{ from: '2026-01-01', to: '9999-12-31' }];

  test('the place of stay counts, and the registered one before', () => {
    expect(periodsOf([registeredIn(), staysIn({ validOn: '2025-06-01' })], [], from2026))
      .toEqual(['2010-01-01 2026-01-01 1407 registered', '2026-01-01 … 1480 stay']);
  });

  test('days without a known place of stay belong nowhere', () => {
    expect(periodsOf([registeredIn()], ['1407'], from2026))
      .toEqual(['2010-01-01 2026-01-01 1407 registered']);
  });

  test('the registered place counts again when it ends', () => {
    expect(periodsOf([registeredIn()], [], [{ from: '2026-01-01', to: '2026-06-01' }]))
      .toEqual(['2010-01-01 2026-01-01 1407 registered', '2026-06-01 … 1407 registered']);
  });
});

describe('what schools say in passing', () => {
  test('counts when they agree and nobody registered anything', () => {
    expect(periodsOf([], ['1407'])).toEqual(['1900-01-01 … 1407 observed']);
  });

  test('counts for nothing when they differ', () => {
    expect(periodsOf([], ['1407', '1480'])).toEqual([]);
  });

  test('counts for nothing beside a registration, or a stay', () => {
    expect(periodsOf([registeredIn()], ['1480'])).toEqual(['2010-01-01 … 1407 registered']);
    expect(periodsOf([staysIn()], ['1407'])).toEqual(['2025-01-01 … 1480 stay']);
  });

  test('ends with death', () => {
    expect(periodsOf([died()], ['1407'])).toEqual(['1900-01-01 2026-01-10 1407 observed']);
  });
});
