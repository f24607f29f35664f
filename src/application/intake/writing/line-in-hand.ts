import { IdentityNumberAdded } from '../../../domain/person/events.js';
import type { Event } from '../../../domain/shared/event.js';
import type { IdentityNumber } from '../../../domain/shared/identity-number.js';
import type { Refusal } from '../../../domain/shared/refusal.js';
import type { Ledger, Target } from '../../ledger/ledger.js';
import { recordErased } from '../../ledger/not-recorded.js';
import type { EventMeta } from '../../ports/event-store.js';
import type { LineRefusal } from '../reading/read-line.js';
import type { PersonLine, Statement } from '../statement.js';
import { firstSight, firstSightIdentity } from './first-sight.js';
import type { KnownStream } from './known-streams.js';
import type { LineCommand, StreamBatch } from './stream-batch.js';

/** What became of a line: something in it was new, all of it was known already, or it was refused. */
export type Outcome = 'taken' | 'known' | LineRefusal;

/** What is noted with every event of a delivery. */
export type DeliveryMeta = Pick<EventMeta, 'actor' | 'organisation' | 'correlationId'> & {
  readonly delivery: string;
};

/** The setting of all lines of a delivery. */
export interface LineSetting {
  readonly meta: DeliveryMeta;
  readonly ledger: Ledger;
}

/** Gives the batch of a stream. */
export type BatchOf = (stream: KnownStream) => StreamBatch;

/** A line on its way into the ledger: the commands it amounts to, each for one stream. */
export class LineInHand {
  private readonly commands: LineCommand[] = [];
  private readonly streams: KnownStream[] = [];
  private refusal: Refusal | undefined;

  constructor(readonly line: number, private readonly setting: LineSetting) {}

  /** The first sight of a person, for a record that seems empty. */
  meet(record: KnownStream, knownBy: IdentityNumber, source: PersonLine['source']): void {
    if (record.content.revision >= 0 || record.isErased) return;
    this.add(record, firstSightIdentity(knownBy), firstSight(knownBy, source), true);
  }

  /** @param other whom an identity number of the line turned out to belong to, too */
  state(stream: KnownStream, { event, identity, withdraws }: Statement, other?: string): void {
    const target = withdraws === undefined ? undefined : this.eventIdOf(stream.target, withdraws);
    const joins = event.type === IdentityNumberAdded.type ? other : undefined;
    const more = target === undefined ? joins && { joins } : { withdraws: target };
    this.add(stream, identity, [more ? told(event, more) : event], false);
  }

  /** Joins the batches of its streams: all of them, or none if a record was erased. */
  joinBatches(batchOf: BatchOf): void {
    if (this.streams.some(({ isErased }) => isErased)) this.refusal = recordErased();
    else this.commands.forEach((command, index) => batchOf(this.streams[index]!).add(command));
  }

  get outcome(): Outcome {
    const refusal = this.refusal ?? this.commands.map(({ outcome }) => outcome).find(isRefusal);
    if (refusal) return { line: this.line, code: refusal.code, field: refusal.field, rule: refusal.rule };
    return this.commands.some(({ outcome }) => outcome === 'taken') ? 'taken' : 'known';
  }

  private add(stream: KnownStream, identity: string, events: readonly Event[], opensStream: boolean): void {
    const { meta, ledger } = this.setting;
    const commandId = ledger.commandIdOf(stream.target, commandKey(identity));
    this.streams.push(stream);
    const told = { ...meta, commandId, line: this.line };
    this.commands.push({ events, opensStream, meta: told, outcome: 'known' });
  }

  /** The id of the event that a statement of this identity was, or will be, recorded as. */
  private eventIdOf(target: Target, identity: string): string {
    const { ledger } = this.setting;
    return ledger.eventIdOf(ledger.commandIdOf(target, commandKey(identity)), 0);
  }
}

const isRefusal = (outcome: LineCommand['outcome']): outcome is Refusal => typeof outcome === 'object';

/** The event, with what only the writer can know of it. */
const told = ({ type, data }: Event, more: { readonly withdraws?: string; readonly joins?: string }): Event =>
  ({ type, data: { ...data as object, ...more } });

/** Apart from the keys that clients choose. */
const commandKey = (identity: string): string => `intake|${identity}`;
