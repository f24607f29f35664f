import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const LOOPBACK = '127.0.0.1';

interface RelayOptions { readonly host?: string | undefined; readonly from?: number }

/** A way to a server that can be cut, and is open again at once. */
export class Relay {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server, private from: number) {}

  /** To a port, of this machine if no other is named, from one of this machine that is free. */
  static async to(target: number, { host = LOOPBACK, from = 0 }: RelayOptions = {}): Promise<Relay> {
    const server = createServer((outside) => relay.pass(outside, connect(target, host)));
    const relay = new Relay(server, from);
    await relay.open();
    return relay;
  }

  /** Stays the same when it is closed and opened again. */
  get port(): number {
    return this.from;
  }

  async open(): Promise<void> {
    this.server.listen(this.from, LOOPBACK);
    await once(this.server, 'listening');
    this.from = (this.server.address() as AddressInfo).port;
  }

  /** Breaks every connection. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  /** Nobody gets through until it is opened again. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  private pass(outside: Socket, inside: Socket): void {
    for (const [socket, other] of [[outside, inside], [inside, outside]] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
