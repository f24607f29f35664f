import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type PersonReport, registerPerson, type Registration } from '../../domain/person/decide.js';
import type { PersonEvent } from '../../domain/person/events.js';
import { identityNumber } from '../../domain/shared/identity-number.js';
import { factsOf } from '../ledger/facts-of.js';
import { type CommandContext, Ledger } from '../ledger/ledger.js';
import type { PersonReceipt } from './person-command.js';

export interface RegistrationReport extends PersonReport {
  /** In full: twelve digits, or a temporary or asylum number. */
  readonly identityNumber: string;
  readonly name?: Registration['name'];
  readonly homeMunicipality?: string;
}

/** Makes someone known by an identity number. The answer tells the person id, new or not. */
export class RegisterPerson extends Command<PersonReceipt> {
  constructor(readonly report: RegistrationReport, readonly context: CommandContext) {
    super();
  }
}

/**
 * The number is claimed before anything is recorded, so that two at once register one person. A number
 * keeps leading to the record it was first recorded in, also after a join, so that what is sent again is
 * recognised.
 */
@CommandHandler(RegisterPerson)
export class RegisterPersonHandler implements ICommandHandler<RegisterPerson> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ report, context }: RegisterPerson): Promise<PersonReceipt> {
    const { identityNumber: text, ...said } = report;
    const registration = { ...said, number: identityNumber(text) };
    registerPerson(registration, []); // refuses what cannot be, before a number is claimed for it
    const { vault } = this.ledger;
    const claimed = await vault.claim(registration.number.value);
    const target = await this.ledger.personStream(claimed, 'person');
    const receipt = await this.ledger.execute(
      target, { command: 'RegisterPerson', report }, context,
      (recorded) => registerPerson(registration, factsOf<PersonEvent>(recorded)),
    );
    return { ...receipt, person: await vault.canonicalPerson(claimed) };
  }
}
