import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { describeCoordinationNumber } from '../../domain/person/decide.js';
import type { CoordinationNumberDescribed } from '../../domain/person/events.js';
import { identityNumber } from '../../domain/shared/identity-number.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { mustBelongTo } from './add-identity-number.js';
import { PersonCommand, type PersonReceipt } from './person-command.js';
import { knownPerson, recordAbout } from './person-records.js';

export type NumberDescription = Omit<Said<typeof CoordinationNumberDescribed>, 'number'> & {
  readonly identityNumber: string;
};

/** How sure the identity behind a coordination number is, and whether the number is dormant. */
export class DescribeCoordinationNumber extends PersonCommand<NumberDescription> {
  readonly named = 'DescribeCoordinationNumber';
}

@CommandHandler(DescribeCoordinationNumber)
export class DescribeCoordinationNumberHandler implements ICommandHandler<DescribeCoordinationNumber> {
  constructor(private readonly ledger: Ledger) {}

  async execute(command: DescribeCoordinationNumber): Promise<PersonReceipt> {
    const { identityNumber: text, ...said } = command.report;
    const { value: number } = identityNumber(text);
    describeCoordinationNumber({ ...said, number }, []); // refuses what cannot be, before it is looked up
    const person = await knownPerson(this.ledger.vault, command.person);
    await mustBelongTo(this.ledger, person, number, 'identityNumber');
    return recordAbout<NumberDescription, ReturnType<typeof describeCoordinationNumber>[number]>(
      this.ledger, { category: 'person' }, command, (_, recorded) =>
        describeCoordinationNumber({ ...said, number }, recorded));
  }
}
