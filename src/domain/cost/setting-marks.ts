import type { CostPolicy } from './policy.js';

/** What decides over days and payment; all but what names a policy. */
export type PolicySetting = Exclude<keyof CostPolicy, 'name' | 'id'>;

/**
 * What each setting of a policy rests on: law [L], another source [S], or a proposal [P] that is to be
 * confirmed. Every statement shows it (docs/reference/compensation-requirements.md).
 */
export const settingMarks = {
  counting: '[S]',
  augustStartPaysFromJuly: '[L] independent, [P] municipal',
  dropoutDay: '[P]',
  documentPays: '[P]',
  confirmBy: '[P]',
  correctsYearsBack: '[P]',
  reportsWithinDays: '[P]',
  extendedStudy: '[S]',
  supportLasts: '[L] a year at most, [P] how it is counted',
} as const satisfies Record<PolicySetting, string>;
