import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What somebody asked of the server. */
export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly address: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real HTTP server on a free port, which answers as it is told and keeps what was asked. */
export interface AnsweringServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export const json = (value: unknown, status = 200): Answer => ({ status, text: JSON.stringify(value) });

const readWhole = async (request: IncomingMessage): Promise<Asked> =>
  ({ method: request.method!, address: request.url!, headers: request.headers, body: await text(request) });

export const answeringServer = async (answerTo: (asked: Asked) => Answer): Promise<AnsweringServer> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const answerWhole = (one: Asked): void => {
      asked.push(one);
      const { status = 200, text: body, headers } = answerTo(one);
      response.writeHead(status, headers).end(body);
    };
    readWhole(request).then(answerWhole, () => response.destroy()); // broken off: nobody hears an answer
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`, asked,
    close: () => new Promise((resolve) => { server.close(() => resolve()); }),
  };
};
