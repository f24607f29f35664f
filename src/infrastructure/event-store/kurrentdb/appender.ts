import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AppendResult, EventTooLarge, type EventToAppend, WrongExpectedRevision,
} from '../../../application/ports/event-store.js';
import { APPEND_WITHIN_MS, type Driver } from './driver.js';
import {
  actualRevisionIn, appendLimitIn, isPassing, isSurelyNotWritten, storeError,
} from './driver-error.js';
import { bytesOf, encoded } from './event-format.js';
import type { LogReader } from './log-reader.js';
import { isPossible, positionText } from './position-text.js';
import { inTime, RETRY_AFTER_MS } from './retrying.js';

/** So many appends of several events are taken at the server's word before one is looked at. */
const LOOKED_AT_EVERY = 100;

/**
 * Appends, always at an exact revision. Where the outcome of an attempt is unknown, it first reads whether
 * the events are there, and only then tries again, with the same ids.
 */
export class Appender {
  /** Of several events at once, so many appends. */
  private ofSeveral = 0;
  /** Whether the server tells of several events where the last is, as far as was seen. */
  private isLastTold = true;

  constructor(
    private readonly driver: Driver,
    private readonly reader: LogReader,
    private readonly streamName: (stream: string) => string,
    private readonly deadlineMs: number,
  ) {}

  async append(
    stream: string, expectedRevision: number, events: readonly EventToAppend[], recordedAt?: number,
  ): Promise<AppendResult> {
    const written = encoded(events, recordedAt);
    const once = (): Promise<AppendResult> =>
      this.attempt(stream, expectedRevision, events, () => this.driver.append(
        this.streamName(stream), expectedRevision, written, APPEND_WITHIN_MS,
      ).catch((error: unknown) => {
        const limit = appendLimitIn(error);
        throw limit === undefined ? error : new EventTooLarge(bytesOf(written), limit);
      }));
    try {
      return await once();
    } catch (error) {
      if (!isPassing(error)) throw storeError(error, false);
      return this.findOut(stream, expectedRevision, events, once, error);
    }
  }

  private async attempt(
    stream: string, expected: number, events: readonly EventToAppend[],
    call: () => ReturnType<Driver['append']>,
  ): Promise<AppendResult> {
    const count = events.length;
    const seenBefore = this.reader.newestSeen;
    const answered = await inTime(call(), this.deadlineMs).catch((error: unknown) => {
      const actual = actualRevisionIn(error);
      if (actual === undefined) throw error;
      throw new WrongExpectedRevision(stream, expected, actual);
    });
    const { nextExpectedRevision, position } = answered;
    const revision = Number(nextExpectedRevision);
    if (revision !== expected + count) {
      const earlier = await this.earlier(stream, expected, events);
      if (earlier) return earlier; // which revision is told of what is there already was not measured
      throw new Error(`A stream was deleted outside of the ledger, and goes on at revision ${revision}`);
    }
    const told = position && isPossible(position) ? positionText(position) : undefined;
    if (told !== undefined && (count === 1 || this.isTrusted(told > seenBefore))) {
      return { revision, position: told };
    }
    const [last] = await this.reader.stream(stream, revision, 1);
    if (told !== last!.position) this.isLastTold = false;
    return { revision, position: last!.position };
  }

  /**
   * Of which of several events the server tells the position was never measured, of new ones or of those that
   * are appended again. So it is looked at once, and now and then again, and wherever the events may be old;
   * a server that tells another position than the last event's is never trusted after.
   */
  private isTrusted(isNew: boolean): boolean {
    const isLookedAt = this.ofSeveral % LOOKED_AT_EVERY === 0;
    this.ofSeveral += 1;
    return isNew && this.isLastTold && !isLookedAt;
  }

  private async findOut(
    stream: string, expected: number, events: readonly EventToAppend[], again: () => Promise<AppendResult>,
    first: unknown,
  ): Promise<AppendResult> {
    let outcomeUnknown = !isSurelyNotWritten(first);
    let failure = first;
    for (const delayMs of RETRY_AFTER_MS) {
      await sleep(delayMs);
      try {
        return await this.earlier(stream, expected, events) ?? await again();
      } catch (error) {
        if (!isPassing(error)) throw storeError(error, false);
        outcomeUnknown ||= !isSurelyNotWritten(error);
        failure = error;
      }
    }
    throw storeError(failure, outcomeUnknown);
  }

  /** The result, if these very events are where the append wants them; undefined if nothing is there yet. */
  private async earlier(
    stream: string, expected: number, events: readonly EventToAppend[],
  ): Promise<AppendResult | undefined> {
    const there = await inTime(
      this.reader.stream(stream, expected + 1, events.length), this.deadlineMs);
    if (there.length !== events.length) return undefined;
    const last = there.at(-1)!;
    const isOurs = there.every(({ id, revision }, index) =>
      id === events[index]!.id && revision === expected + 1 + index);
    return isOurs ? { revision: last.revision, position: last.position } : undefined;
  }
}
