import {
  decideAdditionalAmount, decideAsylumClaim, decideCostShares, decideExtendedStudy, decideSecondHand,
  decideStateFunding, withdrawFundingDecision,
} from '../../domain/funding/decide.js';
import type {
  AdditionalAmountDecided, AsylumClaimDecided, CostSharesDecided, ExtendedStudyDecided, SecondHandDecided,
  StateFundingDecided,
} from '../../domain/funding/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import { recording, withdrawing } from '../person/saying-handlers.js';

const funding = { category: 'funding' } as const;

/** A municipality pays for study beyond the years of the education (förlängd studietid). */
export class DecideExtendedStudy extends PersonCommand<Said<typeof ExtendedStudyDecided>> {
  readonly named = 'DecideExtendedStudy';
}

export const DecideExtendedStudyHandler = recording(DecideExtendedStudy, funding, decideExtendedStudy);

/** Several pay for one place (delad finansiering). */
export class DecideCostShares extends PersonCommand<Said<typeof CostSharesDecided>> {
  readonly named = 'DecideCostShares';
}

export const DecideCostSharesHandler = recording(DecideCostShares, funding, decideCostShares);

/** A municipality pays an amount besides the price (tilläggsbelopp, strukturtillägg, support of IMV). */
export class DecideAdditionalAmount extends PersonCommand<Said<typeof AdditionalAmountDecided>> {
  readonly named = 'DecideAdditionalAmount';
}

export const DecideAdditionalAmountHandler =
  recording(DecideAdditionalAmount, funding, decideAdditionalAmount);

/** The state pays, and no municipality does. */
export class DecideStateFunding extends PersonCommand<Said<typeof StateFundingDecided>> {
  readonly named = 'DecideStateFunding';
}

export const DecideStateFundingHandler = recording(DecideStateFunding, funding, decideStateFunding);

/** A place is paid for as one taken in second hand (andrahandsmottagning). */
export class DecideSecondHand extends PersonCommand<Said<typeof SecondHandDecided>> {
  readonly named = 'DecideSecondHand';
}

export const DecideSecondHandHandler = recording(DecideSecondHand, funding, decideSecondHand);

/** A municipality claims of the state for a pupil who seeks asylum. */
export class DecideAsylumClaim extends PersonCommand<Said<typeof AsylumClaimDecided>> {
  readonly named = 'DecideAsylumClaim';
}

export const DecideAsylumClaimHandler = recording(DecideAsylumClaim, funding, decideAsylumClaim);

/** What was decided on how a place is paid for does not hold. */
export class WithdrawFundingDecision extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawFundingDecision';
}

export const WithdrawFundingDecisionHandler =
  withdrawing(WithdrawFundingDecision, funding, withdrawFundingDecision);
