import {
  MongoBulkWriteError, MongoCompatibilityError, MongoError, MongoNetworkError, MongoServerError,
  MongoServerSelectionError, MongoSystemError,
} from 'mongodb';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import { isBrokenConnection } from '../broken-connection.js';

const DUPLICATE_KEY = 11_000;
const ACCESS_DENIED: readonly unknown[] = [13, 18, 8_000];
const SNAPSHOT_TOO_OLD = 239;
const OUT_OF_TIME = 50;
/** Codes of a server that stops, has just been replaced, is full, or has too much to do. */
const PASSING: readonly unknown[] = [
  6, 7, 24, 43, 50, 64, 89, 91, 100, 112, 133, 134, 175, 189, 202, 206, 225, 237, 246, 251, 262, 267, 279,
  290, 9_001, 10_107, 11_600, 11_601, 11_602, 13_435, 13_436, 14_031,
];
/** Only whoever closes the client itself has these. */
const CLOSED = [
  'MongoNotConnectedError', 'MongoTopologyClosedError', 'MongoClientClosedError', 'MongoExpiredSessionError',
];
/**
 * What the driver says, without a code and by classes that are not its network errors', of a server that went
 * while it was asked: its connections were given up, or it is not known any more what it can do.
 */
const GONE = [
  'MongoPoolClosedError', 'MongoServerClosedError', 'MongoWaitQueueTimeoutError',
  'MongoUnexpectedServerResponseError', 'MongoCompatibilityError',
];
const PASSING_LABELS = ['TransientTransactionError', 'RetryableWriteError'];

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

const hasLabel = (error: unknown, label: string): boolean =>
  error instanceof MongoError && error.hasErrorLabel(label);

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoError && codeOf(error) === DUPLICATE_KEY;

/** The server gave up what it was asked for, which took longer than it was given. */
export const isOutOfTime = (error: unknown): boolean =>
  error instanceof MongoError && codeOf(error) === OUT_OF_TIME;

/** Nobody answered whether a transaction is committed, for as long as it was asked. */
export class CommitOutcomeUnknown extends Error {
  constructor(override readonly cause: unknown) {
    super('It is not known whether a transaction was committed');
    this.name = 'CommitOutcomeUnknown';
  }
}

/** A call has gone without an answer for longer than any takes; what it asked for may be done or not. */
export class ServerSilent extends Error {
  constructor() {
    super('A call was not answered');
    this.name = 'ServerSilent';
  }
}

/**
 * Whether a commit that failed so may have been done. The driver says so by a label, but not of connections
 * that broke together with others: those errors have no label at all.
 */
export const mayBeCommitted = (error: unknown): boolean =>
  isBroken(error) || isClosed(error) || hasLabel(error, 'UnknownTransactionCommitResult');

export const isAccessDenied = (error: unknown): boolean =>
  error instanceof MongoError && ACCESS_DENIED.includes(codeOf(error));

/**
 * No connection, or one that broke; errors of several writes at once hide which it was. What breaks while
 * much is written comes as the system's own error.
 */
const isBroken = (error: unknown): boolean => isBrokenConnection(error)
  || error instanceof MongoNetworkError || error instanceof MongoSystemError || isGone(error)
  || (error instanceof MongoBulkWriteError && codeOf(error) === undefined);

const isGone = (error: unknown): boolean =>
  error instanceof MongoError && !(error instanceof MongoServerError) && GONE.includes(error.name);

/** At the start, the server is too old for what is asked. Later it went, and nobody knows what it can. */
export const isTooOld = (error: unknown): boolean => error instanceof MongoCompatibilityError;

/** Whether it may go well if it is tried again: server away, stopping, electing, silent or full. */
export const isPassing = (error: unknown): boolean =>
  isBroken(error) || (error instanceof MongoError && PASSING.includes(codeOf(error)))
  || PASSING_LABELS.some((label) => hasLabel(error, label));

/** A driver's error as the port's; without it where it tells values. What is not passing stays as it is. */
export const storeError = (what: string, error: unknown): unknown => {
  const told = (reason: string, outcomeUnknown = false): StoreUnavailable =>
    new StoreUnavailable(`${what}: ${reason}`, outcomeUnknown, { cause: error, said: saidOf(error) });
  if (error instanceof CommitOutcomeUnknown) return told(reasonOf(error.cause), true);
  if (error instanceof ServerSilent) return told(reasonOf(error), true);
  if (error instanceof MongoError && codeOf(error) === SNAPSHOT_TOO_OLD) {
    return told('reading took longer than MongoDB keeps what was (minSnapshotHistoryWindowInSeconds)');
  }
  if (isDuplicateKey(error)) return new StoreUnavailable(`${what}: others always write the same`, false);
  if (isPassing(error)) return told(reasonOf(error));
  return isClosed(error) ? told('it is closed') : error;
};

/** Nothing can be asked of the client any more. */
export const isClosed = (error: unknown): boolean =>
  error instanceof MongoError && CLOSED.includes(error.name);

/** Of a connection only: what the server answers may quote values. */
const saidOf = (error: unknown): string | undefined => {
  if (error instanceof CommitOutcomeUnknown) return saidOf(error.cause);
  const isOfConnection = error instanceof MongoNetworkError || error instanceof MongoServerSelectionError
    || isBrokenConnection(error);
  return isOfConnection ? (error as Error).message : undefined;
};

const reasonOf = (error: unknown): string => {
  const code = codeOf(error);
  return typeof code === 'number' ? `MongoDB answers with code ${code}`
    : `MongoDB does not answer (${(error as Error).name})`;
};
