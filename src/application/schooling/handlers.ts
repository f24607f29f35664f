import { DecideDisputeHandler, WithdrawDisputeDecisionHandler } from './disputes.js';
import { IssueDocumentHandler, WithdrawDocumentHandler } from './documents.js';
import {
  ChangeStudyPathHandler, EndBreakHandler, PlaceForSummerHandler, PlanBreakHandler, RecordDropoutHandler,
  RecordEnrolmentHandler, RecordTransferHandler, WithdrawSchoolingFactHandler,
} from './schooling-facts.js';

export const schoolingHandlers = [
  PlaceForSummerHandler, RecordEnrolmentHandler, RecordTransferHandler, ChangeStudyPathHandler,
  PlanBreakHandler, EndBreakHandler, RecordDropoutHandler, WithdrawSchoolingFactHandler,
  IssueDocumentHandler, WithdrawDocumentHandler, DecideDisputeHandler, WithdrawDisputeDecisionHandler,
];
