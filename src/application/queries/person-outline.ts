import { categoryOf } from '../../domain/catalogue.js';
import type { Category } from '../../domain/shared/event.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import type { EventStore, Position, StoredEvent } from '../ports/event-store.js';
import type { StreamRecord, Vault } from '../ports/vault.js';
import { Corrections } from './corrections.js';
import type { PersonEvents } from './person-events.js';

/** An event of a person, without what it says: where it stands, and what withdrew what. */
export interface OutlineRow {
  readonly position: Position;
  readonly category: Category;
  readonly withdraws?: string;
  readonly withdrawnBy?: string;
}

/** Everything about a person, oldest first, and what somebody made of it: no word of any event. */
export interface PersonOutline<A> {
  readonly about: A;
  readonly rows: readonly OutlineRow[];
  /** What was opened for it; nothing where it was known. */
  readonly opened: readonly OpenedEvent[];
}

export interface OutlineAsked<A> {
  /** Rows after it are left out, and what is recorded after it withdraws nothing. */
  readonly upTo?: Position;
  /** Under which `about` is kept: it follows from this and from the events. */
  readonly about: { readonly key: string; readonly of: (events: readonly OpenedEvent[]) => A };
}

interface Kept {
  readonly key: string;
  readonly about: unknown;
  readonly rows: OutlineRow[];
  /** How many events of each stream are in it. */
  readonly seen: Map<string, number>;
}

const MOST_KEPT = 8;

/** Reading of a youth is itself recorded of the youth. It withdraws nothing, and nothing withdraws it. */
const isHarmless = ({ stream }: StoredEvent): boolean => categoryOf(stream) === 'kaaread';

/**
 * Keeps the outlines of a few persons, for whoever goes through a long trail: else every page would open all
 * there is, to find out what withdrew what. An outline serves for as long as no stream of the person has
 * grown, begun or been erased.
 */
export class PersonOutlines {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly store: EventStore, private readonly vault: Vault, private readonly persons: PersonEvents,
  ) {}

  /** `UnknownPerson` for an id nobody has. */
  async of<A>(person: string, { upTo, about }: OutlineAsked<A>): Promise<PersonOutline<A>> {
    const canonical = await this.vault.canonicalPerson(person);
    const streams = await this.vault.streamsOf(canonical);
    const key = JSON.stringify([streams, upTo, about.key]);
    const known = this.kept.get(canonical);
    if (known?.key === key && await this.isCurrent(known, streams, upTo)) {
      return { about: known.about as A, rows: known.rows, opened: [] };
    }
    const events = await this.persons.of(canonical, () => true);
    const opened = events.filter(({ position }) => upTo === undefined || position <= upTo);
    const outline = { about: about.of(events), rows: rowsOf(opened), opened };
    this.keep(canonical, { ...outline, key, seen: countsOf(events) });
    return outline;
  }

  /** Takes in what does no harm; anything else makes it out of date. */
  private async isCurrent(
    { rows, seen }: Kept, streams: readonly StreamRecord[], upTo?: Position,
  ): Promise<boolean> {
    const grown = await Promise.all(streams.map(({ stream }) =>
      this.store.readStream(stream, seen.get(stream) ?? 0)));
    const later = grown.flat();
    if (!later.every(isHarmless)) return false;
    for (const { stream, revision, position } of later) {
      if (revision < (seen.get(stream) ?? 0)) continue; // another page has taken it in meanwhile
      seen.set(stream, revision + 1);
      if (upTo === undefined) rows.push({ position, category: categoryOf(stream) });
    }
    if (later.length > 0) rows.sort(byPosition);
    return true;
  }

  /** The one that was kept first goes. */
  private keep(person: string, { key, about, rows, seen }: Kept): void {
    this.kept.delete(person);
    this.kept.set(person, { key, about, rows, seen });
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
  }
}

const byPosition = (one: OutlineRow, other: OutlineRow): number => (one.position < other.position ? -1 : 1);

const rowsOf = (events: readonly OpenedEvent[]): OutlineRow[] => {
  const corrections = new Corrections(events);
  return events.map((event) => ({
    position: event.position, category: event.category,
    withdraws: corrections.targetOf(event), withdrawnBy: corrections.against(event.id),
  }));
};

const countsOf = (events: readonly OpenedEvent[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { stream } of events) counts.set(stream, (counts.get(stream) ?? 0) + 1);
  return counts;
};
