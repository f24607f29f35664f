import {
  DecideAdditionalAmountHandler, DecideAsylumClaimHandler, DecideCostSharesHandler,
  DecideExtendedStudyHandler, DecideSecondHandHandler, DecideStateFundingHandler,
  WithdrawFundingDecisionHandler,
} from './funding-decisions.js';

export const fundingHandlers = [
  DecideExtendedStudyHandler, DecideCostSharesHandler, DecideAdditionalAmountHandler,
  DecideStateFundingHandler, DecideSecondHandHandler, DecideAsylumClaimHandler,
  WithdrawFundingDecisionHandler,
];
