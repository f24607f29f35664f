import {
  EquivalentEducationBegan, EquivalentEducationEnded, ResponsibilityConfirmed,
} from '../../domain/kaa/target-group-events.js';
import type { Said } from '../../domain/shared/reported.js';
import { FieldOf } from '../requests/fields.js';
import { FactBody } from './fact-bodies.js';

/** Bodies of commands about a municipality's file for a youth. */

class InFileBody extends FactBody {
  @FieldOf(ResponsibilityConfirmed, 'municipality') municipality!: string;
}

export class ResponsibilityBody extends InFileBody {
  @FieldOf(ResponsibilityConfirmed, 'until', { example: '2026-12-01' }) until?: string;
}

export class EquivalentEducationBody extends InFileBody {
  @FieldOf(EquivalentEducationBegan, 'education')
  education!: Said<typeof EquivalentEducationBegan>['education'];
}

export class EquivalentEducationEndBody extends EquivalentEducationBody {
  @FieldOf(EquivalentEducationEnded, 'outcome') outcome!: Said<typeof EquivalentEducationEnded>['outcome'];
}
