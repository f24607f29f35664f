import {
  AccessDeniedError, CancelledError, DeadlineExceededError, NotFoundError, StreamDeletedError, TimeoutError,
  UnavailableError, UnknownError,
} from '@eventstore/db-client';
import { type ServiceError, status } from '@grpc/grpc-js';
import { StoreUnavailable } from '../../../application/ports/event-store.js';
import { isPassing, isSurelyNotWritten, NoAnswerInTime, storeError } from './driver-error.js';

const grpc = (code: status, details: string): ServiceError =>
  Object.assign(new Error(`${code} ${details}`), { code, details }) as unknown as ServiceError;
/** As both clients tell what comes over the shared stream of appends: with neither code nor class. */
const unrecognized = (text: string): Error => new UnknownError(undefined, `Could not recognize ${text}`);
/** As the native part of the newer client tells its errors. */
const named = (type: string, message: string): Error => Object.assign(new Error(message), { type });

/** Whether the append was done is unknown. */
const unknown: Readonly<Record<string, Error>> = {
  'no answer in time': new NoAnswerInTime(1),
  'a server that went': new UnavailableError(grpc(status.UNAVAILABLE, 'Connection dropped')),
  'the same as gRPC tells it': grpc(status.UNAVAILABLE, 'Connection dropped'),
  'a call that was cancelled': new CancelledError(grpc(status.CANCELLED, 'Call cancelled')),
  'cancelled by this side': new UnknownError(grpc(status.CANCELLED, 'Cancelled on client')),
  'a deadline': new DeadlineExceededError(grpc(status.DEADLINE_EXCEEDED, 'Deadline exceeded')),
  'a deadline, over the shared stream': new DeadlineExceededError(),
  'an operation that timed out': new TimeoutError(grpc(status.ABORTED, 'Operation timed out')),
  'a reader that was too slow': grpc(status.ABORTED, 'Consumer too slow'),
  'a stream that was reset': new UnknownError(grpc(status.INTERNAL, 'Received RST_STREAM with code 2')),
  'the same where no code is told': new Error('Received RST_STREAM with code 2'),
  'a fault of the server': new UnknownError(grpc(status.INTERNAL, 'Unhandled exception')),
  'a handler that failed': new UnknownError(grpc(status.UNKNOWN, 'Exception was thrown by handler.')),
  'a stream cut in the middle': new UnknownError(grpc(status.DATA_LOSS, 'cut')),
  'too much at once': new UnknownError(grpc(status.RESOURCE_EXHAUSTED, 'Bandwidth exhausted')),
  'no word of what it was': new UnknownError(),
  'written after the stream ended': new Error('write after end'),
  'a channel that was given up': new Error('Channel has been shut down'),
  'a connection reset': Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  'a session that is over': Object.assign(new Error('invalid'), { code: 'ERR_HTTP2_INVALID_SESSION' }),
  'told by the native client': named('unknown', 'transport error'),
};

/** The append was not done. */
const notDone: Readonly<Record<string, Error>> = {
  'a server that starts': unrecognized('Server Is Not Ready'),
  'a server with too much to do': unrecognized('Server Is Too Busy'),
  'the same, over the shared stream': unrecognized('Server Is Busy'),
  'no leader': unrecognized('No leader info available in response'),
  'not the leader': unrecognized('Leader info available'),
  'not the leader, by its class': named('not-leader', 'Leader info available at other:2113'),
  'nobody listens': new UnavailableError(grpc(status.UNAVAILABLE, 'connect ECONNREFUSED 127.0.0.1:1')),
  'no node found': new Error('Failed to discover after 10 attempts.'),
};

const mistakes: Readonly<Record<string, Error>> = {
  'what the server cannot read': unrecognized('BadRequest'),
  'an event over a limit of its own, which servers have from 25.1 on':
    unrecognized('MaximumAppendEventSizeExceeded'),
  'a stream that was deleted': StreamDeletedError.fromStreamName('a'),
  'nothing of the name': new NotFoundError(grpc(status.NOT_FOUND, 'none')),
  'a message that is too large': new UnknownError(
    grpc(status.RESOURCE_EXHAUSTED, 'Received message larger than max (18000000 vs. 17825792)')),
  'a method the server does not have': grpc(status.UNIMPLEMENTED, 'unimplemented'),
  'anything else': new TypeError('wrong'),
};

test.each(Object.keys(unknown))('tried again, and it is read first whether it was written: %s', (name) => {
  const error = unknown[name];
  expect([isPassing(error), isSurelyNotWritten(error)]).toEqual([true, false]);
  expect(storeError(error, true)).toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: true });
});

test.each(Object.keys(notDone))('tried again, and surely not written: %s', (name) => {
  const error = notDone[name];
  expect([isPassing(error), isSurelyNotWritten(error)]).toEqual([true, true]);
  expect(storeError(error, false)).toBeInstanceOf(StoreUnavailable);
});

const passing = { ...unknown, ...notDone };

test.each(Object.keys(passing))('told without what the driver said, which is kept: %s', (name) => {
  const error = passing[name]!;
  const told = storeError(error, false) as StoreUnavailable;
  expect(told.message).toMatch(/^KurrentDB does not answer( within 1 ms)?$/);
  expect(told.said).toBe(error instanceof NoAnswerInTime ? undefined : error.message);
});

test.each(Object.keys(mistakes))('a mistake, and told as it is: %s', (name) => {
  expect(isPassing(mistakes[name])).toBe(false);
  expect(storeError(mistakes[name], false)).toBe(mistakes[name]);
});

test('refused access is not tried again, and StoreUnavailable', () => {
  const error = new AccessDeniedError(grpc(status.UNAUTHENTICATED, 'Access Denied'));
  expect([isPassing(error), storeError(error, false)]).toEqual([false, expect.any(StoreUnavailable)]);
});
