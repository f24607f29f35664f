import { Type } from '@sinclair/typebox';
import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import { addDays, type CivilDate } from '../../domain/shared/civil-date.js';
import { CivilDateField, MunicipalityField } from '../../domain/shared/fields.js';
import type { FiguresAsked } from '../../projections/kaa/figures.js';
import { Problem } from '../problems/problem.js';
import { Field, NumberField } from '../requests/fields.js';
import { FreshQuery } from '../requests/page-query.js';

const optional = { optional: true };
const A_YEAR = 365;

class PeriodQuery extends FreshQuery {
  @Field(CivilDateField('First day of the period; else a year before its end'), optional)
  from?: string;

  @Field(CivilDateField('The day after its last; else the day after the day asked for'), optional)
  to?: string;

  @Field(MunicipalityField, optional) municipality?: string;
}

export class FiguresQuery extends PeriodQuery {
  @Field(CivilDateField('The day that those in the register are counted on; else today'), optional)
  date?: string;
}

/** Skaraborg's target, as it was told of; how that region defines the share is not known. */
const TARGET_PERCENT = 9;

export class DropoutsQuery extends PeriodQuery {
  @NumberField(
    Type.Integer({ minimum: 1, maximum: 100, description: 'The share in percent to stay below' }),
    { optional: true, example: TARGET_PERCENT },
  )
  target = TARGET_PERCENT;
}

/** The day and the period that figures are asked for, as they look today. */
export const daysAsked = (
  query: Pick<FiguresQuery, 'date' | 'from' | 'to'>, today: CivilDate,
): Omit<FiguresAsked, 'municipality'> => {
  const on = query.date ?? today;
  const to = query.to ?? addDays(on, 1);
  const during = { from: query.from ?? addDays(to, -A_YEAR), to };
  if (during.from >= to) throw new Problem('ends-before-it-begins', { field: 'to' });
  return { on, during, lookedAt: dayOfLooking(undefined, today) };
};
