import { Readable } from 'node:stream';
import { CliFailure } from './failure.js';

interface Problem {
  title?: string;
  detail?: string;
  errors?: { field: string; rule: string }[];
}

export interface Call {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** Sent as it is, in pieces; never held in memory. */
  readonly stream?: { readonly content: AsyncIterable<Uint8Array>; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API and turns its problem details into messages. */
export class ApiClient {
  constructor(private readonly server: string, private readonly token: string) {}

  get<T>(path: string, query: Call['query'] = {}): Promise<T> {
    return this.call<T>('GET', path, { query });
  }

  post<T>(path: string, call: Call = {}): Promise<T> {
    return this.call<T>('POST', path, call);
  }

  private async call<T>(method: string, path: string, call: Call): Promise<T> {
    const response = await this.send(method, path, call);
    const text = await response.text();
    if (!response.ok) throw new CliFailure(problemText(response.status, text));
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  private async send(method: string, path: string, call: Call): Promise<Response> {
    const url = new URL(path, this.server);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const type = call.stream?.type ?? (call.body === undefined ? undefined : 'application/json');
    const headers = {
      authorization: `Bearer ${this.token}`, ...(type ? { 'content-type': type } : {}), ...call.headers,
    };
    try {
      return await fetch(url, { method, headers, body: bodyOf(call), duplex: 'half' });
    } catch (error) {
      throw new CliFailure(`The server at ${this.server} does not answer: ${reasonOf(error)}`);
    }
  }
}

const bodyOf = ({ stream, body }: Call): BodyInit | null => {
  if (stream) return Readable.toWeb(Readable.from(stream.content)) as unknown as BodyInit;
  return body === undefined ? null : JSON.stringify(body);
};

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
};

const problemText = (status: number, text: string): string => {
  const problem = parseProblem(text);
  if (!problem) return `The server answered ${status}.`;
  const fields = (problem.errors ?? []).map(({ field, rule }) => `\n  ${field}: ${rule}`).join('');
  return `${problem.title ?? `Status ${status}`}${problem.detail ? `\n  ${problem.detail}` : ''}${fields}`;
};

const parseProblem = (text: string): Problem | undefined => {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return undefined;
  }
};
