import { FileRead, type ReadEvent } from '../../domain/kaa/read-events.js';
import { type CivilDate, firstOfNextMonth } from '../../domain/shared/civil-date.js';
import { reported } from '../../domain/shared/reported.js';
import type { CommandContext, Ledger, Target } from '../ledger/ledger.js';
import type { Vault } from '../ports/vault.js';

/** The readings of each month are in a stream of their own, so that none grows long. */
const caseOf = (day: CivilDate): string => day.slice(0, 7);

/** Where readings of a person are recorded on a day; takes the disk to make, the first time in a month. */
export const readingsOn = (day: CivilDate, ledger: Ledger, person: string): Promise<Target> =>
  ledger.personStream(person, 'kaaread', caseOf(day));

/** Records a reading of a person, by the id that they go by today. */
export const recordRead = async (
  ledger: Ledger, person: string, said: ReadEvent['data'], context: CommandContext,
): Promise<void> => {
  const read = reported(FileRead, said);
  const target = await readingsOn(said.validOn, ledger, person);
  await ledger.execute(target, { command: 'RecordRead', said }, context, () => [read]);
};

/** The disk is flushed once for so many. */
const MADE_AT_ONCE = 8;

/**
 * Makes what next month's readings will be recorded in, for whoever is read of in this one: they are likely
 * to be read of again, and nobody waits for the disk twice then. Where the process ends, or the month, before
 * there are enough of them, it is made by whoever reads.
 */
export class ReadingsAhead {
  private month = '';
  private readonly seen = new Set<string>();
  private waiting: string[] = [];

  constructor(private readonly vault: Pick<Vault, 'openStreams'>) {}

  /** Somebody reads of a person, by the id that they go by today. */
  async add(person: string, day: CivilDate): Promise<void> {
    this.turnTo(caseOf(firstOfNextMonth(day)));
    if (this.seen.has(person)) return;
    this.seen.add(person);
    if (this.waiting.push(person) < MADE_AT_ONCE) return;
    const persons = this.waiting;
    this.waiting = [];
    const { month } = this;
    await this.vault.openStreams(persons.map((each) => ({ person: each, category: 'kaaread', case: month })));
  }

  private turnTo(month: string): void {
    if (month === this.month) return;
    this.month = month;
    this.seen.clear();
    this.waiting = [];
  }
}
