import fc from 'fast-check';
import { refusalOf } from '../../../../test/support/given-when-then.js';
import { addDays, type CivilDate, firstOfNextMonth, firstOfYear } from '../../shared/civil-date.js';
import { formatKronor, kronor } from '../../shared/money.js';
import type { Period } from '../../shared/period.js';
import { amountOf } from './amount.js';
import {
  type Counting, countingCode, countingName, countingRule, countingRuleKinds, DAILY, mustMakeSense,
} from './counting-rules.js';

const daily: Counting = { rule: 'DAILY_CALENDAR', version: 1 };
const fifteenth: Counting = { rule: 'SNAPSHOT', version: 1, day: 15 };
/** The 10th, in September the 15th; July and August to the school on 31 August. */
const habo: Counting = {
  ...fifteenth, day: 10, exceptions: [{ months: [9], on: '09-15' }, { months: [7, 8], on: '08-31' }],
};
/** The 15th; May and June on 15 May, July to September on 15 September. */
const orebro: Counting = {
  ...fifteenth, exceptions: [{ months: [5, 6], on: '05-15' }, { months: [7, 8, 9], on: '09-15' }],
};
const fourWeeks: Counting = { rule: 'PER_STARTED_FOUR_WEEKS', version: 1 };
const inTerm: Counting = { ...fourWeeks, outsideTerm: [{ from: '06-15', through: '08-15' }] };
const all = { daily, fifteenth, habo, orebro, fourWeeks, inTerm };

/** Kronor for days from one up to another, `countedBefore` them. */
const cost = (
  counting: Counting, perYear: number, from: CivilDate, to: CivilDate, countedBefore = 0,
): string => formatKronor(amountOf(
  countingRule(countingCode(counting)), { from, to, perYearOre: kronor(perYear), countedBefore }, from, to,
));

/** Kronor for each month of a stay. */
const months = (counting: Counting, perYear: number, from: CivilDate, to: CivilDate): string[] => {
  const days = { from, to, perYearOre: kronor(perYear), countedBefore: 0 };
  const lines: string[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first < to; first = firstOfNextMonth(first)) {
    const rule = countingRule(countingCode(counting));
    lines.push(`${first.slice(5, 7)} ${formatKronor(amountOf(rule, days, first, firstOfNextMonth(first)))}`);
  }
  return lines.filter((line) => !line.endsWith(' 0.00'));
};

describe('DAILY_CALENDAR', () => {
  test.each([
    ['2026-01-01', '2026-02-01', '9452.88'], // 111 300 × 31 ÷ 365
    ['2026-01-01', '2027-01-01', '111300.00'],
    ['2028-02-01', '2028-03-01', '8818.85'], // 111 300 × 29 ÷ 366
    ['2028-02-29', '2028-03-01', '304.10'], // 111 300 ÷ 366
    ['2028-01-01', '2029-01-01', '111300.00'],
    ['2026-03-16', '2026-03-16', '0.00'],
  ])('from %s to %s costs %s kr of 111 300', (from, to, kr) => {
    expect(cost(daily, 111_300, from, to)).toBe(kr);
  });

  test('rounds the running count, not the days: 31 days after 31 are an öre less than the first', () => {
    expect(cost(daily, 111_300, '2026-02-01', '2026-03-04', 31)).toBe('9452.87');
  });
});

describe('SNAPSHOT', () => {
  test('gives a twelfth to whoever has the pupil on the measuring day', () => {
    expect(months(fifteenth, 111_300, '2026-01-01', '2026-03-16')).toEqual([
      '01 9275.00', '02 9275.00', '03 9275.00',
    ]);
  });

  test('rounds the running count of months, and gives nothing for a month left before its day', () => {
    // 115 000 ÷ 12 = 9 583.33; 2 × 115 000 ÷ 12 = 19 166.67, less the first: 9 583.34
    expect(months(fifteenth, 115_000, '2026-03-16', '2026-05-20')).toEqual(['04 9583.33', '05 9583.34']);
    expect(months(fifteenth, 115_000, '2026-06-01', '2026-06-15')).toEqual([]);
    expect(months(fifteenth, 120_000, '2026-06-15', '2026-06-16')).toEqual(['06 10000.00']);
  });

  test.each<[string, Counting, string, string, string[]]>([
    ['Håbo: a year', habo, '2026-01-01', '2027-01-01', [
      '01 1.00', '02 1.00', '03 1.00', '04 1.00', '05 1.00', '06 1.00', '08 2.00', '09 1.00', '10 1.00',
      '11 1.00', '12 1.00',
    ]],
    ['Håbo: July and August to the school on 31 August', habo, '2026-08-31', '2026-09-01', ['08 2.00']],
    ['Håbo: nothing of the summer to one left on 31 August', habo, '2026-07-01', '2026-08-31', []],
    ['Håbo: September on the 15th', habo, '2026-09-11', '2026-10-10', ['09 1.00']],
    ['Håbo: other months on the 10th', habo, '2026-10-11', '2026-11-11', ['11 1.00']],
    ['Örebro: a year', orebro, '2026-01-01', '2027-01-01', [
      '01 1.00', '02 1.00', '03 1.00', '04 1.00', '05 2.00', '09 3.00', '10 1.00', '11 1.00', '12 1.00',
    ]],
    ['Örebro: May and June on 15 May', orebro, '2026-05-01', '2026-05-16', ['05 2.00']],
    ['Örebro: July to September on 15 September', orebro, '2026-08-18', '2026-09-16', ['09 3.00']],
    ['Örebro: nothing for a summer without 15 September', orebro, '2026-05-16', '2026-09-15', []],
  ])('%s', (_, counting, from, to, expected) => {
    expect(months(counting, 12, from, to)).toEqual(expected);
  });
});

describe('PER_STARTED_FOUR_WEEKS', () => {
  test.each([
    ['one day', 1, '16000.00'], ['one week', 7, '16000.00'], ['four weeks', 28, '16000.00'],
    ['a day more', 29, '32000.00'], ['40 weeks', 280, '160000.00'], ['45 weeks', 315, '160000.00'],
  ])('%s', (_, days, kr) => {
    expect(cost(fourWeeks, 160_000, '2026-01-01', addDays('2026-01-01', days))).toBe(kr);
  });

  test.each([[27, '0.00'], [28, '16000.00'], [279, '0.00'], [280, '0.00'], [300, '0.00']])(
    'the day after %s others begins a period or not: %s kr', (countedBefore, kr) => {
      expect(cost(fourWeeks, 160_000, '2026-11-02', '2026-11-03', countedBefore)).toBe(kr);
    },
  );

  test('days outside of term begin nothing, if any are named', () => {
    expect(cost(inTerm, 160_000, '2026-06-15', '2026-08-16')).toBe('0.00');
    expect(cost(inTerm, 160_000, '2026-06-14', '2026-08-16')).toBe('16000.00');
    expect(cost(inTerm, 160_000, '2026-06-15', '2026-08-17')).toBe('16000.00');
  });
});

describe('every rule', () => {
  const countings = fc.constantFrom(...Object.values(all));
  const cuts = fc.array(fc.nat(365), { maxLength: 6 });
  const prices = fc.integer({ min: 1, max: 60_000_000 });

  test('pays exactly the price for a whole year, and the same however it is cut', () => {
    const years = fc.constantFrom(2026, 2028);
    fc.assert(fc.property(countings, years, prices, cuts, (counting, year, ore, days) => {
      const rule = countingRule(countingCode(counting));
      const whole: Period = { from: firstOfYear(year), to: firstOfYear(year + 1) };
      const inside = days.map((day) => addDays(whole.from, day));
      const bounds = [...new Set([whole.from, ...inside, whole.to])].sort();
      let [countedBefore, sum] = [0, 0];
      for (let index = 1; index < bounds.length; index += 1) {
        const part = { from: bounds[index - 1]!, to: bounds[index]! };
        sum += amountOf(rule, { ...part, perYearOre: ore, countedBefore }, part.from, part.to);
        countedBefore += rule.countIn(part);
      }
      expect(sum).toBe(ore);
    }));
  });

  test('is known by name and version, and a code says all of it', () => {
    const names = countingRuleKinds.map(({ name, version }) => `${name}/${version}`);
    expect(names).toEqual(['DAILY_CALENDAR/1', 'SNAPSHOT/1', 'PER_STARTED_FOUR_WEEKS/1']);
    expect(Object.values(all).map(countingCode).map(countingName)).toEqual([
      names[0], names[1], names[1], names[1], names[2], names[2],
    ]);
    expect(countingCode(daily)).toBe(DAILY);
    expect(() => countingRule('WEEKLY/1')).toThrow('There is no counting rule WEEKLY/1');
  });
});

describe('settings that cannot be are refused, by their field', () => {
  test.each<[string, Counting, string]>([
    ['month-measured-twice', {
      ...fifteenth, exceptions: [{ months: [7, 8], on: '08-31' }, { months: [8], on: '08-20' }],
    }, 'counting.exceptions'],
    ['date-impossible', { ...fifteenth, exceptions: [{ months: [2], on: '02-29' }] },
      'counting.exceptions.0.on'],
    ['date-impossible', { ...fourWeeks, outsideTerm: [{ from: '06-31', through: '08-15' }] },
      'counting.outsideTerm.0.from'],
    ['days-turned-round', { ...fourWeeks, outsideTerm: [{ from: '12-20', through: '01-06' }] },
      'counting.outsideTerm.0.through'],
  ])('%s', (code, counting, field) => {
    const refusal = refusalOf(() => mustMakeSense(counting, 'counting.'));
    expect([refusal.code, refusal.field]).toEqual([code, field]);
  });

  test('those of the rules here are none of them', () => {
    for (const counting of Object.values(all)) expect(() => mustMakeSense(counting, '')).not.toThrow();
  });
});
