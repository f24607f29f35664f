import { Command } from '@nestjs/cqrs';
import type { CommandContext, Receipt } from '../ledger/ledger.js';

/** The answer to a command about a person, with the id the person goes by today. */
export interface PersonReceipt extends Receipt {
  readonly person: string;
}

/** Something that is said of a known person, and by whom. */
export abstract class PersonCommand<Report> extends Command<PersonReceipt> {
  constructor(readonly person: string, readonly report: Report, readonly context: CommandContext) {
    super();
  }
}
