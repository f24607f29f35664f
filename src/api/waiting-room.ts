import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StoreName } from '../composition/open-stores.js';
import { randomIds } from '../infrastructure/random-ids.js';
import { faultOf, type Log } from './observability/log.js';
import { Problem } from './problems/problem.js';

/** Each time it has been away twice as often as when it was last logged, it is logged again. */
const isWorthALine = (attempts: number): boolean => Number.isInteger(Math.log2(attempts));

/** What is told of a store that is not there. */
const names: Readonly<Record<StoreName, string>> = {
  ledger: 'the ledger', vault: 'the vault', 'fence-journal': 'the fence journal',
  'read-store': 'the read store',
};

/** What the operator can look at; it is waited for meanwhile. */
const advice: Readonly<Record<StoreName, string>> = {
  ledger: 'KurrentDB must be up, where LIGGARE_KURRENTDB_URL says, and speak TLS unless that has tls=false',
  vault: 'MongoDB must be up, where LIGGARE_MONGODB_VAULT_URL or LIGGARE_MONGODB_URL says, and its replica '
    + 'set be initiated and have the name that stands there',
  'fence-journal': 'MongoDB must be up, where LIGGARE_MONGODB_FENCES_URL or the address of the vault says',
  'read-store': 'MongoDB must be up, where LIGGARE_MONGODB_URL says',
};

/**
 * Answers where the API will be, while a store that it needs does not answer yet: that the process lives,
 * that it is not ready, and for all else what is away.
 */
export class WaitingRoom {
  private server: Server | undefined;
  private listening: Promise<void> | undefined;
  private attempts = 0;
  private away: StoreName = 'ledger';
  private readonly host: string;
  /** Where it listens, and the API after it. */
  port: number;

  constructor({ host, port }: { readonly host: string; readonly port: number }, private readonly log: Log) {
    this.host = host;
    this.port = port;
  }

  /** A store did not answer, once more. */
  wait(which: StoreName, reason: unknown): void {
    this.attempts = which === this.away ? this.attempts + 1 : 1;
    this.away = which;
    this.listening ??= this.open();
    if (!isWorthALine(this.attempts)) return;
    this.log.error({ attempts: this.attempts, fault: faultOf(reason) },
      `waiting for ${names[which]}: ${advice[which]}`);
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
    const server = this.server = createServer((request, response) => answer(request, response, this.away));
    return new Promise((resolve) => {
      server.once('error', (error) => {
        this.log.warn({ fault: faultOf(error) }, 'the address cannot be listened on; nobody can be told');
        resolve();
      });
      server.listen(this.port, this.host, () => {
        const { address, family, port } = server.address() as AddressInfo;
        this.port = port;
        const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
        this.log.error({ url }, `not ready: ${names[this.away]} does not answer; ${advice[this.away]}`);
        resolve();
      });
    });
  }
}

const answers = (away: StoreName): Readonly<Record<string, readonly [number, object]>> => ({
  '/health/live': [200, { status: 'live' }],
  '/health/ready': [503, { status: 'not-ready', missing: [away], readModels: [] }],
});

const answer = (request: IncomingMessage, response: ServerResponse, away: StoreName): void => {
  const found = answers(away)[(request.url ?? '').split('?')[0]!];
  request.resume();
  if (found) return send(response, found[0], 'application/json', found[1]);
  const detail = `Not ready: ${names[away]} does not answer yet`;
  const problem = new Problem('store-unavailable', { detail });
  response.setHeader('Retry-After', '1');
  send(response, problem.status, 'application/problem+json', problem.body(randomIds.next()));
};

const send = (response: ServerResponse, status: number, type: string, body: object): void => {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(JSON.stringify(body));
};
