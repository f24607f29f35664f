import {
  DecideAdditionalAmountHandler, DecideCostSharesHandler, DecideExtendedStudyHandler,
  DecideStateFundingHandler, WithdrawFundingDecisionHandler,
} from './funding-decisions.js';

export const fundingHandlers = [
  DecideExtendedStudyHandler, DecideCostSharesHandler, DecideAdditionalAmountHandler,
  DecideStateFundingHandler, WithdrawFundingDecisionHandler,
];
