import { civilDate, firstOfNextMonth } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import { Problem } from '../problems/problem.js';

/** A calendar month, or a first day and the day after the last. */
export interface PeriodAsked {
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Refuses fields that go together with each other, and do not. */
export const refuseFields = (fields: readonly string[], rule: string): never => {
  throw new Problem('request-invalid', { errors: fields.map((field) => ({ field, rule })) });
};

/** The days that are asked for. */
export const periodOf = ({ month, from, to }: PeriodAsked): Period => {
  if (month !== undefined && from === undefined && to === undefined) {
    const first = civilDate(`${month}-01`, 'month');
    return { from: first, to: firstOfNextMonth(first) };
  }
  if (month !== undefined || from === undefined || to === undefined) {
    return refuseFields(['month', 'from', 'to'], 'Give a month, or both from and to.');
  }
  return from < to ? { from, to } : refuseFields(['to'], 'Must be later than from.');
};
