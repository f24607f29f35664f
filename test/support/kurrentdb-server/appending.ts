import type {
  sendUnaryData, ServerDuplexStream, ServerReadableStream,
} from '@grpc/grpc-js';
import type {
  AppendReq, AppendResp, BatchAppendReq, BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { EventLog, Expected, Outcome, Proposed } from './event-log.js';
import type { AppendFault, Faults } from './faults.js';
import {
  appendMessage, batchBadRequest, batchDeleted, batchMessage, batchNotReady, batchTooLate, expectedOf,
  proposedOf, streamNameOf,
} from './messages.js';
import {
  accessDenied, notLeader, notReady, reset, type StatusError, streamDeleted, tookTooLong, tooLarge,
  unauthenticated,
} from './statuses.js';

/** Where a server that is not the leader says that the leader is. */
export type Leader = { readonly host: string; readonly port: number };

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type Open = { stream: string; expected: Expected; proposed: Proposed[]; untilMs?: number | undefined };
type Answerable =
  Outcome | { readonly kind: 'refused'; readonly error: StatusError }
  | { readonly kind: 'silence' } | { readonly kind: 'too-late' };
type Tried = Answerable | { readonly kind: 'held'; readonly outcome: Outcome };

/** Answers appends, by themselves and over a shared stream, with faults where they were asked for. */
export class Appending {
  constructor(
    private readonly log: EventLog,
    private readonly faults: Faults,
    private readonly dropConnections: () => void,
    private readonly leader: () => Leader,
  ) {}

  append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    let open: Open | undefined;
    call.on('data', (message: AppendReq) => {
      const options = message.getOptions();
      if (options) {
        const expected = expectedOf(options, () => options.getRevision());
        open = { stream: streamNameOf(options), expected, proposed: [] };
      } else open!.proposed.push(proposedOf(message.getProposedMessage()!));
    });
    call.on('end', () => this.whenLetGo(this.try(open!), (tried) => {
      if (tried.kind === 'silence') return;
      if (tried.kind === 'refused') answer(tried.error);
      else if (tried.kind === 'too-large') answer(tooLarge(this.log.maxAppendBytes));
      else if (tried.kind === 'too-late') answer(tookTooLong());
      else if (tried.kind === 'deleted') answer(streamDeleted(open!.stream));
      else answer(null, appendMessage(tried));
    }));
  }

  /** Too large an append ends the stream that it came over, and with it every append on its way there. */
  batchAppend(call: BatchCall): void {
    if (this.faults.refuses(call.metadata.get('authorization')[0])) {
      call.emit('error', unauthenticated());
      return;
    }
    const opened = new Map<string, Open>();
    call.on('data', (message: BatchAppendReq) => {
      const correlation = message.getCorrelationId()!;
      const key = Buffer.from(correlation.serializeBinary()).toString('hex');
      const options = message.getOptions();
      if (options) {
        const expected = expectedOf(options, () => options.getStreamPosition());
        const untilMs = deadlineOf(options);
        opened.set(key, { stream: streamNameOf(options), expected, proposed: [], untilMs });
      }
      const open = opened.get(key)!;
      open.proposed.push(...message.getProposedMessagesList().map(proposedOf));
      if (!message.getIsFinal()) return;
      opened.delete(key);
      if (isBad(open)) call.write(batchBadRequest(correlation, open.stream));
      else if (this.isTooLate(open)) call.write(batchTooLate(correlation, open.stream));
      else this.whenLetGo(this.try(open), (tried) => this.answer(call, correlation, open, tried));
    });
    call.on('end', () => call.end());
  }

  private answer(call: BatchCall, correlation: UUID, open: Open, tried: Answerable): void {
    if (tried.kind === 'silence') return;
    if (tried.kind === 'too-late') call.write(batchTooLate(correlation, open.stream));
    else if (tried.kind === 'too-large') call.emit('error', tooLarge(this.log.maxAppendBytes));
    else if (tried.kind === 'deleted') call.write(batchDeleted(correlation, open.stream));
    else if (tried.kind !== 'refused') {
      call.write(batchMessage(correlation, open.stream, open.expected, tried));
    }
    else if (tried.error.details !== notReady().details) call.emit('error', tried.error);
    else call.write(batchNotReady(correlation, open.stream));
  }

  private whenLetGo(tried: Tried, answer: (tried: Answerable) => void): void {
    if (tried.kind === 'held') this.faults.hold(() => answer(tried.outcome));
    else answer(tried);
  }

  /** The client names an instant, by its own clock. */
  private isTooLate({ untilMs = Infinity }: Open): boolean {
    return untilMs <= Date.now() + this.faults.clockAheadMs;
  }

  private try({ stream, expected, proposed }: Open): Tried {
    if (expected === 'any' || expected === 'exists') this.faults.inexactAppends += 1;
    if (this.faults.everything === 'access-denied') return { kind: 'refused', error: accessDenied() };
    const fault = this.faults.takeAppendFault();
    const refusal = fault && this.refusalOf(fault);
    if (refusal) return { kind: 'refused', error: refusal };
    if (fault === 'drop-before-write') return this.silence(true);
    if (fault === 'dropped') return { kind: 'too-late' };
    const outcome = this.log.append(stream, expected, proposed);
    if (fault === 'drop-after-write') return this.silence(true);
    if (fault === 'no-answer') return this.silence(false);
    if (fault === 'held') return { kind: 'held', outcome };
    if (fault === 'late') return { kind: 'too-late' };
    if (outcome.kind !== 'written') return outcome;
    if (this.faults.newestRevisions) return { ...outcome, revision: this.log.ofStream(stream).length - 1 };
    if (!this.faults.firstPositions) return outcome;
    const first = this.log.ofStream(stream).at(-proposed.length)!;
    return { ...outcome, position: first.position };
  }

  private refusalOf(fault: AppendFault): StatusError | undefined {
    if (fault === 'not-leader') return notLeader(this.leader());
    if (fault === 'not-ready') return notReady();
    return fault === 'reset' ? reset() : undefined;
  }

  private silence(isDropped: boolean): Tried {
    if (isDropped) this.dropConnections();
    return { kind: 'silence' };
  }
}

const UUID_TEXT = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What a server was seen not to take, whoever asks for it. */
const isBad = ({ stream, proposed }: Open): boolean =>
  stream === '' || proposed.some(({ id, type }) => type === '' || !UUID_TEXT.test(id));

/** The newer client has another name for it. */
const deadlineOf = (options: BatchAppendReq.Options): number | undefined => {
  const { getDeadline21100 } = options as { getDeadline21100?: BatchAppendReq.Options['getDeadline'] };
  return (getDeadline21100 ?? options.getDeadline).call(options)?.toDate().getTime();
};
