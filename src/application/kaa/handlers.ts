import {
  AdoptPlanHandler, AssignOfficerHandler, DiscloseFileHandler, DisputeListingHandler,
  RecordOccupationHandler, SetReminderHandler, SettleReminderHandler,
} from './case-work.js';
import { RecordContactAttemptHandler, RecordContactHandler, WithdrawKaaFactHandler } from './contact-log.js';
import {
  DeclineMeasureHandler, EndMeasureHandler, OfferMeasureHandler, StartMeasureHandler,
} from './measures.js';
import { SetRoutineHandler, WithdrawRoutineHandler } from './routines.js';
import { SetRulesHandler, WithdrawRulesHandler } from './rules.js';
import {
  BeginEquivalentEducationHandler, ConfirmResponsibilityHandler, EndEquivalentEducationHandler,
} from './target-group.js';

export const kaaHandlers = [
  RecordContactHandler, RecordContactAttemptHandler, WithdrawKaaFactHandler,
  ConfirmResponsibilityHandler, BeginEquivalentEducationHandler, EndEquivalentEducationHandler,
  OfferMeasureHandler, DeclineMeasureHandler, StartMeasureHandler, EndMeasureHandler,
  RecordOccupationHandler, AdoptPlanHandler, AssignOfficerHandler, SetReminderHandler, SettleReminderHandler,
  DisputeListingHandler, DiscloseFileHandler, SetRoutineHandler, WithdrawRoutineHandler,
  SetRulesHandler, WithdrawRulesHandler,
];
