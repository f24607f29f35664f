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

/** The disk is flushed once for so many, and no sooner again than after so long: others wait meanwhile. */
const MADE_AT_ONCE = 8;
const BETWEEN_MS = 1_000;

/**
 * Makes what next month's readings will be recorded in, for whoever is read of in this one: they are likely
 * to be read of again, and nobody waits for the disk twice then. Whoever has to wait for it when the process
 * ends, or the month, gets it from whoever reads of them.
 */
export class ReadingsAhead {
  private month = '';
  private readonly seen = new Set<string>();
  private waiting: string[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly vault: Pick<Vault, 'openStreams'>, private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Somebody reads of a person, by the id that they go by today. */
  add(person: string, day: CivilDate): void {
    this.turnTo(caseOf(firstOfNextMonth(day)));
    if (this.seen.has(person)) return;
    this.seen.add(person);
    this.waiting.push(person);
    this.timer ??= this.soon();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.waiting = [];
  }

  private soon(): NodeJS.Timeout {
    return setTimeout(() => void this.makeSome(), BETWEEN_MS).unref();
  }

  private async makeSome(): Promise<void> {
    const { month } = this;
    const persons = this.waiting.splice(0, MADE_AT_ONCE);
    this.timer = this.waiting.length > 0 ? this.soon() : undefined;
    try {
      await this.vault.openStreams(persons.map((person) => ({ person, category: 'kaaread', case: month })));
    } catch (error) {
      this.onFailure(error);
    }
  }

  private turnTo(month: string): void {
    if (month === this.month) return;
    this.month = month;
    this.seen.clear();
    this.waiting = [];
  }
}
