import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { registerUnits } from '../../domain/school-register/decide.js';
import type { SchoolRegisterEvent } from '../../domain/school-register/events.js';
import type { UnitFacts } from '../../domain/school-register/state.js';
import { executeInParts } from '../ledger/execute-in-parts.js';
import { factsOf } from '../ledger/facts-of.js';
import { type CommandContext, Ledger, type Receipt } from '../ledger/ledger.js';

/** Says of school units what they are called and who runs them, from a day on. There is one register. */
export class RegisterUnits extends Command<Receipt> {
  constructor(readonly units: readonly UnitFacts[], readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(RegisterUnits)
export class RegisterUnitsHandler implements ICommandHandler<RegisterUnits> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ units, context }: RegisterUnits): Promise<Receipt> {
    registerUnits(units, []); // refuses a list with an impossible unit before any of it is recorded
    const content = { command: 'RegisterUnits', units };
    return executeInParts(
      this.ledger, this.ledger.plainStream('schoolregister', 'school-register'),
      { facts: units, content, context },
      (part, recorded) => registerUnits(part, factsOf<SchoolRegisterEvent>(recorded)),
    );
  }
}
