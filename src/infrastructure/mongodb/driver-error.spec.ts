import {
  MongoAPIError, MongoBulkWriteError, MongoClientClosedError, MongoCompatibilityError, MongoDriverError,
  MongoErrorLabel, MongoExpiredSessionError, MongoInvalidArgumentError, MongoNetworkError,
  MongoNetworkTimeoutError, MongoNotConnectedError, MongoRuntimeError, MongoServerClosedError,
  MongoServerError, MongoServerSelectionError, MongoTopologyClosedError, MongoTransactionError,
  MongoUnexpectedServerResponseError, MongoWriteConcernError,
} from 'mongodb';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import { CommitOutcomeUnknown, isPassing, mayBeCommitted, ServerSilent, storeError } from './driver-error.js';

type Topology = ConstructorParameters<typeof MongoServerSelectionError>[1];
type Bulk = ConstructorParameters<typeof MongoBulkWriteError>;

/** The driver keeps the classes of what its pools say to itself. */
const ofPools = (name: string): Error =>
  Object.defineProperty(new MongoDriverError('told by a pool'), 'name', { value: name });
const server = (code: number, ...labels: string[]): MongoServerError =>
  new MongoServerError({ message: 'told by the server', code, errorLabels: labels });
const bulk = (error: Error): MongoBulkWriteError =>
  new MongoBulkWriteError(error, {} as Bulk[1]);
const ofTheSystem = (code: string): Error => Object.assign(new Error('read'), { code });

/** What the driver throws when a server, or the way to it, is gone. */
const ofServersGone: Readonly<Record<string, Error>> = {
  'a connection that broke': new MongoNetworkError('closed'),
  'a connection that timed out': new MongoNetworkTimeoutError('timed out'),
  'no server to be found': new MongoServerSelectionError('timed out', {} as Topology),
  'connections given up with others': Object.defineProperty(
    new MongoNetworkError('cleared'), 'name', { value: 'MongoPoolClearedError' }),
  'connections of a member that left': ofPools('MongoPoolClosedError'),
  'a member that left': new MongoServerClosedError('closed'),
  'no connection in time': ofPools('MongoWaitQueueTimeoutError'),
  'an answer that ended before it began': new MongoUnexpectedServerResponseError('no response'),
  'nobody knows what the server can': new MongoCompatibilityError('Snapshot reads require MongoDB 5.0'),
  'a broken connection, in many writes at once': bulk(new MongoNetworkError('closed')),
  'reset while much was written': ofTheSystem('ECONNRESET'),
  'broken while much was written': ofTheSystem('EPIPE'),
  'a name that leads nowhere just now': ofTheSystem('EAI_AGAIN'),
};

/** What a server says that is up, and cannot now. */
const ofServersUp: Readonly<Record<string, Error>> = {
  'not primary': server(10_107), 'no primary, or recovering': server(13_436), 'stopping': server(91),
  'stopped in the middle': server(11_600), 'interrupted': server(11_601), 'replaced': server(189),
  'a cursor of before a restart': server(43), 'a session of before a restart': server(206),
  'a plan killed by a drop': server(175), 'a snapshot not there yet': server(246),
  'not enough members': server(100), 'full': server(14_031), 'a write conflict': server(112),
  'a conflict in many writes at once': bulk(server(112)),
  'a transaction given up': server(251, MongoErrorLabel.TransientTransactionError),
  'a label alone': server(1, MongoErrorLabel.TransientTransactionError),
  'a write that may be retried': server(1, MongoErrorLabel.RetryableWriteError),
  'a majority that did not answer': new MongoWriteConcernError(
    { ok: 1, writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } }),
};

/** Of a client that is closed; nothing is tried again. */
const ofClosed: Readonly<Record<string, Error>> = {
  'never connected': new MongoNotConnectedError('not connected'), 'closed': new MongoClientClosedError(),
  'closed while a server was looked for': new MongoTopologyClosedError('closed'),
  'closed within a transaction': new MongoExpiredSessionError('ended'),
};

/** What is a mistake of the program stays one. */
const ofMistakes: Readonly<Record<string, Error>> = {
  'an argument': new MongoInvalidArgumentError('wrong'), 'a transaction': new MongoTransactionError('none'),
  'a call': new MongoAPIError('wrong'), 'the driver itself': new MongoRuntimeError('never'),
  'a command': server(59), 'anything else': new TypeError('wrong'),
};

const away = { ...ofServersGone, ...ofServersUp };

test.each(Object.keys(away))('tried again, and told as StoreUnavailable in the end: %s', (name) => {
  expect(isPassing(away[name])).toBe(true);
  expect(storeError('The vault', away[name]))
    .toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: false });
});

test('what was said of a connection is kept beside what is told, what a server answers is not', () => {
  const text = 'connect ECONNREFUSED 192.0.2.7:27017';
  const broken = [
    new MongoNetworkError(text), new MongoServerSelectionError(text, {} as Topology),
    Object.assign(new Error(text), { code: 'ECONNREFUSED' }),
    new CommitOutcomeUnknown(new MongoNetworkError(text)),
  ].map((error) => storeError('The vault', error) as StoreUnavailable);
  expect(broken.map(({ said }) => said)).toEqual(broken.map(() => text));
  expect(broken.filter(({ message }) => /192\.0\.2\.7|27017/.test(message))).toEqual([]);
  expect(Object.values(ofServersUp).map((error) => (storeError('The vault', error) as StoreUnavailable).said))
    .toEqual(Object.values(ofServersUp).map(() => undefined));
});

test.each(Object.keys(ofServersGone))('a commit may have been done: %s', (name) => {
  expect(mayBeCommitted(ofServersGone[name])).toBe(true);
});

test.each(Object.keys(ofClosed))('not tried again, and StoreUnavailable: %s', (name) => {
  expect(isPassing(ofClosed[name])).toBe(false);
  expect(storeError('The vault', ofClosed[name])).toBeInstanceOf(StoreUnavailable);
});

test.each(Object.keys(ofMistakes))('a mistake, and told as it is: %s', (name) => {
  expect(isPassing(ofMistakes[name])).toBe(false);
  expect(storeError('The vault', ofMistakes[name])).toBe(ofMistakes[name]);
});

test('a commit that nobody answered for, and a call, are told as unknown', () => {
  const unknown = [new CommitOutcomeUnknown(new MongoClientClosedError()), new ServerSilent()];
  expect(unknown.map((error) => storeError('The vault', error)))
    .toMatchObject(unknown.map(() => ({ name: 'StoreUnavailable', outcomeUnknown: true })));
});

test('that a transaction was refused is known', () => {
  expect(mayBeCommitted(server(112, MongoErrorLabel.TransientTransactionError))).toBe(false);
});
