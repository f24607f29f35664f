import type {
  AppendResp, BatchAppendResp, ReadResp as ReadRespType,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected, LogRecord, Outcome, Proposed } from './event-log.js';

const TICKS_PER_MS = 10_000n;

type Wire = {
  getId(): UUID | undefined;
  getMetadataMap(): { get(name: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
};

export const proposedOf = (message: Wire): Proposed => ({
  id: uuidText(message.getId()!),
  type: message.getMetadataMap().get('type')!,
  contentType: message.getMetadataMap().get('content-type')!,
  data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8(),
});

export const uuidText = (uuid: UUID): string => {
  const structured = uuid.getStructured();
  if (!structured) return uuid.getString();
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

type WithExpectation = { hasNoStream(): boolean; hasAny(): boolean; hasStreamExists(): boolean };

export const expectedOf = (options: WithExpectation, revision: () => string): Expected => {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'exists';
  return options.hasAny() ? 'any' : Number(revision());
};

export const streamNameOf = (options: {
  getStreamIdentifier(): { getStreamName_asU8(): Uint8Array } | undefined;
}): string => Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8');

const identifier = (stream: string) => {
  const made = new shared.StreamIdentifier();
  made.setStreamName(Uint8Array.from(Buffer.from(stream)));
  return made;
};

interface Placed {
  setCommitPosition(position: string): unknown;
  setPreparePosition(position: string): unknown;
}

/** Says where in the log something is: both numbers are the same for what is no part of a transaction. */
const placed = <M extends Placed>(message: M, position: bigint): M => {
  message.setCommitPosition(String(position));
  message.setPreparePosition(String(position));
  return message;
};

export const eventMessage = (record: LogRecord): ReadRespType => {
  const recorded = placed(new streams.ReadResp.ReadEvent.RecordedEvent(), record.position);
  const id = new shared.UUID();
  id.setString(record.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(identifier(record.stream));
  recorded.setStreamRevision(String(record.revision));
  recorded.getMetadataMap().set('type', record.type);
  recorded.getMetadataMap().set('content-type', record.contentType);
  recorded.getMetadataMap().set('created', String(BigInt(record.createdMs) * TICKS_PER_MS));
  recorded.setCustomMetadata(record.metadata);
  recorded.setData(record.data);
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(record.position));
  const message = new streams.ReadResp();
  message.setEvent(event);
  return message;
};

export const notFoundMessage = (stream: string): ReadRespType => {
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifier(stream));
  const message = new streams.ReadResp();
  message.setStreamNotFound(notFound);
  return message;
};

export const confirmationMessage = (id: string): ReadRespType => {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(id);
  const message = new streams.ReadResp();
  message.setConfirmation(confirmation);
  return message;
};

/**
 * The generated classes of both clients share one global name, so that where both are loaded the newer write
 * the older's messages: they ask these two for what they do not have.
 */
const withoutTime = <T extends object>(message: T): T =>
  Object.assign(message, { getTimestamp: () => undefined, getPosition: () => undefined });

export const checkpointMessage = (position: bigint): ReadRespType => {
  const message = new streams.ReadResp();
  message.setCheckpoint(withoutTime(placed(new streams.ReadResp.Checkpoint(), position)));
  return message;
};

export const caughtUpMessage = (): ReadRespType => {
  const message = new streams.ReadResp();
  message.setCaughtUp(withoutTime(new streams.ReadResp.CaughtUp()));
  return message;
};

type Answered = Exclude<Outcome, { kind: 'too-large' | 'deleted' }>;

export const appendMessage = (outcome: Answered): AppendResp => {
  const message = new streams.AppendResp();
  if (outcome.kind === 'written') {
    const success = new streams.AppendResp.Success();
    success.setCurrentRevision(String(outcome.revision));
    success.setPosition(placed(new streams.AppendResp.Position(), outcome.position));
    message.setSuccess(success);
    return message;
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.actual < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(outcome.actual));
  message.setWrongExpectedVersion(wrong);
  return message;
};

export const batchMessage = (
  correlation: UUID, stream: string, expected: Expected, outcome: Answered,
): BatchAppendResp => {
  const message = batchAnswer(correlation, stream);
  if (outcome.kind === 'written') {
    const success = new streams.BatchAppendResp.Success();
    success.setCurrentRevision(String(outcome.revision));
    success.setPosition(placed(new shared.AllStreamPosition(), outcome.position));
    message.setSuccess(success);
    return message;
  }
  const wrong = new shared.WrongExpectedVersion();
  if (outcome.actual < 0) wrong.setCurrentNoStream(new emptyPb.Empty());
  else wrong.setCurrentStreamRevision(String(outcome.actual));
  if (typeof expected === 'number') wrong.setExpectedStreamPosition(String(expected));
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new emptyPb.Empty());
  else if (expected === 'any') wrong.setExpectedAny(new emptyPb.Empty());
  else wrong.setExpectedStreamExists(new emptyPb.Empty());
  message.setError(batchError('Wrong Expected Version', 'WrongExpectedVersion', wrong.serializeBinary()));
  return message;
};

/** The driver knows no such detail, and says that it could not recognise the message. */
export const batchNotReady = (correlation: UUID, stream: string): BatchAppendResp => {
  const message = batchAnswer(correlation, stream);
  message.setError(batchError('Server Is Not Ready', 'BadRequest', new Uint8Array()));
  return message;
};

export const batchBadRequest = (correlation: UUID, stream: string): BatchAppendResp => {
  const message = batchAnswer(correlation, stream);
  message.setError(batchError('BadRequest', 'BadRequest', new Uint8Array()));
  return message;
};

export const batchTooLate = (correlation: UUID, stream: string): BatchAppendResp => {
  const message = batchAnswer(correlation, stream);
  message.setError(batchError('Timeout', 'Timeout', new Uint8Array()));
  return message;
};

export const batchDeleted = (correlation: UUID, stream: string): BatchAppendResp => {
  const message = batchAnswer(correlation, stream);
  const deleted = new shared.StreamDeleted();
  deleted.setStreamIdentifier(identifier(stream));
  message.setError(batchError('Stream Deleted', 'StreamDeleted', deleted.serializeBinary()));
  return message;
};

const batchAnswer = (correlation: UUID, stream: string): BatchAppendResp => {
  const message = new streams.BatchAppendResp();
  message.setCorrelationId(correlation);
  message.setStreamIdentifier(identifier(stream));
  return message;
};

const batchError = (text: string, detail: string, bytes: Uint8Array) => {
  const details = new anyPb.Any();
  details.pack(bytes, `event_store.client.${detail}`);
  const error = new statuses.Status();
  error.setMessage(text);
  error.setDetails(details);
  return error;
};
