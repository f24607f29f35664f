import { dayOfLooking } from '../../application/queries/day-of-looking.js';
import { addDays, type CivilDate } from '../../domain/shared/civil-date.js';
import { CivilDateField, MunicipalityField } from '../../domain/shared/fields.js';
import type { FiguresAsked } from '../../projections/kaa/figures.js';
import { Problem } from '../problems/problem.js';
import { Field } from '../requests/fields.js';
import { FreshQuery } from '../requests/page-query.js';

const optional = { optional: true };
const A_YEAR = 365;

export class FiguresQuery extends FreshQuery {
  @Field(CivilDateField('The day that those in the register are counted on; else today'), optional)
  date?: string;

  @Field(CivilDateField('First day of the period; else a year before its end'), optional)
  from?: string;

  @Field(CivilDateField('The day after the last of the period; else the day after `date`'), optional)
  to?: string;

  @Field(MunicipalityField, optional) municipality?: string;
}

/** The day and the period that figures are asked for, as they look today. */
export const daysAsked = (
  query: FiguresQuery, today: CivilDate,
): Omit<FiguresAsked, 'municipality'> => {
  const on = query.date ?? today;
  const to = query.to ?? addDays(on, 1);
  const during = { from: query.from ?? addDays(to, -A_YEAR), to };
  if (during.from >= to) throw new Problem('ends-before-it-begins', { field: 'to' });
  return { on, during, lookedAt: dayOfLooking(undefined, today) };
};
