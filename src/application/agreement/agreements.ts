import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type AgreementWithdrawal, setAgreement, setPolicy, withdrawAgreementFact,
} from '../../domain/agreement/decide.js';
import type { AgreementEvent, AgreementVersion, CostPolicyVersion } from '../../domain/agreement/events.js';
import { evolveAgreements, noAgreements } from '../../domain/agreement/state.js';
import { DEFAULT_POLICY } from '../../domain/cost/policy.js';
import { versionOn } from '../../domain/shared/dated-versions.js';
import { refuse } from '../../domain/shared/refusal.js';
import { factsOf } from '../ledger/facts-of.js';
import { type CommandContext, Ledger, type Receipt, type Target } from '../ledger/ledger.js';
import type { Legible } from '../ledger/opened-event.js';

/** What is set under a name: each policy and each agreement has a stream of its own. */
export type SetKind = 'policy' | 'agreement';

/** The stream of what is set under a name. */
export const streamOf = (ledger: Ledger, kind: SetKind, name: string): Target =>
  ledger.plainStream('agreement', `${kind}/${name}`);

/** Sets how days are counted and paid under a policy, from a day on. */
export class SetPolicy extends Command<Receipt> {
  constructor(
    readonly policy: CostPolicyVersion, readonly context: CommandContext,
    /** When it is set: what does not say when it was decided was decided then. */
    readonly now: string,
  ) {
    super();
  }
}

@CommandHandler(SetPolicy)
export class SetPolicyHandler implements ICommandHandler<SetPolicy> {
  constructor(private readonly ledger: Ledger) {}

  execute({ policy, context, now }: SetPolicy): Promise<Receipt> {
    return this.ledger.execute(
      streamOf(this.ledger, 'policy', policy.policy), { command: 'SetPolicy', policy }, context,
      (recorded) => setPolicy(policy, factsOf<AgreementEvent>(recorded), now),
    );
  }
}

/** Sets who takes part in an agreement and on what terms, from a day on. */
export class SetAgreement extends Command<Receipt> {
  constructor(
    readonly agreement: AgreementVersion, readonly context: CommandContext,
    /** When it is set: what does not say when it was decided was decided then. */
    readonly now: string,
  ) {
    super();
  }
}

@CommandHandler(SetAgreement)
export class SetAgreementHandler implements ICommandHandler<SetAgreement> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ agreement, context, now }: SetAgreement): Promise<Receipt> {
    setAgreement(agreement, []); // refuses an impossible one before its policies are looked up
    await this.mustKnowPolicies(agreement);
    return this.ledger.execute(
      streamOf(this.ledger, 'agreement', agreement.agreement), { command: 'SetAgreement', agreement },
      context, (recorded) => setAgreement(agreement, factsOf<AgreementEvent>(recorded), now),
    );
  }

  /** A slip of the keyboard would leave every day under the agreement unreckoned. */
  private async mustKnowPolicies({ terms, validOn }: AgreementVersion): Promise<void> {
    for (const [index, { policy }] of terms.entries()) {
      const { stream } = streamOf(this.ledger, 'policy', policy);
      const facts = factsOf<AgreementEvent>((await this.ledger.read(stream)) as Legible[]);
      const known = facts.reduce((all, { id, event }) => evolveAgreements(all, id, event), noAgreements);
      if (policy === DEFAULT_POLICY || versionOn(known.policies, policy, validOn)) continue;
      refuse(
        'policy-unknown', `terms.${index}.policy`, 'Set the policy first, from that day or an earlier one.',
      );
    }
  }
}

/** What was set under a name never held. */
export class WithdrawAgreementFact extends Command<Receipt> {
  constructor(
    readonly kind: SetKind, readonly name: string, readonly report: AgreementWithdrawal,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawAgreementFact)
export class WithdrawAgreementFactHandler implements ICommandHandler<WithdrawAgreementFact> {
  constructor(private readonly ledger: Ledger) {}

  execute({ kind, name, report, context }: WithdrawAgreementFact): Promise<Receipt> {
    return this.ledger.execute(
      streamOf(this.ledger, kind, name), { command: 'WithdrawAgreementFact', report }, context,
      (recorded) => withdrawAgreementFact(report, factsOf<AgreementEvent>(recorded)),
    );
  }
}
