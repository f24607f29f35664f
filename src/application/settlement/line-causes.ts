import { type IssuedLine, keyOf } from '../../domain/settlement/settle.js';
import type { Settlement } from '../../domain/settlement/state.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { Remembered } from '../../domain/shared/remembered.js';
import { issuedLines } from '../../projections/charges/issued-lines.js';
import type { ChargeQueries } from '../../projections/charges/queries.js';
import { costFacts, costKinds, type CostSources } from '../../projections/cost-allocation/cost-of-person.js';
import type { CostSourceReader } from '../../projections/cost-allocation/cost-source-reader.js';
import { COST_RULES } from '../../projections/cost-allocation/rules-version.js';
import type { Known } from '../cost/worked-lines.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';
import type { Position } from '../ports/event-store.js';
import type { PersonEvents } from '../queries/person-events.js';
import { type Causes, causesBetween, joinEntryOf } from './causes.js';
import type { DraftLine } from './draft-page.js';
import { joinsAmong, saidBetween } from './said-of-all.js';
import type { Settlements } from './settlements.js';

/** What made a line that changes what was issued, or comes after its month was settled. */
export type LineCause = Pick<Causes, 'facts' | 'published' | 'deadlinePassed' | 'rules'>;

interface Services {
  readonly persons: PersonEvents;
  readonly sources: CostSourceReader;
  readonly charges: ChargeQueries;
  readonly settlements: Pick<Settlements, 'all'>;
}

/** When a settlement was worked out: up to where in the ledger, looked at on which day. */
interface Moment {
  /** Everything, where nothing is said. */
  readonly position?: Position;
  readonly lookedAt: CivilDate;
  /** Version of the rules it was reckoned by, where that was noted. */
  readonly rules?: number;
}

const categories: ReadonlySet<string> = new Set(costKinds.map(({ category }) => category));

/** Tells which events caused corrections: in a settlement that was issued, or in a draft. */
export class LineCauses {
  constructor(private readonly services: Services) {}

  async inSettlement(id: string): Promise<CausesAt> {
    const issued = await this.issued();
    const place = issued.findIndex(({ settlement }) => settlement === id);
    const { position, validOn: lookedAt, rules } = issued[place]!;
    return new CausesAt(this.services, { position, lookedAt, rules }, issued.slice(0, place));
  }

  async inDraft(lookedAt: CivilDate): Promise<CausesAt> {
    return new CausesAt(this.services, { lookedAt, rules: COST_RULES }, await this.issued());
  }

  private async issued(): Promise<Settlement[]> {
    return (await this.services.settlements.all()).filter(({ stage }) => stage === 'issued');
  }
}

const isUnknown = ({ facts, published, deadlinePassed, rules }: Causes): boolean =>
  facts.length + published.length === 0 && !deadlinePassed && rules === undefined;

/** The causes of lines that were worked out at one moment, after some settlements. */
export class CausesAt {
  private readonly sources = new Map<Position | undefined, Promise<CostSources>>();
  private published?: Promise<OpenedEvent[]>;
  private readonly partings = new Map<Position, Promise<ReadonlyMap<string, Legible[]>>>();
  /** Of the events of a person: all months of theirs ask alike. */
  private readonly knownAt = new Remembered<readonly OpenedEvent[], Promise<Known>>();

  constructor(
    private readonly services: Services, private readonly now: Moment,
    private readonly before: readonly Settlement[],
  ) {}

  /** In the order of the lines; none of a line that corrects nothing. */
  async of(lines: readonly DraftLine[]): Promise<(LineCause | undefined)[]> {
    const byPerson = new Map<string, DraftLine[]>();
    for (const line of lines.filter(({ reason }) => reason !== undefined)) {
      byPerson.set(line.person, [...byPerson.get(line.person) ?? [], line]);
    }
    const causes = new Map<DraftLine, LineCause>();
    const before = new Set(this.before.map(({ settlement }) => settlement));
    for (const [person, theirs] of byPerson) {
      const events = await this.services.persons.of(person, (category) => categories.has(category));
      const issued = issuedLines(await this.services.charges.ofPerson(person), before);
      for (const line of theirs) causes.set(line, await this.causeOf(line, events, issued));
    }
    return lines.map((line) => causes.get(line));
  }

  private async causeOf(
    line: DraftLine, events: readonly OpenedEvent[], issued: readonly IssuedLine[],
  ): Promise<LineCause> {
    const last = this.lastBefore(line, issued);
    if (!last) return { facts: [], published: [], deadlinePassed: false };
    const then = await this.known(events, { position: last.position, lookedAt: last.validOn });
    const reckoned = {
      issued: issued.filter((other) => keyOf(other) === keyOf(line)), events, then: last.rules,
      now: this.now.rules ?? COST_RULES,
    };
    this.published ??= this.services.sources.published();
    const since = (all: readonly OpenedEvent[]) => saidBetween(all, last.position, this.now.position);
    const [said, joins] = [since(await this.published), joinsAmong(since(events))];
    const now = await this.known(events, this.now);
    const causes = causesBetween({ then, now, said, joins }, line, reckoned);
    if (!isUnknown(causes)) return causes;
    const partings = (await this.partingsSince(last.position)).get(line.person) ?? [];
    return { ...causes, facts: partings.map(joinEntryOf) };
  }

  /** What made two again of persons who were settled as one: it stands in the record of one of them. */
  private partingsSince(after: Position): Promise<ReadonlyMap<string, Legible[]>> {
    const known = this.partings.get(after) ?? this.services.persons.partings(after, this.now.position);
    this.partings.set(after, known);
    return known;
  }

  /** The settlement that issued the account last, or the last one that could have. */
  private lastBefore(line: DraftLine, issued: readonly IssuedLine[]): Settlement | undefined {
    const same = issued.findLast((other) => keyOf(other) === keyOf(line));
    return this.before.findLast(({ settlement, through }) =>
      (same ? settlement === same.settlement : through >= line.month));
  }

  private known(events: readonly OpenedEvent[], moment: Moment): Promise<Known> {
    const { position = '', lookedAt } = moment;
    return this.knownAt.of(events, `${position}|${lookedAt}`, () => this.knownOf(events, moment));
  }

  private async knownOf(events: readonly OpenedEvent[], { position: end, lookedAt }: Moment): Promise<Known> {
    const facts = costFacts(events.filter(({ position }) => end === undefined || position <= end));
    let sources = this.sources.get(end);
    if (!sources) {
      sources = end === undefined ? this.services.sources.now() : this.services.sources.upTo(end);
      this.sources.set(end, sources);
    }
    return { facts, sources: await sources, lookedAt };
  }
}
