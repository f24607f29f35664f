import type { Legible, OpenedEvent } from '../../application/ledger/opened-event.js';
import type { Clock } from '../../application/ports/clock.js';
import { BEGINNING, type Position } from '../../application/ports/event-store.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import type { Batch } from './batch.js';
import type { Changes } from './changes.js';
import { Contributor } from './contributor.js';
import { Documents } from './documents.js';
import { checkpointOf, foldedOf, type Generation } from './generation.js';
import type { Opened, Unreadable } from './opening.js';
import { ParkedSubjects } from './parking.js';
import type { Projection } from './projection.js';
import { ReferenceValues } from './reference-values.js';
import type { ContributedAlike, Entry } from './stored-document.js';

export interface FoldOptions {
  readonly readStore: ReadStore;
  readonly clock: Clock;
  /** The most documents of a generation that are kept in memory between commits. */
  readonly cachedDocuments: number;
}

const EVENTS = 'events';

/**
 * Folds events into the documents of one generation, in memory. What changed is written to `Changes`; once
 * those are committed `written` is called. When a commit fails, `load` forgets everything that was not
 * committed.
 */
export class GenerationFold {
  readonly documents: Documents;
  readonly parked: ParkedSubjects;
  readonly references: ReferenceValues;
  private readonly contributor: Contributor;
  private readonly handled: ReadonlySet<string>;
  /** Something was erased, and is to be scrubbed from the store once that is committed. */
  hasErased = false;
  /** How many events were folded. */
  events = 0;
  private committedEvents = 0;
  private committed: Position = BEGINNING;
  private reached: Position = BEGINNING;

  constructor(
    readonly projection: Projection, readonly generation: Generation, private readonly options: FoldOptions,
  ) {
    const { readStore, clock, cachedDocuments } = options;
    const haveAlike = projection.alike !== undefined;
    this.documents = new Documents(readStore, generation.name, cachedDocuments, haveAlike);
    this.parked = new ParkedSubjects(readStore, generation.name, clock);
    this.references = new ReferenceValues(readStore, generation.name, projection.references);
    this.contributor = new Contributor(projection, generation.name, () => this.references.values);
    this.handled = new Set(projection.handles.map(({ type }) => type));
  }

  /** The position that is committed: everything up to it is in the read store. */
  get checkpoint(): Position {
    return this.committed;
  }

  /** Begins, or begins again, with what is committed. */
  async load(): Promise<void> {
    this.documents.clear();
    await this.parked.load();
    await this.references.load();
    const { readStore } = this.options;
    const [folded] = await readStore.sums(foldedOf(this.generation.name), EVENTS);
    this.events = folded?.value ?? 0;
    this.committedEvents = this.events;
    this.committed = await readStore.checkpoint(checkpointOf(this.generation.name));
    this.reached = this.committed;
    this.hasErased = false;
  }

  wants(type: string): boolean {
    return this.handled.has(type) || this.references.handles(type);
  }

  /** Folds what is new in a batch. */
  async take(batch: Batch): Promise<void> {
    if (batch.end <= this.reached) return;
    const refolded = this.subjectsToRefold(batch);
    const isNew = ({ position }: { position: Position }): boolean => position > this.reached;
    for (const unreadable of batch.unreadable.filter(isNew)) this.parkUnreadable(unreadable);
    const events = batch.events.filter(isNew);
    this.events += events.filter(({ type }) => this.wants(type)).length;
    this.takeReferences(events);
    await this.takeDocuments(events, refolded);
    for (const key of refolded) await this.refold(key, [await batch.history(key)], batch.end, 'forget');
    this.reached = batch.end;
  }

  /** Folds references alone, or one of them. */
  takeReferences(events: readonly OpenedEvent[], only?: string): void {
    for (const event of events) if (!event.erased) this.references.take(event, this.parked, only);
  }

  /** Folds events into the documents they belong to, but for some; those of parked documents wait. */
  async takeDocuments(
    events: readonly OpenedEvent[], except: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    const byKey = this.byKey(events);
    for (const [key, waiting] of byKey) {
      if (!except.has(key) && !this.parked.has(key)) continue;
      if (!except.has(key)) this.parked.wait(key, waiting.length);
      byKey.delete(key);
    }
    await this.documents.load([...byKey.keys()]);
    for (const [key, ofKey] of byKey) this.evolve(key, ofKey);
  }

  /**
   * Makes a document anew from all there is about it in the ledger; where there is nothing, it is removed.
   * If that fails, the document as it was is kept, or forgotten as well.
   */
  async refold(
    key: string, history: Iterable<Opened> | AsyncIterable<Opened>, end: Position,
    onFailure: 'keep' | 'forget',
  ): Promise<void> {
    await this.documents.load([key]);
    this.restart(key, onFailure);
    for await (const part of history) {
      this.goOn(key, part, end);
      if (this.parked.has(key)) return;
    }
  }

  /** The same for a document that is loaded, from its whole history; if that fails, it is forgotten. */
  remake(key: string, history: Opened, end: Position): void {
    this.restart(key, 'forget');
    this.goOn(key, history, end);
  }

  /** Makes a document that nobody had yet. */
  make(key: string, history: Opened, end: Position): void {
    this.remake(key, history, end);
    this.events += history.events.filter(({ type }) => this.wants(type)).length;
  }

  /** Everything up to a position is folded, in whatever way. */
  reach(position: Position): void {
    this.reached = position;
  }

  /** Whom the event is about waits for better times, unless the projection does not look into events. */
  parkUnreadable(unreadable: Unreadable): void {
    if (this.wants(unreadable.type) && this.projection.reads !== 'envelopes') this.parkSubject(unreadable);
  }

  /** The event's person, where that is known, or else its stream. */
  private parkSubject({ position, stream, person, error }: Omit<Unreadable, 'type'>): void {
    if (this.projection.aboutPersons && person !== undefined) this.parkDocument(person, position, error);
    else this.parked.park('stream', stream, position, error);
  }

  /** Writes these changed documents, and what they contribute now. */
  write(keys: readonly string[], changes: Changes): void {
    for (const key of keys) {
      const entry = this.documents.entry(key);
      if (this.contribute(key, entry, changes) !== 'failed') this.contributor.write(key, entry, changes);
    }
  }

  /** Lets a document that did not change contribute anew, and writes it if that made a difference. */
  contributeAnew(key: string, entry: Entry, changes: Changes): void {
    if (this.parked.has(key)) return;
    if (this.contribute(key, entry, changes) === 'changed') this.contributor.write(key, entry, changes);
  }

  /**
   * Makes anew what follows from what documents have alike: what is to be changed of each, recorded for an
   * empty key. Throws where the projection fails to.
   */
  alikeAnew(alike: ContributedAlike): Changes {
    return this.contributor.alikeAnew(alike);
  }

  /** References, parked subjects and the checkpoint: what goes with the last documents of a batch. */
  writeRest(changes: Changes): void {
    this.references.writeTo(changes);
    this.parked.writeTo(changes);
    changes.add(foldedOf(this.generation.name), EVENTS, this.events - this.committedEvents);
    changes.checkpoint(checkpointOf(this.generation.name), this.reached);
  }

  restWritten(): void {
    this.references.written();
    this.parked.written();
    this.hasErased = false;
    this.committedEvents = this.events;
    this.committed = this.reached;
  }

  private subjectsToRefold({ erasures, joins }: Batch): Set<string> {
    const subjects = new Set<string>();
    if (!this.projection.aboutPersons) return subjects;
    for (const { person, position } of erasures) {
      if (position > this.reached && position > this.generation.bornAt) subjects.add(person);
    }
    this.hasErased ||= subjects.size > 0;
    for (const { position, survivors, gone } of joins) {
      if (position <= this.reached) continue;
      // Whoever is gone may have no document and still be missing from the survivor's: while a generation is
      // built the vault may join two of whom one was made before that, and the other was not made any more.
      for (const person of [...survivors, ...gone]) subjects.add(person);
    }
    return subjects;
  }

  private restart(key: string, onFailure: 'keep' | 'forget'): void {
    this.parked.release(key);
    this.documents.restart(key, onFailure);
  }

  private goOn(key: string, { events, unreadable }: Opened, end: Position): void {
    const broken = unreadable.find(({ type }) => this.handled.has(type));
    if (broken) return this.parkDocument(key, end, broken.error);
    const ofKey = this.byKey(events).get(key);
    if (ofKey && !this.parked.has(key)) this.evolve(key, ofKey);
  }

  private parkDocument(key: string, position: Position, error: unknown): void {
    this.parked.park('document', key, position, error);
    this.documents.giveUp(key);
  }

  private byKey(events: readonly OpenedEvent[]): Map<string, OpenedEvent[]> {
    const byKey = new Map<string, OpenedEvent[]>();
    for (const event of events) {
      if (!this.handled.has(event.type) || (event.erased && this.projection.reads !== 'envelopes')) continue;
      for (const key of this.keysOf(event)) {
        const ofKey = byKey.get(key);
        if (ofKey) ofKey.push(event);
        else byKey.set(key, [event]);
      }
    }
    return byKey;
  }

  /** Only projections that handle erased events are given any. */
  private keysOf(event: OpenedEvent): readonly string[] {
    try {
      return this.projection.keys(event as Legible);
    } catch (error) {
      this.parkSubject({ ...event, person: event.person, error });
      return [];
    }
  }

  private evolve(key: string, events: readonly OpenedEvent[]): void {
    let position = this.reached;
    try {
      const entry = this.documents.entry(key);
      let document = entry.document ?? this.projection.init(key);
      for (const event of events) {
        position = event.position;
        document = this.projection.evolve(document, event as Legible);
      }
      if (events.length > 0) this.documents.change(key, document);
    } catch (error) {
      this.parkDocument(key, position, error);
    }
  }

  private contribute(key: string, entry: Entry, changes: Changes): 'changed' | 'unchanged' | 'failed' {
    if (entry.document === undefined) return 'unchanged';
    try {
      const contribution = this.projection.contribute(entry.document, this.references.values, key);
      return this.contributor.take(key, entry, contribution, changes) ? 'changed' : 'unchanged';
    } catch (error) {
      this.parkDocument(key, this.reached, error);
      return entry.mustForget ? 'unchanged' : 'failed';
    }
  }
}
