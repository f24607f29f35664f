declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  export interface Request {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Is asked before each request what it should be. */
    readonly setupRequest?: (request: Request) => Request;
  }

  export interface Options {
    readonly url: string;
    readonly connections: number;
    /** How many requests in all. */
    readonly amount: number;
    readonly requests: readonly Request[];
  }

  export interface Result {
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
  }

  /** Emits `response` (client, status, bytes, milliseconds) for each; resolves when all are answered. */
  export default function autocannon(options: Options): EventEmitter & PromiseLike<Result>;
}
