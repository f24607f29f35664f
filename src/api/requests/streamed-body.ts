import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { askForBody } from './expect-continue.js';

/** The bytes of a body as they come; fails where they do not go on for too long. */
export class StreamedBody implements AsyncIterable<Uint8Array> {
  /** Whether the sender was given up: nothing more is expected on the connection. */
  gaveUp = false;

  constructor(private readonly request: IncomingMessage, private readonly waitMs: number) {}

  async* [Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    // Where reading ends early, the rest is still to be taken off the line, or the answer is not heard.
    const pieces = this.request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>;
    try {
      for (;;) {
        const piece = await this.soon(pieces.next());
        if (piece.done) return;
        yield piece.value;
      }
    } finally {
      // A piece that is still waited for would keep it waiting too.
      if (!this.gaveUp) await pieces.return?.();
    }
  }

  /**
   * What is to be done before an answer goes out, since what is left has to come off the line: a connection
   * that closes with the answer breaks for a sender who is still sending, and the answer is not heard.
   */
  async leave(): Promise<void> {
    const { headers, complete } = this.request;
    if (complete || this.gaveUp) return;
    if (headers.connection?.toLowerCase() !== 'close') return void this.request.resume();
    const pieces = this[Symbol.asyncIterator]();
    try {
      while (!(await pieces.next()).done);
    } catch (error) {
      if (!this.gaveUp && !this.request.destroyed) throw error; // else nobody listens any more
    }
  }

  /** Only the sender's time counts, not ours: no clock runs while a piece is worked on. */
  private soon<T>(coming: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.gaveUp = true;
        reject(new Error('The body does not go on'));
      }, this.waitMs);
      void coming.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}

/** Asks for a body and does something with it as it comes; then leaves what nobody wanted of it. */
export const readingBody = async <T>(
  request: FastifyRequest, reply: FastifyReply, waitMs: number, work: (bytes: StreamedBody) => Promise<T>,
): Promise<T> => {
  askForBody(request, reply);
  const bytes = new StreamedBody(request.raw, waitMs);
  const result = await work(bytes);
  await bytes.leave();
  if (bytes.gaveUp) void reply.header('Connection', 'close');
  return result;
};
