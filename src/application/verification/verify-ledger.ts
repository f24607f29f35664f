import { categories, eventKinds } from '../../domain/catalogue.js';
import { checkEventData } from '../ledger/event-check.js';
import { KeyRing } from '../ledger/key-ring.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import { BEGINNING, type EventStore, type Position, type StoredEvent } from '../ports/event-store.js';
import { type Sealer, SealBroken } from '../ports/sealer.js';
import type { Vault } from '../ports/vault.js';

/** One thing that is not as it must be. Never says what an event is about. */
export interface Finding {
  readonly position: Position;
  readonly kind:
    | 'revision-gap' | 'clock-went-back' | 'unknown-type' | 'seal-broken' | 'schema-broken' | 'after-erasure'
    | 'erased-without-mark' | 'readable-after-erasure' | 'stream-not-in-vault';
}

export interface Verification {
  readonly events: number;
  readonly streams: number;
  readonly erasedEvents: number;
  readonly findings: readonly Finding[];
}

export interface VerifyOptions {
  readonly onProgress?: (events: number) => void;
  /** At most so many findings are kept; the ledger is read to its end all the same. */
  readonly keep?: number;
}

const BATCH = 2000;

/**
 * What is known of a stream while reading: its last revision, whether its end was marked, and whether what is
 * sealed in it opens.
 */
interface StreamState {
  revision: number; marked: boolean; unreadable: boolean; opens: boolean; first: Position;
}

/**
 * Reads the whole ledger and checks what must always hold: revisions without gaps, time that never goes back,
 * every payload opening under its key and fitting its schema, no unreadable stream that was not erased on a
 * decision, and no stream erased on a decision that can be read.
 */
export const verifyLedger = async (
  store: EventStore, vault: Vault, sealer: Sealer, options: VerifyOptions = {},
): Promise<Verification> => {
  const reading = new Reading(new KeyRing(vault, sealer), options.keep ?? 1000);
  for (let after: Position = BEGINNING; ;) {
    const batch = await store.readAll(after, { limit: BATCH });
    await reading.read(batch);
    options.onProgress?.(reading.events);
    if (batch.length < BATCH) return reading.result();
    after = batch.at(-1)!.position;
  }
};

class Reading {
  events = 0;
  private erasedEvents = 0;
  private lastRecordedAt = 0;
  private readonly streams = new Map<string, StreamState>();
  private readonly findings: Finding[] = [];

  constructor(private readonly ring: KeyRing, private readonly keep: number) {}

  async read(batch: readonly StoredEvent[]): Promise<void> {
    for (const stored of batch) this.checkPlace(stored);
    for (const event of await this.openAll(batch.filter(isKnown))) this.checkContent(event);
    this.events += batch.length;
  }

  result(): Verification {
    for (const { unreadable, marked, opens, first } of this.streams.values()) {
      if (unreadable && !marked) this.find(first, 'erased-without-mark');
      if (opens && marked) this.find(first, 'readable-after-erasure');
    }
    const { events, erasedEvents, findings } = this;
    return { events, streams: this.streams.size, erasedEvents, findings };
  }

  /** A batch opens in one go; where something in it is damaged, one by one, to find what. */
  private async openAll(batch: readonly StoredEvent[]): Promise<OpenedEvent[]> {
    try {
      return await this.ring.open(batch);
    } catch (error) {
      if (!damageIn(error)) throw error;
    }
    const opened: OpenedEvent[] = [];
    for (const stored of batch) opened.push(...await this.openOne(stored));
    return opened;
  }

  private async openOne(stored: StoredEvent): Promise<OpenedEvent[]> {
    try {
      return await this.ring.open([stored]);
    } catch (error) {
      const damage = damageIn(error);
      if (!damage) throw error;
      this.find(stored.position, damage);
      return [];
    }
  }

  private checkPlace(stored: StoredEvent): void {
    const { stream, revision, position, recordedAt } = stored;
    const state = this.streams.get(stream)
      ?? { revision: -1, marked: false, unreadable: false, opens: false, first: position };
    if (revision !== state.revision + 1) this.find(position, 'revision-gap');
    if (recordedAt < this.lastRecordedAt) this.find(position, 'clock-went-back');
    if (!isKnown(stored)) this.find(position, 'unknown-type');
    this.lastRecordedAt = recordedAt;
    state.revision = revision;
    this.streams.set(stream, state);
  }

  private checkContent(event: OpenedEvent): void {
    const state = this.streams.get(event.stream)!;
    if (state.marked) this.find(event.position, 'after-erasure');
    if (event.type === 'StreamErased') state.marked = true;
    const isAboutSomebody = categories[event.category].sealed;
    if (isAboutSomebody && event.person === undefined) {
      this.find(event.position, 'stream-not-in-vault');
    } else if (event.erased) {
      state.unreadable = true;
    } else if (!fitsSchema(event)) {
      this.find(event.position, 'schema-broken');
    } else if (isAboutSomebody && event.type !== 'StreamErased') {
      state.opens = true;
    }
    if (event.erased) this.erasedEvents += 1;
  }

  private find(position: Position, kind: Finding['kind']): void {
    if (this.findings.length < this.keep) this.findings.push({ position, kind });
  }
}

const knownTypes = new Set(eventKinds.map(({ type }) => type));

const isKnown = ({ stream, type }: StoredEvent): boolean =>
  knownTypes.has(type) && Object.hasOwn(categories, stream.slice(0, stream.indexOf('-')));

/** What is wrong with an event that did not open; nothing, if the fault lies elsewhere. */
const damageIn = (error: unknown): Finding['kind'] | undefined => {
  if (error instanceof SealBroken) return 'seal-broken';
  return error instanceof SyntaxError ? 'schema-broken' : undefined;
};

const fitsSchema = (event: { type: string; data: unknown }): boolean => {
  try {
    checkEventData(event);
    return true;
  } catch {
    return false;
  }
};
