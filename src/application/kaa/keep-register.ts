import { membershipOf } from '../../domain/kaa/membership.js';
import { type KaaPolicy, policyIn } from '../../domain/kaa/policy.js';
import { type Keeping, registerChanges } from '../../domain/kaa/register.js';
import type { RegisterEvent } from '../../domain/kaa/register-events.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import { canonicalJson } from '../../domain/shared/fact-order.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';
import { Refusal } from '../../domain/shared/refusal.js';
import { factsIn } from '../ledger/facts-of.js';
import type { Ledger, Target } from '../ledger/ledger.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import type { Clock } from '../ports/clock.js';
import type { Drift, RegisterDrift } from '../ports/register-drift.js';
import type { PersonEvents } from '../queries/person-events.js';
import { decidesMembership, youthFactsIn } from '../queries/youth-view.js';
import { readingsOn } from './record-read.js';
import { readRoutines } from './routines.js';

/** In whose name the register is kept. */
export const REGISTER_KEEPER = 'policy:kaa-register';

export interface KeptBy {
  readonly ledger: Ledger;
  readonly persons: Pick<PersonEvents, 'of'>;
  readonly drift: RegisterDrift;
  readonly clock: Clock;
  readonly isMunicipality: IsMunicipality;
}

/** What one round came to, by file. */
export interface Round {
  readonly recorded: number;
  /** Files whose key was destroyed: nothing can be recorded in them, and nothing should. */
  readonly erased: number;
}

/** So many files that go wrong in one round end it: most likely all would. */
const MOST_FAILURES = 10;

/** How often a file is read again because somebody wrote to it meanwhile, before the next round has it. */
const MOST_READINGS = 5;

/**
 * Keeps the register: where the spells that follow from the facts are not those that a municipality's file
 * has, it records what is missing. It remembers nothing between rounds and goes by what there is, so that it
 * may end anywhere, begin anywhere, and run any number of times at once: a file that somebody else wrote to
 * since it was read is read again, and what is right already is left alone. As days pass, rounds find what
 * they bring: a 20th birthday, the end of waiting in September.
 */
export class RegisterKeeper {
  /** Files that were found destroyed: what should stand in them will not, and is missed by nobody. */
  private readonly destroyed = new Set<string>();

  constructor(private readonly means: KeptBy) {}

  /** How many registers are not what they should be today; zero once everything is recorded. */
  async drift(): Promise<number> {
    let count = 0;
    for await (const some of this.means.drift.on(civilDateAt(this.means.clock.now()))) {
      count += some.filter((each) => !this.destroyed.has(nameOf(each))).length;
    }
    return count;
  }

  /**
   * Goes once through everybody whose register is not what it should be today. A file that cannot be kept
   * right holds up no other: what went wrong is thrown at the end, or when so much does that stores must be
   * away. `mayRecord` is asked before each file and once more before anything is recorded in it: whoever does
   * not lead any more, since it was paused or cut off, leaves the rest to others.
   */
  async round(mayRecord: () => boolean = () => true): Promise<Round> {
    let [recorded, erased] = [0, 0];
    const failures: unknown[] = [];
    const today = civilDateAt(this.means.clock.now());
    for await (const each of this.due(today)) {
      if (!mayRecord()) break;
      const outcome = await this.keep(each, today, mayRecord).catch((error: unknown) => {
        if (failures.push(error) === MOST_FAILURES) throw allOf(failures);
      });
      if (outcome === 'recorded') recorded += 1;
      if (outcome !== 'erased') continue;
      this.destroyed.add(nameOf(each));
      erased += 1;
    }
    if (failures.length > 0) throw allOf(failures);
    return { recorded, erased };
  }

  private async* due(today: CivilDate): AsyncGenerator<Drift> {
    for await (const some of this.means.drift.on(today)) {
      yield* some.filter((each) => !this.destroyed.has(nameOf(each)));
    }
  }

  /** Puts one file right, from the ledger itself. */
  private async keep({ person, municipality }: Drift, today: CivilDate, mayRecord: () => boolean) {
    try {
      const target = await this.means.ledger.personStream(person, 'kaa', municipality);
      for (let reading = 1; reading <= MOST_READINGS; reading += 1) {
        const outcome = await this.record({ person, municipality }, target, today, mayRecord);
        if (outcome === 'recorded') await readingsOn(today, this.means.ledger, person); // read of before long
        if (outcome !== 'outrun') return outcome;
      }
      return 'outrun';
    } catch (error) {
      if (error instanceof Refusal && error.code === 'record-erased') return 'erased';
      throw error;
    }
  }

  /**
   * The file is read before everything else. Whoever wrote to it before then knew no more than is read now;
   * whoever writes to it after, makes the append fail.
   */
  private async record(
    { person, municipality }: Drift, target: Target, today: CivilDate, mayRecord: () => boolean,
  ) {
    const { ledger, persons, isMunicipality } = this.means;
    const revision = (await ledger.read(target.stream)).length;
    const events = await persons.of(person, decidesMembership);
    const policy = policyIn(await readRoutines(ledger), isMunicipality);
    const newSpell = (index: number): string => ledger.partOf(target, `spell|${revision}|${index}`);
    const changes = changesFor(events, policy, { municipality, day: today, newSpell });
    if (changes.length === 0 || !mayRecord()) return 'nothing';
    const context = {
      actor: REGISTER_KEEPER, organisation: municipality, causationId: newestFact(events),
      commandKey: `register|${revision}|${canonicalJson(changes)}`,
    };
    let isOutrun = false;
    const content = { command: 'KeepRegister', changes };
    const receipt = await ledger.execute(target, content, context, (recorded) => {
      isOutrun = recorded.length !== revision;
      return isOutrun ? [] : changes;
    });
    if (isOutrun) return 'outrun';
    return receipt.repeated ? 'nothing' : 'recorded';
  }
}

const allOf = (failures: readonly unknown[]): unknown => (failures.length === 1 ? failures[0]
  : new AggregateError(failures, `${failures.length} files could not be kept right`, { cause: failures[0] }));

const nameOf = ({ person, municipality }: Drift): string => `${municipality}|${person}`;

const changesFor = (
  events: readonly OpenedEvent[], policy: KaaPolicy, keeping: Keeping,
): RegisterEvent[] => {
  const membership = membershipOf(youthFactsIn(events), policy);
  return registerChanges(membership, factsIn(events, 'kaa'), keeping);
};

/** The newest thing that was said of the person: what the register is behind of, unless days passed. */
const newestFact = (events: readonly OpenedEvent[]): string | undefined =>
  events.findLast(({ meta }) => meta.actor !== REGISTER_KEEPER)?.id;
