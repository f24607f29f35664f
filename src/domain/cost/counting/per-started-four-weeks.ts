import { type Static, Type } from '@sinclair/typebox';
import { addDays, yearOf } from '../../shared/civil-date.js';
import { isEmpty, lengthInDays, type Period, without } from '../../shared/period.js';
import { refuseIf } from '../../shared/refusal.js';
import { restsOn } from '../../shared/rests-on.js';
import type { CountingRule, CountingRuleKind } from './counting-rule.js';
import { DayOfYearField, isDayOfYear } from './day-of-year.js';

const Settings = {
  outsideTerm: Type.Optional(Type.Array(Type.Object({
    from: DayOfYearField('First day'), through: DayOfYearField('Last day'),
  }, { additionalProperties: false }), {
    maxItems: 10, description: 'Days of each year that are outside of term and begin no period',
  })),
};

interface FourWeeksSettings {
  readonly outsideTerm?: Static<typeof Settings.outsideTerm>;
}

const DAYS = 28;
/** At most ten periods in a calendar year, each a tenth of the yearly amount (SFS 2017:193, 4 §). */
const MOST = 10;

const startedFourWeeks = ({ outsideTerm = [] }: FourWeeksSettings): CountingRule => {
  const holidays = (year: number): Period[] => outsideTerm.map(({ from, through }) =>
    ({ from: `${year}-${from}`, to: addDays(`${year}-${through}`, 1) }));
  const inTerm = (days: Period): number => {
    if (isEmpty(days)) return 0;
    return without(days, holidays(yearOf(days.from))).reduce((sum, part) => sum + lengthInDays(part), 0);
  };
  return {
    countIn: inTerm, partsFor: (days) => Math.min(MOST, Math.ceil(days / DAYS)),
    partsPerYear: () => MOST, countsOver: 'pupil',
  };
};

/**
 * As the state compensates for asylum seekers: a tenth of the yearly amount for each period of four weeks
 * that has begun. A period is 28 paid days [P]: breaks between do not begin another.
 */
export const perStartedFourWeeks: CountingRuleKind<FourWeeksSettings> = {
  name: 'PER_STARTED_FOUR_WEEKS', version: 1,
  summary: 'A tenth of the yearly price for each four weeks begun, at most ten in a calendar year.',
  summaryInSwedish: 'En tiondel av årspriset för varje påbörjad fyraveckorsperiod, högst tio per kalenderår.',
  restsOn: restsOn(
    'L', 'SFS 2017:193, 4 §; that breaks begin no other period is a proposal',
    'SFS 2017:193, 4 §; att uppehåll inte påbörjar en ny period är ett förslag',
  ),
  settings: Settings,
  mustMakeSense({ outsideTerm = [] }, within) {
    outsideTerm.forEach(({ from, through }, index) => {
      const field = `${within}outsideTerm.${index}`;
      const days = [['from', from], ['through', through]] as const;
      for (const [name, day] of days) refuseIf(
        !isDayOfYear(day), 'date-impossible', `${field}.${name}`,
        'Write a day that every year has, as mm-dd.',
      );
      refuseIf(through < from, 'days-turned-round', `${field}.through`, 'Write days of one year in order.');
    });
  },
  rule: startedFourWeeks,
};
