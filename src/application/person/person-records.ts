import type { Category, Event } from '../../domain/shared/event.js';
import type { Fact, FactTimes } from '../../domain/shared/fact-order.js';
import { nothingToWithdraw, type WithdrawalReport } from '../../domain/shared/recording.js';
import { refuse } from '../../domain/shared/refusal.js';
import { factsOf } from '../ledger/facts-of.js';
import type { Ledger, Target } from '../ledger/ledger.js';
import { UnknownPerson, type Vault } from '../ports/vault.js';
import type { PersonCommand, PersonReceipt } from './person-command.js';

export type FactEvent = Event<string, FactTimes>;
export type Rules<R, E extends FactEvent> = (report: R, recorded: readonly Fact<E>[]) => readonly E[];

/** Which of a person's records: of a category, and for some the municipality whose record it is. */
export interface RecordOf {
  readonly category: Category;
  readonly case?: string;
}

/** The id a person goes by today; refuses (`person-unknown`) an id that nobody has. */
export const knownPerson = async (vault: Vault, person: string): Promise<string> => {
  try {
    return await vault.canonicalPerson(person);
  } catch (error) {
    if (!(error instanceof UnknownPerson)) throw error;
    return refuse('person-unknown', 'person', 'Register the person first.');
  }
};

/** Runs the rules of a command on a record of the person. */
export const recordAbout = async <R, E extends FactEvent>(
  ledger: Ledger, record: RecordOf, command: PersonCommand<R>, rules: Rules<R, E>,
): Promise<PersonReceipt> => {
  rules(command.report, []); // refuses what cannot be, before a record is opened for it
  const person = await knownPerson(ledger.vault, command.person);
  const target = await ledger.personStream(person, record.category, record.case);
  return execute(ledger, { person, target }, command, rules);
};

/** Runs the rules of a withdrawal beside what is withdrawn. */
export const withdrawAbout = <R extends WithdrawalReport, E extends FactEvent>(
  ledger: Ledger, record: RecordOf, command: PersonCommand<R>, rules: Rules<R, E>,
): Promise<PersonReceipt> => {
  const about = { record, event: command.report.withdraws, missing: nothingToWithdraw };
  return recordBeside(ledger, about, command, rules);
};

/** The event that something is said of, in which record, and how to refuse one that is not there. */
export interface SaidOf {
  readonly record: RecordOf;
  readonly event: string;
  readonly missing: () => never;
}

/**
 * Runs the rules of a command on the record that holds the event it is about: somebody who was two persons
 * once has two records of a category, and what is said of a fact stands beside it, to share its fate.
 */
export const recordBeside = async <R, E extends FactEvent>(
  ledger: Ledger, about: SaidOf, command: PersonCommand<R>, rules: Rules<R, E>,
): Promise<PersonReceipt> => {
  const person = await knownPerson(ledger.vault, command.person);
  const target = await ledger.streamNamed(await streamHolding(ledger, person, about));
  return execute(ledger, { person, target }, command, rules);
};

const execute = async <R, E extends FactEvent>(
  ledger: Ledger, { person, target }: { readonly person: string; readonly target: Target },
  { named, report, context }: PersonCommand<R>, rules: Rules<R, E>,
): Promise<PersonReceipt> => {
  const receipt = await ledger.execute(
    target, { command: named, report }, context,
    (recorded) => rules(report, factsOf<E>(recorded)),
  );
  return { ...receipt, person };
};

const streamHolding = async (
  ledger: Ledger, person: string, { record, event, missing }: SaidOf,
): Promise<string> => {
  const streams = (await ledger.vault.streamsOf(person))
    .filter((one) => one.category === record.category && isPartOf(one.case, record.case ?? ''));
  for (const { stream } of streams) {
    if ((await ledger.store.readStream(stream)).some(({ id }) => id === event)) return stream;
  }
  return missing();
};

/** A record may have parts with keys of their own: `1480/3f6c…` is one of `1480`. */
const isPartOf = (part: string, whole: string): boolean => part === whole || part.startsWith(`${whole}/`);
