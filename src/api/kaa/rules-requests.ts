import { assumedRules, type KaaRules } from '../../domain/kaa/rules.js';
import { KaaRulesSet, KaaRulesWithdrawn } from '../../domain/kaa/rules-events.js';
import { FieldOf } from '../requests/fields.js';

/** The region's rules as they are from a day on. */
export class RulesBody {
  @FieldOf(KaaRulesSet, 'validOn', { example: '2026-01-01' }) validOn!: string;
  @FieldOf(KaaRulesSet, 'reportedAt') reportedAt?: string;

  @FieldOf(KaaRulesSet, 'leapDayBirthday', { example: assumedRules.leapDayBirthday })
  leapDayBirthday!: KaaRules['leapDayBirthday'];

  @FieldOf(KaaRulesSet, 'gapToleranceDays', { example: assumedRules.gapToleranceDays })
  gapToleranceDays!: number;

  @FieldOf(KaaRulesSet, 'origin', { example: 'Board, 12 December 2025, item 9' }) origin?: string;
}

export class RulesWithdrawalBody {
  @FieldOf(KaaRulesWithdrawn, 'reportedAt') reportedAt?: string;
  @FieldOf(KaaRulesWithdrawn, 'withdraws') withdraws!: string;
}

/** Rules as the documentation shows them. */
export const rulesExample = {
  on: '2026-03-16', ...assumedRules, assumed: false,
  versions: [{ id: '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e', validOn: '2026-01-01', ...assumedRules }],
};
