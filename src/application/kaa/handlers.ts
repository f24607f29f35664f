import { RecordContactAttemptHandler, RecordContactHandler, WithdrawKaaFactHandler } from './contact-log.js';
import {
  BeginEquivalentEducationHandler, ConfirmResponsibilityHandler, EndEquivalentEducationHandler,
} from './target-group.js';

export const kaaHandlers = [
  RecordContactHandler, RecordContactAttemptHandler, WithdrawKaaFactHandler,
  ConfirmResponsibilityHandler, BeginEquivalentEducationHandler, EndEquivalentEducationHandler,
];
