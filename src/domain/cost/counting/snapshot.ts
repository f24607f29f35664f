import { type Static, Type } from '@sinclair/typebox';
import { type CivilDate, yearOf } from '../../shared/civil-date.js';
import { covers, type Period } from '../../shared/period.js';
import { refuseIf } from '../../shared/refusal.js';
import { restsOn } from '../../shared/rests-on.js';
import type { CountingRule, CountingRuleKind } from './counting-rule.js';
import { isDayOfYear, DayOfYearField } from './day-of-year.js';

const Settings = {
  day: Type.Integer({ minimum: 1, maximum: 28, description: 'Day of each month that is measured' }),
  exceptions: Type.Optional(Type.Array(Type.Object({
    months: Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), {
      minItems: 1, maxItems: 12, description: 'Months that this one day decides, by number',
    }),
    on: DayOfYearField('The day that decides them'),
  }, { additionalProperties: false }), {
    maxItems: 12, description: 'Months that are measured on another day, or several on one',
  })),
};

interface SnapshotSettings {
  readonly day: Static<typeof Settings.day>;
  readonly exceptions?: Static<typeof Settings.exceptions>;
}

/** A day of each year that decides for some months. */
interface MeasuringDay {
  readonly on: string;
  readonly months: number;
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const twoDigits = (number: number): string => String(number).padStart(2, '0');

const measuringDays = ({ day, exceptions = [] }: SnapshotSettings): MeasuringDay[] => {
  const excepted = new Set(exceptions.flatMap(({ months }) => months));
  const usual = MONTHS.filter((month) => !excepted.has(month))
    .map((month) => ({ on: `${twoDigits(month)}-${twoDigits(day)}`, months: 1 }));
  return [...usual, ...exceptions.map(({ on, months }) => ({ on, months: months.length }))];
};

const snapshot = (settings: SnapshotSettings): CountingRule => {
  const days = measuringDays(settings);
  const monthsIn = (period: Period): number => {
    const year = yearOf(period.from);
    const dayIn = ({ on }: MeasuringDay): CivilDate => `${year}-${on}`;
    return days.reduce((sum, day) => sum + (covers(period, dayIn(day)) ? day.months : 0), 0);
  };
  return { countIn: monthsIn, partsFor: (months) => months, partsPerYear: () => 12, countsOver: 'claim' };
};

/**
 * A whole month goes to whoever has the pupil on its measuring day (Håbo, Örebro; compensation models that
 * SKR describes). The amount falls on the measuring day, also for the months that are decided with it.
 */
export const snapshotKind: CountingRuleKind<SnapshotSettings> = {
  name: 'SNAPSHOT', version: 1,
  summary: 'A month, a twelfth of the yearly price, goes to whoever has the pupil on its measuring day.',
  summaryInSwedish: 'En månad, en tolftedel av årspriset, går till den som har eleven på månadens mätdag.',
  restsOn: restsOn(
    'S', 'as Håbo and Örebro count; that the amount falls on the measuring day is a proposal',
    'så räknar Håbo och Örebro; att beloppet faller på mätdagen är ett förslag',
  ),
  settings: Settings,
  mustMakeSense({ exceptions = [] }, within) {
    const months = exceptions.flatMap((exception) => exception.months);
    refuseIf(
      new Set(months).size !== months.length, 'month-measured-twice', `${within}exceptions`,
      'Let one day decide each month.',
    );
    exceptions.forEach(({ on }, index) => refuseIf(
      !isDayOfYear(on), 'date-impossible', `${within}exceptions.${index}.on`,
      'Write a day that every year has, as mm-dd.',
    ));
  },
  rule: snapshot,
};
