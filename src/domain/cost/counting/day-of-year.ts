import { Type } from '@sinclair/typebox';
import { isCivilDate } from '../../shared/civil-date.js';

/** A day that comes every year, as `mm-dd`. */
export const DayOfYearField = (description: string) =>
  Type.String({ pattern: '^\\d{2}-\\d{2}$', description, examples: ['09-15'] });

/** Whether every year has the day: 29 February is none. */
export const isDayOfYear = (text: string): boolean => isCivilDate(`2025-${text}`);
