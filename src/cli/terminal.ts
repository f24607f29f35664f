import type { Readable, Writable } from 'node:stream';

/** What a command reads from and prints to: the process itself, or streams in a test. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** The answer, and nothing else. */
  readonly stdout: Writable;
  /** Progress, questions and what went wrong. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
}
