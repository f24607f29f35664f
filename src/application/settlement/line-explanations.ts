import { UnitRegistered } from '../../domain/school-register/events.js';
import { type IssuedLine, keyOf } from '../../domain/settlement/settle.js';
import type { Settlement } from '../../domain/settlement/state.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { refuse } from '../../domain/shared/refusal.js';
import type { ChargeRow } from '../../projections/charges/charges.js';
import { issuedLines } from '../../projections/charges/issued-lines.js';
import type { ChargeQueries } from '../../projections/charges/queries.js';
import { costFacts } from '../../projections/cost-allocation/cost-of-person.js';
import type { CostSourceReader } from '../../projections/cost-allocation/cost-source-reader.js';
import { COST_RULES } from '../../projections/cost-allocation/rules-version.js';
import { type ReasonedLine, reasonedLines } from '../cost/cost-explanations.js';
import type { Known } from '../cost/worked-lines.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import type { PersonEvents } from '../queries/person-events.js';
import { type PersonView, personView } from '../queries/person-view.js';
import { entryOf, type TrailEntry } from '../queries/trail.js';
import {
  type AccountWanted, type Causes, causesBetween, isOfVariant, rulesChanged, type RulesChange,
} from './causes.js';
import { joinsAmong, saidBetween } from './said-of-all.js';
import type { Settlements } from './settlements.js';

export interface LineExplanation {
  /** The person as known today, to tell who it is about and whether the identity is protected. */
  readonly today: PersonView;
  readonly line: ChargeRow;
  readonly settlement: Settlement;
  /** What was issued under the same key before, in that order; none for the first line of a key. */
  readonly issuedBefore: readonly IssuedLine[];
  /** What is right under the key, as it was known when the line was worked out. */
  readonly right: readonly ReasonedLine[];
  /** Where the program reckons otherwise now than it did then: by which versions of the rules. */
  readonly rules?: RulesChange;
  /** Of a difference: what came in between and made it. */
  readonly causes?: Omit<Causes, 'published'> & SetForAll;
}

/** What was set for all, and not of one pupil, as it was said. */
export interface SetForAll {
  /** Ids of the events among the causes. */
  readonly published: readonly string[];
  /** Whether what the register of schools says is among them. */
  readonly registerChanged: boolean;
  /** The events of `published` and `gone`. */
  readonly set: readonly Pick<TrailEntry, 'id' | 'type' | 'validOn' | 'reportedAt' | 'recordedAt' | 'data'>[];
}

interface Services {
  readonly persons: PersonEvents;
  readonly sources: CostSourceReader;
  readonly charges: ChargeQueries;
  readonly settlements: Pick<Settlements, 'all'>;
}

/** A line, its settlement, and what settlements before that issued for the same person. */
interface Issued {
  readonly line: ChargeRow;
  readonly settlement: Settlement;
  readonly before: readonly ChargeRow[];
}

/** A line, what was issued under its key before, and the settlement that issued it. */
interface Worked {
  readonly line: ChargeRow;
  readonly earlier: readonly ChargeRow[];
  readonly settlement: Settlement;
}

/** A person's events, and what is asked of them. */
interface Case {
  readonly events: readonly OpenedEvent[];
  readonly wanted: AccountWanted;
}

/** Tells why issued lines are what they are: as things were known when they were worked out. */
export class LineExplanations {
  constructor(private readonly services: Services) {}

  /** Refuses (`settlement-line-unknown`) what is no line of an issued settlement. */
  async of(id: string, today: CivilDate): Promise<LineExplanation> {
    const { line, settlement, before } = await this.issued(id);
    const { month, payer, principal, unit, studyPath, variant, item } = line;
    const events = await this.services.persons.of(line.person, () => true);
    const asked: Case = { events, wanted: { month, payer, principal, unit, studyPath, variant, item } };
    const earlier = before.filter((other) => keyOf(other) === keyOf(line));
    const known = await this.knownAt(asked, line, settlement.validOn);
    const right = reasonedLines(known, asked.wanted)
      .filter((each) => isOfVariant(each, line) && (line.kind === 'difference' || each.from === line.from));
    const causes = await this.causesOf(asked, known, { line, earlier, settlement });
    const issued = line.kind === 'first' ? [line] : [...earlier, line];
    const reckoned = { issued, then: settlement.rules, now: COST_RULES };
    const rules = rulesChanged(right, { ...reckoned, events });
    const person = personView(events, today);
    return { today: person, line, settlement, issuedBefore: earlier, right, rules, causes };
  }

  private async issued(id: string): Promise<Issued> {
    const { charges, settlements } = this.services;
    const line = await charges.line(id);
    const issued = (await settlements.all()).filter(({ stage }) => stage === 'issued');
    const place = issued.findIndex(({ settlement }) => settlement === line?.settlement);
    if (!line || place < 0) return refuse('settlement-line-unknown', 'line', 'Name a line that was issued.');
    const earlier = new Set(issued.slice(0, place).map(({ settlement }) => settlement));
    const before = issuedLines(await charges.ofPerson(line.person), earlier);
    return { line, settlement: issued[place]!, before };
  }

  private async knownAt(
    { events }: Case, { position: end }: Pick<ChargeRow, 'position'>, lookedAt: CivilDate,
  ): Promise<Known> {
    const facts = costFacts(events.filter(({ position }) => position <= end));
    return { facts, sources: await this.services.sources.upTo(end), lookedAt };
  }

  /** What is known now and was not when the last line under the key was worked out. */
  private async causesOf(
    asked: Case, now: Known, { line, earlier, settlement: { rules = COST_RULES } }: Worked,
  ): Promise<LineExplanation['causes']> {
    const last = earlier.at(-1);
    if (!last) return undefined;
    const settlements = await this.services.settlements.all();
    const before = settlements.find(({ settlement }) => settlement === last.settlement)!;
    const then = await this.knownAt(asked, last, before.validOn);
    const reckoned = { issued: earlier, then: before.rules, now: rules };
    const all = await this.services.sources.published();
    const { events, wanted } = asked;
    const since = (some: readonly OpenedEvent[]) => saidBetween(some, last.position, line.position);
    const between = { then, now, said: since(all), joins: joinsAmong(since(events)) };
    const causes = causesBetween(between, wanted, { ...reckoned, events });
    const published = causes.published.map(({ id }) => id);
    const registerChanged = causes.published.some(({ type }) => type === UnitRegistered.type);
    return { ...causes, published, registerChanged, set: setForAll(all, [...published, ...causes.gone]) };
  }
}

const setForAll = (all: readonly OpenedEvent[], ids: readonly string[]): SetForAll['set'] => {
  const wanted = new Set(ids);
  return all.filter(({ id }) => wanted.has(id)).map((event) => {
    const { id, type, validOn, reportedAt, recordedAt, data } = entryOf(event);
    return { id, type, validOn, reportedAt, recordedAt, data };
  });
};
