import {
  AbsenceEnded, AbsenceExcepted, AbsenceReported, AbsenceShareReported, DidNotAppear, SignExplained,
  WarningGiven,
} from '../../domain/attendance/events.js';
import type { Said } from '../../domain/shared/reported.js';
import { FactBody } from '../persons/fact-bodies.js';
import { FieldOf, TextsField } from '../requests/fields.js';

/** Bodies of commands about whether somebody is where a school has said. */
class AtUnitBody extends FactBody {
  @FieldOf(DidNotAppear, 'unit') unit!: string;
}

export class NoShowBody extends AtUnitBody {
  @FieldOf(DidNotAppear, 'validOn') declare validOn: string;
}

export class AbsenceBody extends AtUnitBody {
  @FieldOf(AbsenceReported, 'validOn') declare validOn: string;
}

export class AbsenceEndBody extends AtUnitBody {
  @FieldOf(AbsenceEnded, 'validOn') declare validOn: string;
}

export class AbsenceExceptionBody extends AtUnitBody {
  @FieldOf(AbsenceExcepted, 'validOn') declare validOn: string;
}

export class AbsenceShareBody extends AtUnitBody {
  @FieldOf(AbsenceShareReported, 'validOn') declare validOn: string;
  @FieldOf(AbsenceShareReported, 'until', { example: '2026-04-01' }) until!: string;
  @FieldOf(AbsenceShareReported, 'absentPercent', { example: 25 }) absentPercent!: number;
  @FieldOf(AbsenceShareReported, 'unexcusedHours', { example: 12 }) unexcusedHours?: number;
}

export class WarningBody extends AtUnitBody {
  @FieldOf(WarningGiven, 'validOn') declare validOn: string;
  @FieldOf(WarningGiven, 'about') about!: Said<typeof WarningGiven>['about'];
}

const { evidence } = SignExplained.schema.properties;

export class SignExplanationBody extends FactBody {
  @FieldOf(SignExplained, 'unit') unit?: string;
  @FieldOf(SignExplained, 'municipality', { isShown: false }) municipality?: string;
  @TextsField({ ...evidence.items, examples: ['3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e'] }, {
    description: evidence.description!, most: evidence.maxItems!,
  })
  evidence!: string[];

  @FieldOf(SignExplained, 'why') why!: Said<typeof SignExplained>['why'];
}
