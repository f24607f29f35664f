import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/application/access/caller.js';
import { LocalTokenIssuer } from '../../src/api/authentication/local-token-issuer.js';
import { startServer } from '../../src/api/server.js';
import { systemClock } from '../../src/infrastructure/system-clock.js';
import { temporaryFolder } from './temporary-folder.js';

export interface Answer<T> {
  readonly status: number;
  /** What JSON says; of a file see `text`. */
  readonly body: T;
  readonly text: string;
  readonly headers: Headers;
}

/** Someone with a token, calling the API over a real connection. */
export interface Client {
  get<T = never>(path: string): Promise<Answer<T>>;
  post<T = never>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Sends a file as a delivery. */
  deliver<T = never>(kind: string, content: string | Uint8Array, type?: string): Promise<Answer<T>>;
}

export interface RunningServer {
  readonly url: string;
  readonly dataFolder: string;
  tokenFor(role: Role, organisation: string): Promise<string>;
  as(role: Role, organisation: string, units?: readonly string[]): Promise<Client>;
  /** The same data folder under a new server. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A whole Liggare on real stores in a folder of its own, over HTTP on a free loopback port. */
export const runServer = async (settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> => {
  const folder = temporaryFolder();
  const dataFolder = folder.file('data');
  const start = () =>
    startServer({ LIGGARE_DATA: dataFolder, LIGGARE_PORT: '0', LIGGARE_LOG_LEVEL: 'silent', ...settings });
  let server = await start();
  const key = settings['LIGGARE_LOCAL_TOKEN_KEY'];
  const tokens = await LocalTokenIssuer.open(key ? Buffer.from(key, 'base64') : dataFolder, systemClock);
  return {
    get url() { return server.url; },
    dataFolder,
    tokenFor: (role, organisation) => tokens.issue({ role, organisation }),
    as: async (role, organisation, units) =>
      client(() => server.url, await tokens.issue({ role, organisation, units })),
    restart: async () => {
      await server.close();
      server = await start();
    },
    stop: async () => {
      await server.close();
      folder.dispose();
    },
  };
};

type Headed = Readonly<Record<string, string>>;

const client = (url: () => string, token: string): Client => {
  const call = async <T>(method: string, path: string, body: BodyInit | null, headers: Headed) => {
    const response = await fetch(new URL(path, url()), {
      method, body, headers: { authorization: `Bearer ${token}`, ...headers },
    });
    const text = await response.text();
    const { status, headers: answered } = response;
    const isJson = /[/+]json\b/.test(answered.get('content-type') ?? '');
    return { status, text, body: (isJson && text ? JSON.parse(text) : undefined) as T, headers: answered };
  };
  return {
    get: (path) => call('GET', path, null, {}),
    post: (path, body, headers = {}) => call('POST', path, body === undefined ? null : JSON.stringify(body),
      body === undefined ? headers : { 'content-type': 'application/json', ...headers }),
    deliver: (kind, content, type = 'application/json') => call('POST', `/v1/deliveries/${kind}`,
      content as BodyInit, { 'content-type': type, 'idempotency-key': randomUUID() }),
  };
};
