import { DecideDisputeHandler, WithdrawDisputeDecisionHandler } from './disputes.js';
import { IssueDocumentHandler, WithdrawDocumentHandler } from './documents.js';
import {
  ChangeStudyPathHandler, DecideAbsenceHandler, EndBreakHandler, ForfeitPlaceHandler, PlaceForSummerHandler,
  PlanBreakHandler, RecordDropoutHandler, RecordEnrolmentHandler, RecordTransferHandler,
  WithdrawSchoolingFactHandler,
} from './schooling-facts.js';

export const schoolingHandlers = [
  PlaceForSummerHandler, RecordEnrolmentHandler, RecordTransferHandler, ChangeStudyPathHandler,
  PlanBreakHandler, EndBreakHandler, RecordDropoutHandler, ForfeitPlaceHandler, DecideAbsenceHandler,
  WithdrawSchoolingFactHandler,
  IssueDocumentHandler, WithdrawDocumentHandler, DecideDisputeHandler, WithdrawDisputeDecisionHandler,
];
