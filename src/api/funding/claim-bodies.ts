import {
  ExtraCostIncurred, StateClaimAnswered, StateClaimSent,
} from '../../domain/funding/claim-events.js';
import type { Said } from '../../domain/shared/reported.js';
import { FactBody } from '../persons/fact-bodies.js';
import { EXAMPLE_ID, FieldOf } from '../requests/fields.js';

/** An extra cost on the day `validOn`. */
export class ExtraCostBody extends FactBody {
  @FieldOf(ExtraCostIncurred, 'municipality') municipality!: string;
  @FieldOf(ExtraCostIncurred, 'unit') unit!: string;
  @FieldOf(ExtraCostIncurred, 'what') what!: string;
  @FieldOf(ExtraCostIncurred, 'ore', { example: 1_250_000 }) ore!: number;
}

/** What was claimed on the day `validOn`. */
export class StateClaimBody extends FactBody {
  @FieldOf(StateClaimSent, 'municipality') municipality!: string;
  @FieldOf(StateClaimSent, 'claim') claim!: Said<typeof StateClaimSent>['claim'];
  @FieldOf(StateClaimSent, 'from', { example: '2026-01-01' }) from!: string;
  @FieldOf(StateClaimSent, 'to', { example: '2026-04-01' }) to!: string;
  @FieldOf(StateClaimSent, 'ore', { example: 4_800_000 }) ore!: number;
  @FieldOf(StateClaimSent, 'reference') reference?: string;
}

/** What was answered on the day `validOn`. */
export class ClaimAnswerBody extends FactBody {
  @FieldOf(StateClaimAnswered, 'answers', { example: EXAMPLE_ID }) answers!: string;
  @FieldOf(StateClaimAnswered, 'grantedOre', { example: 3_200_000 }) grantedOre!: number;
  @FieldOf(StateClaimAnswered, 'reason') reason?: string;
}
