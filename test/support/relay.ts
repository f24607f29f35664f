import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A way to a server that can be cut, and is open again at once. */
export class Relay {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** To a port of this machine, from one that is free if none is named. */
  static async to(target: number, from = 0): Promise<Relay> {
    const server = createServer((outside) => relay.pass(outside, connect(target, LOOPBACK)));
    const relay = new Relay(server);
    server.listen(from, LOOPBACK);
    await once(server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Breaks every connection. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  async close(): Promise<void> {
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
