import type { ContentDigest } from '../ports/content-digest.js';
import { Unreadable } from './reading/read-line.js';

/** Larger pieces are cut, so that none takes long, or much memory, to go through. */
const LARGEST_PIECE_BYTES = 262_144;

/** Lets the bytes of a delivery through, and keeps count of them. */
export class Meter implements AsyncIterable<Uint8Array> {
  bytes = 0;

  constructor(private readonly pieces: AsyncIterable<Uint8Array>, private readonly digest: ContentDigest) {}

  /** A sender that fails in the middle is `interrupted`. */
  async* [Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of this.pieces) yield* this.measure(piece);
    } catch (error) {
      const rule = `The delivery stopped coming after ${this.bytes} bytes.`;
      throw new Unreadable('interrupted', rule, { cause: error });
    }
  }

  /** SHA-256 of everything that comes, for nothing but that. */
  async sha256OfRest(): Promise<string> {
    const pieces = this[Symbol.asyncIterator]();
    while (!(await pieces.next()).done);
    return this.sha256();
  }

  /** SHA-256 of everything that came; nothing can come after it. */
  sha256(): string {
    return this.digest.hex();
  }

  private* measure(piece: Uint8Array): Generator<Uint8Array> {
    for (let from = 0; from < piece.length; from += LARGEST_PIECE_BYTES) {
      const part = piece.subarray(from, from + LARGEST_PIECE_BYTES);
      this.bytes += part.length;
      this.digest.update(part);
      yield part;
    }
  }
}
