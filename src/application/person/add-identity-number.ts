import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addIdentityNumber, type PersonReport } from '../../domain/person/decide.js';
import type { PersonEvent } from '../../domain/person/events.js';
import { identityNumber } from '../../domain/shared/identity-number.js';
import { refuseIf } from '../../domain/shared/refusal.js';
import { factsOf } from '../ledger/facts-of.js';
import { heedJoins } from '../ledger/heed-joins.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from './person-command.js';
import { knownPerson } from './person-records.js';

export interface NumberReport extends PersonReport {
  readonly identityNumber: string;
  /** A number the person is known by, that this one takes the place of. Both lead to the person. */
  readonly replaces?: string;
}

/** One more number of a person. If it led to another known person, the two are one from now on. */
export class AddIdentityNumber extends PersonCommand<NumberReport> {
  readonly named = 'AddIdentityNumber';
}

/**
 * Binds the number, records it, then joins. After a crash anywhere, the same command again finds the number
 * bound and the event recorded, and joins what is not joined yet.
 */
@CommandHandler(AddIdentityNumber)
export class AddIdentityNumberHandler implements ICommandHandler<AddIdentityNumber> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ person: asked, named, report, context }: AddIdentityNumber): Promise<PersonReceipt> {
    const addition = readNumbers(report);
    addIdentityNumber(addition, []); // refuses what cannot be, before a number is bound
    const { vault } = this.ledger;
    const person = await knownPerson(vault, asked);
    await mustBelongTo(this.ledger, person, addition.replaces, 'replaces');
    const owner = await vault.canonicalPerson(await vault.bind(addition.number.value, person));
    const joins = owner === person ? undefined : owner;
    const target = await this.ledger.personStream(person, 'person');
    const receipt = await this.ledger.execute(
      target, { command: named, report }, context,
      (recorded) => addIdentityNumber({ ...addition, joins }, factsOf<PersonEvent>(recorded)),
    );
    if (joins !== undefined) await heedJoins(this.ledger, person, joins);
    return { ...receipt, person: await vault.canonicalPerson(person) };
  }
}

/** Refuses (`number-of-another`) a number that the person is not known by. */
export const mustBelongTo = async (
  { vault }: Pick<Ledger, 'vault'>, person: string, number: string | undefined, field: string,
): Promise<void> => {
  if (number === undefined) return;
  const owner = await vault.findPerson(number);
  refuseIf(
    owner === undefined || await vault.canonicalPerson(owner) !== person,
    'number-of-another', field, 'Name a number that the person is known by.',
  );
};

const readNumbers = ({ identityNumber: text, replaces, ...report }: NumberReport) => ({
  ...report, number: identityNumber(text),
  replaces: replaces === undefined ? undefined : identityNumber(replaces, 'replaces').value,
});
