import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type RoutineWithdrawal, setRoutine, withdrawRoutine } from '../../domain/kaa/decide-routine.js';
import {
  evolveRoutines, type KaaRoutines, type KaaSettingEvent, noRoutines,
} from '../../domain/kaa/routine.js';
import type { RoutineVersion } from '../../domain/kaa/routine-events.js';
import { factsOf } from '../ledger/facts-of.js';
import { type CommandContext, Ledger, type Receipt, type Target } from '../ledger/ledger.js';
import type { Legible } from '../ledger/opened-event.js';

/**
 * All routines are in one stream, and the region's rules with them: there are few, and whoever needs one
 * often needs several.
 */
export const routinesIn = (ledger: Pick<Ledger, 'plainStream'>): Target =>
  ledger.plainStream('kaaroutine', 'routines');

/** What municipalities and the region have set, from the ledger itself. */
export const readRoutines = async (ledger: Pick<Ledger, 'plainStream' | 'read'>): Promise<KaaRoutines> => {
  const recorded = await ledger.read(routinesIn(ledger).stream);
  return factsOf<KaaSettingEvent>(recorded as Legible[])
    .reduce((known, { id, event }) => evolveRoutines(known, id, event), noRoutines);
};

/** By which routine a municipality follows up, from a day on. */
export class SetRoutine extends Command<Receipt> {
  constructor(
    readonly routine: RoutineVersion, readonly context: CommandContext,
    /** When it is set: what does not say when it was decided was decided then. */
    readonly now: string,
  ) {
    super();
  }
}

@CommandHandler(SetRoutine)
export class SetRoutineHandler implements ICommandHandler<SetRoutine> {
  constructor(private readonly ledger: Ledger) {}

  execute({ routine, context, now }: SetRoutine): Promise<Receipt> {
    return this.ledger.execute(
      routinesIn(this.ledger), { command: 'SetRoutine', routine }, context,
      (recorded) => setRoutine(routine, factsOf<KaaSettingEvent>(recorded), now),
    );
  }
}

/** A routine that a municipality set never held. */
export class WithdrawRoutine extends Command<Receipt> {
  constructor(readonly report: RoutineWithdrawal, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(WithdrawRoutine)
export class WithdrawRoutineHandler implements ICommandHandler<WithdrawRoutine> {
  constructor(private readonly ledger: Ledger) {}

  execute({ report, context }: WithdrawRoutine): Promise<Receipt> {
    return this.ledger.execute(
      routinesIn(this.ledger), { command: 'WithdrawRoutine', report }, context,
      (recorded) => withdrawRoutine(report, factsOf<KaaSettingEvent>(recorded)),
    );
  }
}
