import {
  DecideAdditionalAmountHandler, DecideAsylumClaimHandler, DecideCostSharesHandler,
  DecideExtendedStudyHandler, DecideStateFundingHandler, WithdrawFundingDecisionHandler,
} from './funding-decisions.js';

export const fundingHandlers = [
  DecideExtendedStudyHandler, DecideCostSharesHandler, DecideAdditionalAmountHandler,
  DecideStateFundingHandler, DecideAsylumClaimHandler, WithdrawFundingDecisionHandler,
];
