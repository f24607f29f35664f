import { kindOf } from '../../domain/catalogue.js';
import type { Category } from '../../domain/shared/event.js';
import { KeyRing } from '../ledger/key-ring.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import { BEGINNING, type EventStore, type Position, type StoredEvent } from '../ports/event-store.js';
import type { PostingIndex, TrailOrder } from '../ports/posting-index.js';
import { InvalidCursor } from '../ports/read-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { Vault } from '../ports/vault.js';
import { Corrections } from './corrections.js';
import { PersonEvents } from './person-events.js';
import { type OutlineAsked, type OutlineRow, PersonOutlines } from './person-outline.js';

/**
 * One event as an auditor reads it: what, from when, said when, recorded when, by whom, why, against what.
 */
export interface TrailEntry {
  readonly position: Position;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly category: Category;
  readonly type: string;
  readonly summary: string;
  readonly recordedAt: string;
  readonly validOn?: string;
  readonly reportedAt?: string;
  readonly person?: string;
  readonly actor: string;
  readonly organisation: string;
  readonly delivery?: string;
  readonly line?: number;
  readonly commandId: string;
  /** Event this one withdraws or removes, in its last version, and why. */
  readonly withdraws?: string;
  readonly reason?: string;
  /** The event because of which this one does not hold, where the whole history was at hand. */
  readonly withdrawnBy?: string;
  /** True when the key is destroyed: that is all that is left. */
  readonly erased: boolean;
  readonly data?: unknown;
}

export interface TrailPage {
  readonly items: readonly TrailEntry[];
  readonly next?: Position;
}

export type Visible = (category: Category) => boolean;

/** An entry as somebody may see it; `undefined` where they may not see it at all. */
export type Disclose = (entry: TrailEntry) => TrailEntry | undefined;

/** What somebody may see of a person's trail: of which categories anything, and of that, how much. */
export interface Sight {
  readonly visible: Visible;
  readonly disclose: Disclose;
}

/** Whose trail somebody asks for, up to which position, and what they may see by what the person is. */
export interface PersonTrailAsked<A> extends OutlineAsked<A> {
  readonly person: string;
  /** Throws where they may see nothing. */
  readonly sightOf: (about: A) => Sight;
}

interface Said { validOn?: string; reportedAt?: string; withdraws?: string; reason?: string }

/** One event, without what withdrew it. */
export const entryOf = (event: OpenedEvent): TrailEntry => {
  const said: Said = event.erased ? {} : event.data as Said;
  return {
    position: event.position, id: event.id, stream: event.stream, revision: event.revision,
    category: event.category, type: event.type,
    summary: kindOf(event.type).summary, recordedAt: new Date(event.recordedAt).toISOString(),
    validOn: said.validOn, reportedAt: said.reportedAt, person: event.person, actor: event.meta.actor,
    organisation: event.meta.organisation, delivery: event.meta.delivery, line: event.meta.line,
    commandId: event.meta.commandId, withdraws: said.withdraws, reason: said.reason, erased: event.erased,
    data: event.erased ? undefined : event.data,
  };
};

/** What comes oldest first in the order asked for, from where the page before ended. */
const inOrder = <P extends { readonly position: Position }>(
  oldestFirst: readonly P[], order: TrailOrder,
): P[] => {
  const sorted = order.newestFirst ? oldestFirst.toReversed() : oldestFirst;
  return sorted.filter(({ position }) => order.after === undefined
    || (order.newestFirst ? position < order.after : position > order.after));
};

/** Every event, opened where its key still exists. What is no page's `next` is refused (`InvalidCursor`). */
export class Trail {
  private readonly ring: KeyRing;
  private readonly persons: PersonEvents;
  private readonly outlines: PersonOutlines;

  constructor(
    private readonly store: EventStore, vault: Vault, sealer: Sealer, private readonly index: PostingIndex,
  ) {
    this.ring = new KeyRing(vault, sealer);
    this.persons = new PersonEvents(store, vault, sealer);
    this.outlines = new PersonOutlines(store, vault, this.persons);
  }

  /**
   * One person's events over all streams and ids, with what withdrew what. A page is full for as long as
   * there is more to see, so that it does not tell how much is hidden.
   */
  async ofPerson<A>(
    { person, sightOf, ...asked }: PersonTrailAsked<A>, order: TrailOrder,
  ): Promise<TrailPage> {
    const { about, rows, opened } = await this.outlines.of(person, asked);
    const { visible, disclose } = sightOf(about);
    await this.mustGoOnFromAnEvent(order);
    const known = new Map(opened.map((event) => [event.position, event]));
    const left = inOrder(rows.filter(({ category }) => visible(category)), order);
    const seen: TrailEntry[] = [];
    for (let from = 0; from < left.length && seen.length <= order.limit; from += order.limit + 1) {
      const some = left.slice(from, from + order.limit + 1);
      const events = known.size > 0 ? some.map(({ position }) => known.get(position)!) : await this.at(some);
      const entries = events.map((event, index) => {
        const { withdraws, withdrawnBy } = some[index]!;
        return disclose({ ...entryOf(event), withdraws, withdrawnBy });
      });
      seen.push(...entries.filter((entry) => entry !== undefined));
    }
    return pageOf(seen, order);
  }

  async ofStream(stream: string, visible: Visible, order: TrailOrder): Promise<TrailPage> {
    await this.mustGoOnFromAnEvent(order);
    const all = await this.ring.open(await this.store.readStream(stream));
    const events = inOrder(all.filter(({ category }) => visible(category)), order);
    return pageOf(await this.entriesOf(events.slice(0, order.limit + 1)), order);
  }

  /** Events of a delivery, or those an actor caused. */
  async ofPosting(
    kind: 'actor' | 'delivery', id: string, visible: Visible, order: TrailOrder,
  ): Promise<TrailPage> {
    await this.mustGoOnFromAnEvent(order);
    const limit = order.limit + 1;
    const events: OpenedEvent[] = [];
    let { after } = order;
    for (;;) {
      const positions = await this.index.positions(kind, id, { ...order, after, limit });
      const opened = await this.ring.open(await this.store.readAt(positions));
      events.push(...opened.filter(({ category }) => visible(category)));
      after = positions.at(-1);
      if (events.length >= limit || positions.length < limit) break;
    }
    return pageOf(await this.entriesOf(events.slice(0, limit)), order);
  }

  /** Everything recorded from one instant up to another, whoever it is about. */
  async ofPeriod(fromMs: number, toMs: number, visible: Visible, order: TrailOrder): Promise<TrailPage> {
    await this.mustGoOnFromAnEvent(order);
    const { store } = this;
    const [start, end] = await Promise.all([store.positionAt(fromMs - 1), store.positionAt(toMs - 1)]);
    if (end <= start) return { items: [] };
    const events: OpenedEvent[] = [];
    let after = order.newestFirst ? cursorUpTo(end, order.after) : cursorFrom(start, order.after);
    for (;;) {
      const batch = await this.batch(order, after, end);
      const inside = batch.filter(({ position }) => position > start && position <= end);
      events.push(...(await this.ring.open(inside)).filter(({ category }) => visible(category)));
      after = batch.at(-1)?.position;
      if (events.length > order.limit || inside.length < batch.length || after === undefined) break;
    }
    return pageOf(await this.entriesOf(events.slice(0, order.limit + 1)), order);
  }

  /** What a removal turned out to remove is found in the whole history of its person, read for it. */
  private async entriesOf(events: readonly OpenedEvent[]): Promise<TrailEntry[]> {
    const corrections = new Map<string, Corrections>();
    for (const { type, person, erased } of events) {
      if (type !== 'RemovalReported' || erased || person === undefined || corrections.has(person)) continue;
      corrections.set(person, new Corrections(await this.persons.of(person, () => true)));
    }
    return events.map((event) => {
      const entry = entryOf(event);
      const removed = corrections.get(event.person ?? '')?.targetOf(event);
      return { ...entry, withdraws: entry.withdraws ?? removed };
    });
  }

  private async at(rows: readonly OutlineRow[]): Promise<OpenedEvent[]> {
    return this.ring.open(await this.store.readAt(rows.map(({ position }) => position)));
  }

  /** Anything else would start some page, and nobody would know which. */
  private async mustGoOnFromAnEvent({ after }: TrailOrder): Promise<void> {
    if (after !== undefined && (await this.store.readAt([after])).length === 0) throw new InvalidCursor();
  }

  private async batch(order: TrailOrder, after: Position | undefined, end: Position): Promise<StoredEvent[]> {
    const limit = order.limit + 1;
    if (!order.newestFirst) return this.store.readAll(after ?? BEGINNING, { limit });
    const before = await this.store.readAll(after ?? end, { limit, direction: 'backwards' });
    return after === undefined ? [...await this.store.readAt([end]), ...before] : before;
  }
}

/** A place to go on from, never outside of the period that is asked for. */
const cursorFrom = (start: Position, after: Position | undefined): Position =>
  (after === undefined || after < start ? start : after);
const cursorUpTo = (end: Position, after: Position | undefined): Position | undefined =>
  (after === undefined || after > end ? undefined : after);

const pageOf = (items: readonly TrailEntry[], { limit }: TrailOrder): TrailPage => (items.length > limit
  ? { items: items.slice(0, limit), next: items[limit - 1]!.position }
  : { items });
