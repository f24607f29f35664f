import { countingRuleKinds } from './counting/counting-rules.js';
import type { CostPolicy } from './policy.js';

/** What decides over days and payment; all but what names a policy. */
export type PolicySetting = Exclude<keyof CostPolicy, 'name' | 'id'>;

/**
 * What each setting of a policy rests on: law [L], another source [S], or a proposal [P] that is to be
 * confirmed. Every statement shows it (docs/reference/compensation-requirements.md).
 */
export const settingMarks = {
  counting: countingRuleKinds.map(({ name, restsOn: { mark } }) => `[${mark}] ${name}`).join(', '),
  augustStartPaysFromJuly: '[L] independent, [P] municipal',
  dropoutDay: '[P]',
  documentPays: '[P]',
  confirmBy: '[P]',
  correctsYearsBack: '[P]',
  reportsWithinDays: '[P]',
  extendedStudy: '[S] by decision, [P] paid',
  supportLasts: '[L] a year at most, [P] how it is counted',
} as const satisfies Record<PolicySetting, string>;
