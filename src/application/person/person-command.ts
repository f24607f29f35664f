import { Command } from '@nestjs/cqrs';
import type { CommandContext, Receipt } from '../ledger/ledger.js';

/** The answer to a command about a person, with the id the person goes by today. */
export interface PersonReceipt extends Receipt {
  readonly person: string;
}

/** Something that is said of a known person, and by whom. */
export abstract class PersonCommand<Report> extends Command<PersonReceipt> {
  /**
   * What receipts know the command by: it is part of the fingerprint that ledgers store, so it stays as it is
   * whatever the class comes to be called, by us or by a bundler.
   */
  abstract readonly named: string;

  constructor(readonly person: string, readonly report: Report, readonly context: CommandContext) {
    super();
  }
}
