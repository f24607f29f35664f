import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
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
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordAbout, withdrawAbout } from '../person/person-records.js';

const funding = { category: 'funding' } as const;

/** A municipality pays for study beyond the years of the education (förlängd studietid). */
export class DecideExtendedStudy extends PersonCommand<Said<typeof ExtendedStudyDecided>> {
  readonly named = 'DecideExtendedStudy';
}

@CommandHandler(DecideExtendedStudy)
export class DecideExtendedStudyHandler implements ICommandHandler<DecideExtendedStudy> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DecideExtendedStudy): Promise<PersonReceipt> {
    return recordAbout(this.ledger, funding, command, decideExtendedStudy);
  }
}

/** Several pay for one place (delad finansiering). */
export class DecideCostShares extends PersonCommand<Said<typeof CostSharesDecided>> {
  readonly named = 'DecideCostShares';
}

@CommandHandler(DecideCostShares)
export class DecideCostSharesHandler implements ICommandHandler<DecideCostShares> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DecideCostShares): Promise<PersonReceipt> {
    return recordAbout(this.ledger, funding, command, decideCostShares);
  }
}

/** A municipality pays an amount besides the price (tilläggsbelopp, strukturtillägg, support of IMV). */
export class DecideAdditionalAmount extends PersonCommand<Said<typeof AdditionalAmountDecided>> {
  readonly named = 'DecideAdditionalAmount';
}

@CommandHandler(DecideAdditionalAmount)
export class DecideAdditionalAmountHandler implements ICommandHandler<DecideAdditionalAmount> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DecideAdditionalAmount): Promise<PersonReceipt> {
    return recordAbout(this.ledger, funding, command, decideAdditionalAmount);
  }
}

/** The state pays, and no municipality does. */
export class DecideStateFunding extends PersonCommand<Said<typeof StateFundingDecided>> {
  readonly named = 'DecideStateFunding';
}

@CommandHandler(DecideStateFunding)
export class DecideStateFundingHandler implements ICommandHandler<DecideStateFunding> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DecideStateFunding): Promise<PersonReceipt> {
    return recordAbout(this.ledger, funding, command, decideStateFunding);
  }
}

/** A place is paid for as one taken in second hand (andrahandsmottagning). */
export class DecideSecondHand extends PersonCommand<Said<typeof SecondHandDecided>> {
  readonly named = 'DecideSecondHand';
}

@CommandHandler(DecideSecondHand)
export class DecideSecondHandHandler implements ICommandHandler<DecideSecondHand> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DecideSecondHand): Promise<PersonReceipt> {
    return recordAbout(this.ledger, funding, command, decideSecondHand);
  }
}

/** A municipality claims of the state for a pupil who seeks asylum. */
export class DecideAsylumClaim extends PersonCommand<Said<typeof AsylumClaimDecided>> {
  readonly named = 'DecideAsylumClaim';
}

@CommandHandler(DecideAsylumClaim)
export class DecideAsylumClaimHandler implements ICommandHandler<DecideAsylumClaim> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DecideAsylumClaim): Promise<PersonReceipt> {
    return recordAbout(this.ledger, funding, command, decideAsylumClaim);
  }
}

/** What was decided on how a place is paid for does not hold. */
export class WithdrawFundingDecision extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawFundingDecision';
}

@CommandHandler(WithdrawFundingDecision)
export class WithdrawFundingDecisionHandler implements ICommandHandler<WithdrawFundingDecision> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawFundingDecision): Promise<PersonReceipt> {
    return withdrawAbout(this.ledger, funding, command, withdrawFundingDecision);
  }
}
