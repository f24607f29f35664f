import { StoreRefused, StoreUnavailable } from '../../../application/ports/event-store.js';
import { isBrokenConnection } from '../../broken-connection.js';

/** What a driver's error tells. They share no class: two clients, and plain errors of gRPC beside theirs. */
interface DriverError extends Error {
  readonly type?: string;
  readonly code?: number | string;
  readonly actualVersion?: bigint | 'no_stream';
  readonly actualState?: bigint | 'no_stream';
  readonly maxAppendSize?: number;
}

/** The answer did not come in time; what was asked may have been done. */
export class NoAnswerInTime extends Error {
  constructor(readonly ms: number) {
    super(`No answer within ${ms} ms`);
    this.name = 'NoAnswerInTime';
  }
}

/** Statuses of gRPC, by their numbers: what was asked may go well later. */
const GRPC = {
  cancelled: 1, unknown: 2, deadlineExceeded: 4, aborted: 10, internal: 13, unavailable: 14, dataLoss: 15,
} as const;
const PASSING: readonly unknown[] = Object.values(GRPC);
/** What a server has no more of for now; also told of messages that are too large, which are not sent. */
const RESOURCE_EXHAUSTED = 8;
const TOO_LARGE_TEXT = /larger than max|message size/i;
const PASSING_TYPES: readonly unknown[] = [
  'unavailable', 'cancelled', 'deadline-exceeded', 'timeout', 'not-leader',
];
/** Errors that come without a code: a channel that was given up, a stream that ended, no node found. */
const PASSING_TEXTS = new RegExp([
  'Channel has been (closed|shut down)', 'Failed to discover', 'RST_STREAM', 'write after end',
  'client error \\(Connect\\)', 'transport error',
].join('|'));
/** Refusals of a server that handled nothing, which both clients tell as errors they do not know. */
const NOT_HANDLED = /Server Is (Not Ready|(Too )?Busy)|No leader info available|Leader info available/;
const NOT_WRITTEN = /ECONNREFUSED|Failed to discover/;
/** The server found a mistake in what it was asked. */
const MISTAKE = /BadRequest|MaximumAppendEventSizeExceeded/;
const POSITION_TEXTS = /position/i;

const typeOf = (error: unknown): string | undefined => (error as DriverError).type;
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether it may go well if it is tried again: server away, starting, stopping, not leading, or silent. */
export const isPassing = (error: unknown): boolean => error instanceof NoAnswerInTime
  || PASSING_TYPES.includes(typeOf(error)) || PASSING.includes((error as DriverError).code)
  || isBrokenConnection(error) || PASSING_TEXTS.test(textOf(error)) || NOT_HANDLED.test(textOf(error))
  || isOutOfSomething(error) || isUnexplained(error);

const isOutOfSomething = (error: unknown): boolean =>
  (error as DriverError).code === RESOURCE_EXHAUSTED && !TOO_LARGE_TEXT.test(textOf(error));

/** What a server answers without saying what it is about: whether it did what it was asked is to be read. */
const isUnexplained = (error: unknown): boolean =>
  typeOf(error) === 'unknown' && (error as DriverError).code === undefined && !MISTAKE.test(textOf(error));

export const isAccessDenied = (error: unknown): boolean =>
  typeOf(error) === 'access-denied' || [7, 16].includes(Number((error as DriverError).code));

export const isStreamMissing = (error: unknown): boolean => typeOf(error) === 'stream-not-found';

/** A place within an event, or beyond the end, is asked for by those who made it up. */
export const isImpossiblePosition = (error: unknown): boolean =>
  !(error instanceof NoAnswerInTime) && POSITION_TEXTS.test(textOf(error));

/** The revision a stream has instead of the expected one, -1 for none; undefined for any other error. */
export const actualRevisionIn = (error: unknown): number | undefined => {
  if (typeOf(error) !== 'wrong-expected-version') return undefined;
  const { actualVersion, actualState } = error as DriverError;
  const actual = actualVersion ?? actualState;
  return typeof actual === 'bigint' ? Number(actual) : -1;
};

/** How much a server takes in one append that refused one for its size; undefined for any other error. */
export const appendLimitIn = (error: unknown): number | undefined =>
  (typeOf(error) === 'maximum-append-size-exceeded' ? (error as DriverError).maxAppendSize : undefined);

/** Whether an append that failed so was surely not written. */
export const isSurelyNotWritten = (error: unknown): boolean =>
  typeOf(error) === 'not-leader' || NOT_HANDLED.test(textOf(error)) || NOT_WRITTEN.test(textOf(error));

/** A driver's error as the port's. What is neither passing nor refused access is a fault, and stays one. */
export const storeError = (error: unknown, outcomeUnknown: boolean): unknown => {
  if (isAccessDenied(error)) {
    const reason = 'KurrentDB refuses the credentials, or they may not read $all and write streams. Check '
      + 'the user and the password in LIGGARE_KURRENTDB_URL, and what the user may do';
    return new StoreRefused(reason, { cause: error });
  }
  if (!isPassing(error)) return error;
  if (error instanceof NoAnswerInTime) {
    const late = `KurrentDB does not answer within ${error.ms} ms`;
    return new StoreUnavailable(late, outcomeUnknown, { cause: error });
  }
  const said = textOf(error);
  return new StoreUnavailable('KurrentDB does not answer', outcomeUnknown, { cause: error, said });
};
