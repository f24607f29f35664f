import type { Socket } from 'node:net';
import { BSON } from 'mongodb';

export type Doc = Record<string, unknown>;

/** A command as a driver sent it; its first key names it. */
export interface Request {
  readonly id: number;
  readonly command: Doc;
  /** The first message of a connection comes in the form of older servers, and is answered in it. */
  readonly isOld: boolean;
  /** The driver waits for no answer, and would take one for that to its next question. */
  readonly wantsNone: boolean;
  /** One answer after the other is taken for the same question. */
  readonly takesMany: boolean;
}

const HEADER_BYTES = 16;
const OP = { reply: 1, query: 2_004, message: 2_013 } as const;
const FLAG = { moreToCome: 2, exhaustAllowed: 65_536 } as const;

/** Numbers stay of the kind that they were sent as, so that they are added and stored as a server would. */
const asSent = { promoteValues: false, promoteLongs: false } as const;

/** Calls `take` with every whole message that comes over a connection. */
export const readRequests = (socket: Socket, take: (request: Request) => void): void => {
  let waiting = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length >= HEADER_BYTES) {
      const length = waiting.readInt32LE(0);
      if (waiting.length < length) return;
      const message = waiting.subarray(0, length);
      waiting = waiting.subarray(length);
      take(requestIn(message));
    }
  });
};

const requestIn = (message: Buffer): Request => {
  const [id, op] = [message.readInt32LE(4), message.readInt32LE(12)];
  if (op === OP.message) {
    const flags = message.readUInt32LE(HEADER_BYTES);
    return {
      id, command: commandIn(message), isOld: false, wantsNone: (flags & FLAG.moreToCome) !== 0,
      takesMany: (flags & FLAG.exhaustAllowed) !== 0,
    };
  }
  if (op !== OP.query) throw new Error(`The test server does not know messages of kind ${op}`);
  const afterName = message.indexOf(0, HEADER_BYTES + 4) + 1;
  const { document: command } = documentAt(message, afterName + 8);
  return { id, command, isOld: true, wantsNone: false, takesMany: false };
};

/** One body, and sequences of documents that belong into it under their names. */
const commandIn = (message: Buffer): Doc => {
  let at = HEADER_BYTES + 4;
  let body: Doc = {};
  const sequences: Doc = {};
  while (at < message.length) {
    const kind = message.readUInt8(at);
    at += 1;
    if (kind === 0) {
      const { document, end } = documentAt(message, at);
      [body, at] = [document, end];
    } else {
      const { name, documents, end } = sequenceAt(message, at);
      sequences[name] = documents;
      at = end;
    }
  }
  return { ...body, ...sequences };
};

const documentAt = (message: Buffer, at: number): { document: Doc; end: number } => {
  const end = at + message.readInt32LE(at);
  return { document: BSON.deserialize(message.subarray(at, end), asSent), end };
};

const sequenceAt = (message: Buffer, at: number): { name: string; documents: Doc[]; end: number } => {
  const end = at + message.readInt32LE(at);
  const endOfName = message.indexOf(0, at + 4);
  const name = message.toString('utf8', at + 4, endOfName);
  const documents: Doc[] = [];
  for (let next = endOfName + 1; next < end;) {
    const { document, end: after } = documentAt(message, next);
    documents.push(document);
    next = after;
  }
  return { name, documents, end };
};

/** The answer to a request, in the form in which it came; `isLast` unless others follow by themselves. */
export const answerTo = (
  { id, isOld }: Pick<Request, 'id' | 'isOld'>, answer: Doc, { isLast = true } = {},
): Buffer => {
  const document = BSON.serialize(answer);
  const before = Buffer.alloc(HEADER_BYTES + (isOld ? 20 : 5));
  before.writeInt32LE(before.length + document.length, 0);
  before.writeInt32LE(id, 8);
  before.writeInt32LE(isOld ? OP.reply : OP.message, 12);
  if (isOld) before.writeInt32LE(1, HEADER_BYTES + 16);
  else before.writeUInt32LE(isLast ? 0 : FLAG.moreToCome, HEADER_BYTES);
  return Buffer.concat([before, document]);
};
