import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type RulesWithdrawal, setRules, withdrawRules } from '../../domain/kaa/decide-rules.js';
import type { KaaSettingEvent } from '../../domain/kaa/routine.js';
import type { RulesVersion } from '../../domain/kaa/rules-events.js';
import { factsOf } from '../ledger/facts-of.js';
import { type CommandContext, Ledger, type Receipt } from '../ledger/ledger.js';
import { routinesIn } from './routines.js';

/** By which rules the region tells who is in the target group where no law says it, from a day on. */
export class SetRules extends Command<Receipt> {
  constructor(
    readonly rules: RulesVersion, readonly context: CommandContext,
    /** When it is set: what does not say when it was decided was decided then. */
    readonly now: string,
  ) {
    super();
  }
}

@CommandHandler(SetRules)
export class SetRulesHandler implements ICommandHandler<SetRules> {
  constructor(private readonly ledger: Ledger) {}

  execute({ rules, context, now }: SetRules): Promise<Receipt> {
    return this.ledger.execute(
      routinesIn(this.ledger), { command: 'SetRules', rules }, context,
      (recorded) => setRules(rules, factsOf<KaaSettingEvent>(recorded), now),
    );
  }
}

/** Rules that the region set never held. */
export class WithdrawRules extends Command<Receipt> {
  constructor(readonly report: RulesWithdrawal, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(WithdrawRules)
export class WithdrawRulesHandler implements ICommandHandler<WithdrawRules> {
  constructor(private readonly ledger: Ledger) {}

  execute({ report, context }: WithdrawRules): Promise<Receipt> {
    return this.ledger.execute(
      routinesIn(this.ledger), { command: 'WithdrawRules', report }, context,
      (recorded) => withdrawRules(report, factsOf<KaaSettingEvent>(recorded)),
    );
  }
}
