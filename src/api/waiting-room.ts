import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomIds } from '../infrastructure/random-ids.js';
import { faultOf, type Log } from './observability/log.js';
import { Problem } from './problems/problem.js';

/** Each time it has been away twice as often as when it was last logged, it is logged again. */
const isWorthALine = (attempts: number): boolean => Number.isInteger(Math.log2(attempts));

/**
 * Answers where the API will be, while the ledger that it serves does not answer yet: that the process lives,
 * that it is not ready, and for all else that the ledger is away.
 */
export class WaitingRoom {
  private server: Server | undefined;
  private listening: Promise<void> | undefined;
  private attempts = 0;
  private readonly host: string;
  /** Where it listens, and the API after it. */
  port: number;

  constructor({ host, port }: { readonly host: string; readonly port: number }, private readonly log: Log) {
    this.host = host;
    this.port = port;
  }

  /** The ledger did not answer, once more. */
  wait(reason: unknown): void {
    this.attempts += 1;
    this.listening ??= this.open();
    if (!isWorthALine(this.attempts)) return;
    this.log.error({ attempts: this.attempts, fault: faultOf(reason) }, 'waiting for the ledger');
  }

  /** Makes room for the API; resolves when the address is free. */
  async close(): Promise<void> {
    await this.listening;
    const { server } = this;
    if (!server?.listening) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  /** An address that cannot be listened on is told by the API, which listens there next. */
  private open(): Promise<void> {
    const server = this.server = createServer(answer);
    return new Promise((resolve) => {
      server.once('error', (error) => {
        this.log.warn({ fault: faultOf(error) }, 'the address cannot be listened on; nobody can be told');
        resolve();
      });
      server.listen(this.port, this.host, () => {
        const { address, family, port } = server.address() as AddressInfo;
        this.port = port;
        const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
        this.log.error({ url }, 'not ready: the ledger does not answer');
        resolve();
      });
    });
  }
}

const NOT_READY = { status: 'not-ready', missing: ['ledger'], readModels: [] };
const answers: Readonly<Record<string, readonly [number, object]>> = {
  '/health/live': [200, { status: 'live' }],
  '/health/ready': [503, NOT_READY],
};

const answer = (request: IncomingMessage, response: ServerResponse): void => {
  const found = answers[(request.url ?? '').split('?')[0]!];
  request.resume();
  if (found) return send(response, found[0], 'application/json', found[1]);
  const problem = new Problem('store-unavailable', { detail: 'The ledger does not answer yet' });
  response.setHeader('Retry-After', '1');
  send(response, problem.status, 'application/problem+json', problem.body(randomIds.next()));
};

const send = (response: ServerResponse, status: number, type: string, body: object): void => {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(JSON.stringify(body));
};
