import { kindOf } from '../../../domain/catalogue.js';
import type { Category, Event } from '../../../domain/shared/event.js';
import { Refusal } from '../../../domain/shared/refusal.js';
import type { Ledger, Target } from '../../ledger/ledger.js';
import type { EventMeta } from '../../ports/event-store.js';
import type { LineRefusal } from '../reading/read-line.js';
import type { PersonLine, PlainLine, Statement } from '../statement.js';
import { firstSight, firstSightIdentity } from './first-sight.js';
import type { KnownStream } from './known-streams.js';
import type { FoundLine } from './person-finder.js';
import { type LineCommand, recordErased, type StreamBatch } from './stream-batch.js';

/** What became of a line: something in it was new, all of it was known already, or it was refused. */
export type Outcome = 'taken' | 'known' | LineRefusal;

/** What is noted with every event of a delivery. */
export type DeliveryMeta = Pick<EventMeta, 'actor' | 'organisation' | 'correlationId'> & {
  readonly delivery: string;
};

/** Where a line came from, and where its facts belong. */
export interface LinePlace {
  readonly line: number;
  readonly meta: DeliveryMeta;
  readonly ledger: Ledger;
  streamOf(category: Category): KnownStream;
}

interface Stated {
  readonly identity: string;
  readonly events: readonly Event[];
  readonly opensStream: boolean;
}

/** A line on its way into the ledger: the commands it amounts to, each for one stream. */
export class LineInHand {
  private readonly commands: { readonly command: LineCommand; readonly stream: KnownStream }[] = [];
  private readonly batches: StreamBatch[] = [];
  private refusal: Refusal | undefined;

  private constructor(private readonly place: LinePlace) {}

  static aboutPerson(place: LinePlace, { source, statements }: PersonLine, found: FoundLine): LineInHand {
    const line = new LineInHand(place);
    const record = place.streamOf('person');
    if (record.revision < 0 && !record.isErased) {
      const events = firstSight(found.knownBy, source);
      line.add(record, { identity: firstSightIdentity(found.knownBy), events, opensStream: true });
    }
    for (const statement of statements) line.state(statement, found.join?.other);
    return line;
  }

  static plain(place: LinePlace, { statements }: PlainLine): LineInHand {
    const line = new LineInHand(place);
    for (const statement of statements) line.state(statement);
    return line;
  }

  get line(): number {
    return this.place.line;
  }

  /** Joins the batches of its streams, all of them or none. */
  joinBatches(batchOf: (stream: KnownStream) => StreamBatch): void {
    if (this.commands.some(({ stream }) => stream.isErased)) this.refusal = recordErased();
    else this.batches.push(...this.commands.map(({ stream, command }) => batchOf(stream).add(command)));
  }

  get outcome(): Outcome {
    const outcomes = this.commands.map(({ command }, index) => this.batches[index]?.outcomeOf(command));
    const refusal = this.refusal ?? outcomes.find((outcome) => outcome instanceof Refusal);
    if (refusal) return { line: this.line, code: refusal.code, field: refusal.field, rule: refusal.rule };
    return outcomes.includes('taken') ? 'taken' : 'known';
  }

  private state({ event, identity, withdraws }: Statement, joins?: string): void {
    const stream = this.place.streamOf(kindOf(event.type).category as Category);
    const target = withdraws === undefined ? undefined : this.eventIdOf(stream.target, withdraws);
    const told = target === undefined ? { joins } : { withdraws: target };
    const events = [{ type: event.type, data: { ...event.data as object, ...told } }];
    this.add(stream, { identity, events, opensStream: false });
  }

  private add(stream: KnownStream, { identity, events, opensStream }: Stated): void {
    const { meta, line, ledger } = this.place;
    const commandId = ledger.commandIdOf(stream.target, commandKey(identity));
    this.commands.push({ stream, command: { events, opensStream, meta: { ...meta, commandId, line } } });
  }

  /** The id of the event that a statement of this identity was, or will be, recorded as. */
  private eventIdOf(target: Target, identity: string): string {
    const { ledger } = this.place;
    return ledger.eventIdOf(ledger.commandIdOf(target, commandKey(identity)), 0);
  }
}

/** Apart from the keys that clients choose. */
const commandKey = (identity: string): string => `intake|${identity}`;
