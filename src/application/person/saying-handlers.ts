import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import { Ledger } from '../ledger/ledger.js';
import type { PersonCommand, PersonReceipt } from './person-command.js';
import {
  type FactEvent, recordAbout, recordBeside, type RecordOf, type Rules, type SaidOf, withdrawAbout,
} from './person-records.js';

type CommandOf<R> = new (...args: ConstructorParameters<typeof PersonCommand<R>>) => PersonCommand<R>;
type HandlerOf<R> = new (ledger: Ledger) => ICommandHandler<PersonCommand<R>>;

/** The record that a command is about: always the same, or by what it says. */
type RecordFor<R> = RecordOf | ((command: PersonCommand<R>) => RecordOf);

const recordFor = <R>(record: RecordFor<R>, command: PersonCommand<R>): RecordOf =>
  (typeof record === 'function' ? record(command) : record);

/** Nest finds it by the command, and gives it the ledger. */
const handlerOf = <R>(
  command: CommandOf<R>, handle: (ledger: Ledger, command: PersonCommand<R>) => Promise<PersonReceipt>,
): HandlerOf<R> => {
  @CommandHandler(command)
  class Handler implements ICommandHandler<PersonCommand<R>> {
    constructor(private readonly ledger: Ledger) {}

    execute(one: PersonCommand<R>): Promise<PersonReceipt> {
      return handle(this.ledger, one);
    }
  }
  return Handler;
};

/**
 * The handler of a command that says something in a record of a person, if the rules allow it.
 *
 * @example export const DisputeDaysHandler = recording(DisputeDays, { category: 'schooling' }, disputeDays);
 */
export const recording = <R, E extends FactEvent>(
  command: CommandOf<R>, record: RecordFor<R>, rules: Rules<R, E>,
): HandlerOf<R> =>
  handlerOf(command, (ledger, one) => recordAbout(ledger, recordFor(record, one), one, rules));

/** The same of a command that says something of an event, beside that. */
export const recordingBeside = <R, E extends FactEvent>(
  command: CommandOf<R>, about: (command: PersonCommand<R>) => SaidOf, rules: Rules<R, E>,
): HandlerOf<R> => handlerOf(command, (ledger, one) => recordBeside(ledger, about(one), one, rules));

/** The same of a command that withdraws something, beside what it withdraws. */
export const withdrawing = <R extends WithdrawalReport, E extends FactEvent>(
  command: CommandOf<R>, record: RecordFor<R>, rules: Rules<R, E>,
): HandlerOf<R> =>
  handlerOf(command, (ledger, one) => withdrawAbout(ledger, recordFor(record, one), one, rules));
