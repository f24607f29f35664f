import {
  CorrectionAnswered, CorrectionAsked,
} from '../../domain/attendance/correction-events.js';
import type { Said } from '../../domain/shared/reported.js';
import { FactBody } from '../persons/fact-bodies.js';
import { FieldOf } from '../requests/fields.js';

/** Bodies of what municipalities and schools say of questions to schools. */
export class CorrectionRequestBody extends FactBody {
  @FieldOf(CorrectionAsked, 'validOn') declare validOn: string;
  @FieldOf(CorrectionAsked, 'unit') unit!: string;
  @FieldOf(CorrectionAsked, 'municipality') municipality!: string;
  @FieldOf(CorrectionAsked, 'asks') asks!: Said<typeof CorrectionAsked>['asks'];
}

export class CorrectionAnswerBody extends FactBody {
  @FieldOf(CorrectionAnswered, 'validOn') declare validOn: string;
  @FieldOf(CorrectionAnswered, 'request', { example: '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e' })
  request!: string;

  @FieldOf(CorrectionAnswered, 'answer') answer!: Said<typeof CorrectionAnswered>['answer'];
}
