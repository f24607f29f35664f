import {
  type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as overHttp,
} from 'node:http';
import { request as overHttps } from 'node:https';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { problemUri } from '../api/problems/problem-types.js';
import { CliFailure } from './failure.js';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** A body that is sent as it comes, in pieces, and never held in memory. */
export interface StreamedBody {
  readonly content: AsyncIterable<Uint8Array>;
  readonly type: string;
}

/** What is sent besides method and address: a body in JSON, one that is streamed, or none. */
interface Message {
  readonly json?: unknown;
  readonly stream?: StreamedBody;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly lagEvents?: number;
  readonly errors?: readonly { readonly field: string; readonly rule: string }[];
}

const STOPPING = problemUri('server-stopping');
const BEHIND = problemUri('read-model-behind');

/** So long is asked once more while read models do not move; how far they are behind is counted to 10 000. */
const PATIENCE_MS = 60_000;
const AGAIN_AFTER_MS = 100;

/** Nobody answers at the address, or no longer. */
export class NoAnswer extends CliFailure {
  constructor(server: string, reason: string) {
    super(`The server at ${server} does not answer: ${reason}.`);
    this.name = 'NoAnswer';
  }
}

/**
 * Calls the API and turns its problems into messages (`CliFailure`). Uses node's own client, since `fetch`
 * gives up after five minutes, and a large delivery or a rebuild may take longer.
 */
export class ApiClient {
  constructor(
    private readonly server: string, private readonly token: string,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Asked once more while read models catch up with what was asked for. */
  async get<T>(path: string, query: Query = {}): Promise<T> {
    for (let [least, movedMs] = [Infinity, performance.now()]; ;) {
      try {
        return await this.call<T>('GET', this.address(path, query), {});
      } catch (error) {
        const lag = lagIn(error);
        if (lag < least) [least, movedMs] = [lag, performance.now()];
        if (lag === 0 || performance.now() - movedMs >= this.patienceMs) throw error;
        await pause(AGAIN_AFTER_MS);
      }
    }
  }

  /**
   * Writes a file to a stream as it comes, however large, and gives what its headers say of it; what is said
   * instead of it is a `CliFailure`.
   */
  async download(
    path: string, query: Query, into: Writable, message: Message = {},
  ): Promise<IncomingHttpHeaders> {
    const method = message.json === undefined ? 'GET' : 'POST';
    const response = await this.opened(method, this.address(path, query), message);
    const { statusCode = 0 } = response;
    if (statusCode >= 300) throw this.refused(statusCode, parse(await textOf(response)));
    try {
      await pipeline(response, into, { end: false });
      return response.headers;
    } catch (error) {
      throw new CliFailure(`The file broke off: ${reasonOf(error)}.`);
    }
  }

  post<T>(path: string, message: Message = {}): Promise<T> {
    return this.call<T>('POST', this.address(path), message);
  }

  /** Asks for records, one a line, and gives each as it comes; ending early ends the request. */
  async* records<T>(path: string, message: Message): AsyncGenerator<T> {
    const response = await this.opened('POST', this.address(path), message);
    const { statusCode = 0 } = response;
    if (statusCode >= 300) throw this.refused(statusCode, parse(await textOf(response)));
    try {
      for await (const line of createInterface({ input: response })) yield JSON.parse(line) as T;
    } catch (error) {
      throw new CliFailure(`The answer broke off: ${reasonOf(error)}.`);
    } finally {
      response.destroy();
    }
  }

  private async call<T>(method: string, url: URL, message: Message): Promise<T> {
    const { statusCode = 0, text } = await this.exchange(method, url, message);
    const answer = parse(text);
    if (statusCode >= 300) throw this.refused(statusCode, answer);
    if (answer === undefined) throw new CliFailure(`What answers at ${this.server} is not Liggare.`);
    return answer as T;
  }

  private refused(status: number, answer: unknown): CliFailure {
    const { type } = (answer ?? {}) as Problem;
    return type === STOPPING ? new NoAnswer(this.server, 'it is being stopped')
      : new CliFailure(problemText(status, answer), 1, problemIn(answer));
  }

  private address(path: string, query: Query = {}): URL {
    const url = new URL(path, this.server);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }

  private async exchange(
    method: string, url: URL, message: Message,
  ): Promise<{ statusCode?: number; text: string }> {
    const response = await this.opened(method, url, message);
    try {
      return { statusCode: response.statusCode, text: await textOf(response) };
    } catch (error) {
      throw new NoAnswer(this.server, reasonOf(error));
    }
  }

  private async opened(method: string, url: URL, message: Message): Promise<IncomingMessage> {
    try {
      const headers = { authorization: `Bearer ${this.token}`, ...typeOf(message), ...message.headers };
      const open = url.protocol === 'https:' ? overHttps : overHttp;
      return await answerTo(open(url, { method, headers, agent: false }), message);
    } catch (error) {
      if (error instanceof CliFailure) throw error;
      throw new NoAnswer(this.server, reasonOf(error));
    }
  }
}

const typeOf = ({ stream, json }: Message): Record<string, string> => {
  // A server that has had enough can say so at once only over a connection that it need not close.
  if (stream) return { 'content-type': stream.type, expect: '100-continue', connection: 'keep-alive' };
  return json === undefined ? {} : { 'content-type': 'application/json' };
};

/** Sends the body and waits for the answer, which may come before all of the body has been read. */
const answerTo = (request: ClientRequest, { stream, json }: Message): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('error', reject).once('response', (response) => {
      response.once('close', () => request.destroy()); // what was not sent by now is not wanted
      resolve(response);
    });
    if (stream) whenWanted(request, () => void pipeline(readable(stream), request).catch(reject));
    else request.end(json === undefined ? undefined : JSON.stringify(json));
  });

const LONGEST_WAIT_MS = 1_000;

/**
 * Sends once the server asks for it, or says nothing for a second, as not every server asks. What it refuses
 * is not sent at all: the refusal would get lost as the connection breaks.
 */
const whenWanted = (request: ClientRequest, send: () => void): void => {
  let isDecided = false;
  const decide = (isWanted: boolean) => (): void => {
    clearTimeout(timer);
    if (!isDecided && isWanted) send();
    isDecided = true;
  };
  const timer = setTimeout(decide(true), LONGEST_WAIT_MS);
  request.once('continue', decide(true)).once('response', decide(false)).once('error', decide(false));
  request.flushHeaders();
};

/** The content, where what cannot be read is told from a server that does not answer. */
async function* readable({ content }: StreamedBody): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw new CliFailure(`It could not be read to its end: ${reasonOf(error)}.`);
  }
}

/** What stands behind an error of the network, as its code. */
const reasonOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** How many events read models are behind, where that is why there is no answer; else 0. */
const lagIn = (error: unknown): number => {
  const { type, lagEvents = 0 } = (error instanceof CliFailure ? error.problem ?? {} : {}) as Problem;
  return type === BEHIND ? lagEvents : 0;
};

const problemIn = (answer: unknown): object | undefined =>
  (typeof answer === 'object' && answer !== null && 'type' in answer ? answer : undefined);

const problemText = (status: number, answer: unknown): string => {
  const { title = `The server answered ${status}`, detail, errors = [] } = (answer ?? {}) as Problem;
  const lines = errors.map(({ field, rule }) => `${field}: ${rule}`);
  if (detail !== undefined) lines.unshift(detail);
  return [`${title}.`, ...lines.map((line) => `  ${line}`)].join('\n');
};
