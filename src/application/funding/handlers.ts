import {
  DecideAdditionalAmountHandler, DecideAsylumClaimHandler, DecideCostSharesHandler,
  DecideExtendedStudyHandler, DecideSecondHandHandler, DecideStateFundingHandler,
  WithdrawFundingDecisionHandler,
} from './funding-decisions.js';
import { AnswerStateClaimHandler, RecordExtraCostHandler, SendStateClaimHandler } from './state-claims.js';

export const fundingHandlers = [
  DecideExtendedStudyHandler, DecideCostSharesHandler, DecideAdditionalAmountHandler,
  DecideStateFundingHandler, DecideSecondHandHandler, DecideAsylumClaimHandler,
  RecordExtraCostHandler, SendStateClaimHandler, AnswerStateClaimHandler, WithdrawFundingDecisionHandler,
];
