import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { EventLog, LogRecord } from './event-log.js';
import type { Faults } from './faults.js';
import {
  caughtUpMessage, checkpointMessage, confirmationMessage, eventMessage, notFoundMessage, streamNameOf,
} from './messages.js';
import {
  accessDenied, invalidPosition, notReady, type StatusError, streamDeleted, unauthenticated,
} from './statuses.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const BACKWARDS = 1;
const NO_LIMIT = Number.MAX_SAFE_INTEGER;
const DEFAULT_WINDOW = 32;
const RECORDS_AHEAD = 3;

/** Answers reads and subscriptions over one log. */
export class Reading {
  /** Reads and subscriptions that are neither answered to their end nor given up by whoever asked. */
  open = 0;
  /** How many events were sent to those who follow. */
  followed = 0;
  private readonly subscriptions = new Set<ReadCall>();

  constructor(private readonly log: EventLog, private readonly faults: Faults) {}

  read(call: ReadCall): void {
    this.open += 1;
    void this.answer(call).catch((error: unknown) => {
      if (!call.cancelled) call.emit('error', error);
    }).finally(() => { this.open -= 1; });
  }

  /** Breaks off every subscription with an error; tells how many there were. */
  endSubscriptions(error: StatusError): number {
    const calls = [...this.subscriptions];
    this.subscriptions.clear();
    for (const call of calls) call.emit('error', error);
    this.log.growth.emit('grown');
    return calls.length;
  }

  private async answer(call: ReadCall): Promise<void> {
    if (this.faults.everything === 'not-ready') throw notReady();
    if (this.faults.everything === 'access-denied') throw accessDenied();
    if (this.faults.refuses(call.metadata.get('authorization')[0])) throw unauthenticated();
    const options = call.request.getOptions()!;
    if (options.hasSubscription()) return this.follow(call, options);
    this.faults.reads += 1;
    if (call.metadata.get('requires-leader')[0] !== 'true') this.faults.readsOfAnyNode += 1;
    if (this.faults.takeSilence()) return givenUp(call);
    if (this.faults.slowReadsMs > 0) await givenUp(call, this.faults.slowReadsMs);
    for (const message of this.found(options)) if (!await sent(call, message)) return;
    call.end();
  }

  private *found(options: ReadReq.Options): Generator<ReadResp> {
    const limit = Math.min(Number(options.getCount()), NO_LIMIT);
    const stream = options.getStream();
    if (!stream) {
      for (const record of this.ofLog(options, limit)) yield eventMessage(record);
      return;
    }
    const name = streamNameOf(stream);
    if (this.log.isTombstone(name)) throw streamDeleted(name);
    const records = this.log.ofStream(name);
    if (records.length === 0) yield notFoundMessage(name);
    for (const record of ofStream(records, options, limit)) yield eventMessage(record);
  }

  private ofLog(options: ReadReq.Options, limit: number): LogRecord[] {
    const all = options.getAll()!;
    const { records } = this.log;
    const isBackwards = Number(options.getReadDirection()) === BACKWARDS;
    if (isBackwards) {
      const end = all.hasPosition() ? this.indexOf(all) : all.hasStart() ? 0 : records.length;
      return records.slice(Math.max(0, end - limit), end).reverse();
    }
    const start = all.hasPosition() ? this.indexOf(all) : all.hasEnd() ? records.length : 0;
    return records.slice(start, start + limit);
  }

  /** A position within a record is none that the server gave. */
  private indexOf(all: ReadReq.Options.AllOptions): number {
    const position = BigInt(all.getPosition()!.getCommitPosition());
    const index = this.log.indexAt(position);
    if (index !== undefined) return index;
    const last = this.log.records.at(-1)!;
    if (position > last.position) return this.log.records.length;
    throw invalidPosition();
  }

  /** Begins after the position, and goes on until the caller or a fault ends it. */
  private async follow(call: ReadCall, options: ReadReq.Options): Promise<void> {
    this.subscriptions.add(call);
    call.once('cancelled', () => { this.log.growth.emit('grown'); });
    const isWanted = filterOf(options);
    const interval = checkpointInterval(options);
    await sent(call, confirmationMessage(randomUUID()));
    let next = this.startOf(options.getAll()!);
    let scanned = 0;
    let isBehind = true;
    while (this.isFollowed(call)) {
      const record = this.log.records[next];
      if (!record) {
        if (isBehind) await sent(call, caughtUpMessage());
        isBehind = false;
        if (this.log.records[next] || !this.isFollowed(call)) continue;
        await once(this.log.growth, 'grown');
        continue;
      }
      next += 1;
      scanned += 1;
      if (this.faults.checkpointsRunAhead) await this.checkpointAhead(call, next);
      if (isWanted(record)) {
        this.followed += 1;
        await sent(call, eventMessage(record));
      } else if (scanned % interval === 0) await sent(call, checkpointMessage(record.position));
    }
    this.subscriptions.delete(call);
  }

  private isFollowed(call: ReadCall): boolean {
    return !call.cancelled && this.subscriptions.has(call);
  }

  private async checkpointAhead(call: ReadCall, next: number): Promise<void> {
    const ahead = this.log.records[Math.min(next + RECORDS_AHEAD, this.log.records.length - 1)]!;
    await sent(call, checkpointMessage(ahead.position));
  }

  private startOf(all: ReadReq.Options.AllOptions): number {
    if (all.hasEnd()) return this.log.records.length;
    if (!all.hasPosition()) return 0;
    return this.log.firstIndexFrom(BigInt(all.getPosition()!.getCommitPosition()) + 1n);
  }
}

const ofStream = (records: readonly LogRecord[], options: ReadReq.Options, limit: number): LogRecord[] => {
  const from = options.getStream()!;
  const indexOf = (revision: string): number => Math.max(0, Number(revision) - (records[0]?.revision ?? 0));
  if (Number(options.getReadDirection()) !== BACKWARDS) {
    const start = from.hasRevision() ? indexOf(from.getRevision()) : from.hasEnd() ? records.length : 0;
    return records.slice(start, start + limit);
  }
  const end = from.hasRevision() ? indexOf(from.getRevision()) + 1 : from.hasStart() ? 1 : records.length;
  return records.slice(Math.max(0, end - limit), end).reverse();
};

const filterOf = (options: ReadReq.Options): ((record: LogRecord) => boolean) => {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const expression = filter.getStreamIdentifier() ?? filter.getEventType()!;
  const on = filter.hasStreamIdentifier() ? 'stream' : 'type';
  const prefixes = expression.getPrefixList();
  const pattern = new RegExp(expression.getRegex(), 'u');
  return (record) => (prefixes.length > 0
    ? prefixes.some((prefix) => record[on].startsWith(prefix)) : pattern.test(record[on]));
};

const checkpointInterval = (options: ReadReq.Options): number => {
  const filter = options.getFilter();
  const window = filter?.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  return filter ? window * filter.getCheckpointintervalmultiplier() : NO_LIMIT;
};

/** Resolves when whoever asked wants no answer any more, or a while has passed. */
const givenUp = async (call: ReadCall, afterMs?: number): Promise<void> => {
  const over = new AbortController();
  const { signal } = over;
  const waiting = [once(call, 'cancelled', { signal }), ...afterMs === undefined ? [] : [
    setTimeout(afterMs, undefined, { signal })]];
  await Promise.race(waiting);
  over.abort();
};

/** Waits while the caller does not read; false when it is gone. */
const sent = async (call: ReadCall, message: ReadResp): Promise<boolean> => {
  if (call.cancelled) return false;
  if (call.write(message)) return true;
  const waiting = new AbortController();
  const either = ['drain', 'cancelled'].map((name) => once(call, name, { signal: waiting.signal }));
  await Promise.race(either);
  waiting.abort();
  return !call.cancelled;
};
