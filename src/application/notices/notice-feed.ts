import type { MadeReport } from '../../domain/kaa-report/state.js';
import {
  type Audience, concernedBy, type Delivered, isTold, reopenedBy, type Reopened, type Told,
} from '../../domain/notices/notices.js';
import type { Settlement } from '../../domain/settlement/state.js';
import type { Category } from '../../domain/shared/event.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';
import { KeyRing } from '../ledger/key-ring.js';
import { isLegible } from '../ledger/facts-of.js';
import type { Legible } from '../ledger/opened-event.js';
import type { EventStore, Position } from '../ports/event-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { Vault } from '../ports/vault.js';
import { PersonEvents } from '../queries/person-events.js';
import { HomesKnown } from './homes-known.js';

/** That something came in: which event, of what kind, when and about whom, and nothing of what it says. */
export interface Notice extends Reopened {
  readonly event: string;
  readonly kind: string;
  readonly position: Position;
  readonly recordedAt: string;
  readonly person: string;
  /** Whom it concerns: each municipality has a notice of its own. */
  readonly municipality: string;
}

export interface NoticesAsked {
  readonly audience: Audience;
  /** Of all where undefined. */
  readonly municipality?: string;
  readonly person?: string;
  readonly after: Position;
  readonly limit: number;
}

export interface NoticePage {
  readonly items: readonly Notice[];
  /** Up to here everything is in this page or the ones before. */
  readonly through: Position;
  /** Nothing has come in after `through`. */
  readonly complete: boolean;
}

export interface NoticeSources {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly sealer: Sealer;
  readonly reports: { all(): Promise<readonly MadeReport[]> };
  readonly settlements: { all(): Promise<readonly Settlement[]> };
  readonly isMunicipality: IsMunicipality;
}

const read: Readonly<Record<Audience, readonly Category[]>> = {
  'follow-up': ['schooling', 'attendance', 'kaa'], economy: ['schooling', 'document', 'person'],
};

const EVENTS_AT_ONCE = 500;
const MOST_READ = 4_000;

/**
 * What came in, for those whom it concerns, oldest first. Notices are not made and kept but read from the
 * ledger (ADR 0024): none can be lost or come late, and of what was destroyed there is none. Whom an event
 * concerns follows from what was known when it came in, so that a notice never turns up before a place that
 * somebody has looked through. A page reads so many events at the most, however few of them concern whoever
 * asks; it may have no notices and yet not be the last.
 */
export class NoticeFeed {
  private readonly ring: KeyRing;
  private readonly persons: PersonEvents;

  constructor(private readonly sources: NoticeSources) {
    const { store, vault, sealer } = sources;
    this.ring = new KeyRing(vault, sealer);
    this.persons = new PersonEvents(store, vault, sealer);
  }

  async page(asked: NoticesAsked): Promise<NoticePage> {
    const items: Notice[] = [];
    const deliveredBefore = await this.deliveries();
    let { after: through } = asked;
    for (let eventsRead = 0; eventsRead < MOST_READ;) {
      const events = await this.sources.store.readAll(
        through, { categories: read[asked.audience], limit: EVENTS_AT_ONCE });
      const opened = (await this.ring.open(events)).filter(isLegible);
      for (const some of await this.noticesOf(opened, asked, deliveredBefore)) {
        if (items.length + some.length > asked.limit && items.length > 0) {
          return { items, through, complete: false };
        }
        items.push(...some);
        through = some[0]!.position;
      }
      through = events.at(-1)?.position ?? through;
      if (events.length < EVENTS_AT_ONCE) return { items, through, complete: true };
      eventsRead += events.length;
    }
    return { items, through, complete: false };
  }

  /** By event, the notices of it. */
  private async noticesOf(
    events: readonly Legible[], asked: NoticesAsked, deliveredBefore: DeliveredBefore,
  ): Promise<Notice[][]> {
    const { audience, person } = asked;
    const about = events.filter((event) => event.person !== undefined
      && (person === undefined || person === event.person)
      && mayBeTold(audience, event, deliveredBefore));
    const last = about.at(-1);
    if (!last) return [];
    const histories = await this.persons.ofMany(
      [...new Set(about.map((event) => event.person!))], isOfBelonging, last.position);
    const { isMunicipality } = this.sources;
    const homes = new Map<string, HomesKnown>();
    return about.map((event) => {
      const id = event.person!;
      const known = homes.get(id)
        ?? new HomesKnown(histories.get(id)?.events ?? [], audience, isMunicipality);
      homes.set(id, known);
      return noticesOf(event, known, { ...asked, deliveredBefore });
    }).filter((notices) => notices.length > 0);
  }

  private async deliveries(): Promise<DeliveredBefore> {
    const [reports, settlements] = await Promise.all(
      [this.sources.reports.all(), this.sources.settlements.all()]);
    const issued = settlements.filter(({ stage }) => stage === 'issued');
    return (municipality, position) => ({
      halfYears: [...new Set(reports
        .filter((made) => made.municipality === municipality && made.position < position)
        .map(({ half }) => half))].sort(),
      settledThrough: issued.filter((made) => made.position < position)
        .map(({ through }) => through).sort().at(-1),
    });
  }
}

/** What was delivered of a municipality before a position. */
type DeliveredBefore = (municipality: string, position: Position) => Delivered;

/** Each version of a plan has a stream of its own, and says nothing of where somebody belongs. */
const isOfBelonging: Parameters<PersonEvents['ofMany']>[1] = ({ category, case: of }) =>
  ['person', 'protection', 'schooling', 'document'].includes(category)
    || (category === 'kaa' && !of.includes('/'));

const toldBy = ({ type, data }: Legible): Told => ({ type, data: data as Told['data'] });

/** Whether it may be told at all, whomever it concerns; spares reading of the persons of all others. */
const mayBeTold = (audience: Audience, event: Legible, deliveredBefore: DeliveredBefore): boolean => {
  const told = toldBy(event);
  const { municipality } = told.data;
  const delivered = event.category === 'kaa' && municipality !== undefined
    ? deliveredBefore(municipality, event.position) : { halfYears: [] };
  return isTold(audience, told, reopenedBy(told, delivered));
};

const noticesOf = (
  event: Legible, homes: HomesKnown,
  { municipality: asked, deliveredBefore }: NoticesAsked & { readonly deliveredBefore: DeliveredBefore },
): Notice[] => {
  const told = toldBy(event);
  const { id, type: kind, position, person } = event;
  return concernedBy(told, homes.before(position), homes.with(position))
    .filter((municipality) => asked === undefined || asked === municipality)
    .map((municipality) => ({
      event: id, kind, position, recordedAt: new Date(event.recordedAt).toISOString(), person: person!,
      municipality, ...reopenedBy(told, deliveredBefore(municipality, position)),
    }));
};
