import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Long, ObjectId } from 'mongodb';
import { Collections } from './collections.js';
import { Faults } from './faults.js';
import { Reading } from './reading.js';
import { badValue, RETRYABLE, ServerError, TRANSIENT, writeConflict } from './server-error.js';
import { Sessions } from './sessions.js';
import { Storage, type Transaction } from './storage.js';
import { answerTo, type Doc, readRequests, type Request } from './wire.js';
import { Writing } from './writing.js';

const LOOPBACK = '127.0.0.1';
const HANDSHAKE = new Set(['hello', 'ismaster', 'isMaster', 'saslStart', 'endSessions', 'ping']);
const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'commitTransaction']);
const OF_7_0 = 21;
const OF_4_4 = 9;

type Command = (command: Doc, transaction: Transaction | undefined) => Doc | Promise<Doc>;

/**
 * A small server for tests that speaks what MongoDB's driver speaks (OP_MSG), as a replica set of one member
 * is documented to answer: sessions, transactions on snapshots with write conflicts, writes that may be
 * retried, unique indexes. It keeps everything in memory and fails on command. It is no MongoDB: what is
 * shown on it alone is shown about the adapter and the driver, never about a database.
 */
export class MongoDbTestServer {
  readonly faults = new Faults();
  readonly storage = new Storage();
  private readonly sessions = new Sessions(this.storage);
  private readonly sockets = new Set<Socket>();
  private readonly commands: Readonly<Record<string, Command>>;
  private readonly id = new ObjectId();
  private server: Server | undefined;
  private port = 0;
  /** How far the clock of the server is ahead. */
  private aheadMs = 0;

  constructor() {
    const now = (): Date => new Date(Date.now() + this.aheadMs);
    const reading = new Reading(this.storage, now);
    const writing = new Writing(this.storage, reading, now);
    const collections = new Collections(this.storage, reading);
    const hello = (): Doc => this.hello(now());
    const ok = { ok: 1 };
    this.commands = {
      hello, ismaster: hello, isMaster: hello, ping: () => ok,
      saslStart: () => { throw new ServerError(18, 'Authentication failed.'); },
      endSessions: (command) => {
        this.sessions.end(command.endSessions as Doc[]);
        return ok;
      },
      killSessions: ({ killSessions }) => {
        const ids = killSessions as Doc[];
        if (ids.length === 0) throw badValue('to kill no session, which means all of the user');
        this.sessions.end(ids);
        return ok;
      },
      commitTransaction: (_, transaction) => {
        this.storage.commit(transaction!);
        return ok;
      },
      abortTransaction: (_, transaction) => {
        this.storage.abort(transaction!);
        return ok;
      },
      find: (command, transaction) => reading.find(command, transaction),
      aggregate: (command, transaction) => reading.aggregate(command, transaction),
      getMore: (command) => reading.getMore(command),
      killCursors: (command) => reading.killCursors(command),
      insert: (command, transaction) => writing.insert(command, transaction),
      update: (command, transaction) => writing.update(command, transaction),
      delete: (command, transaction) => writing.delete(command, transaction),
      findAndModify: (command, transaction) => writing.findAndModify(command, transaction),
      create: (command) => collections.create(command),
      listCollections: (command) => collections.list(command),
      drop: (command) => collections.drop(command),
      dropDatabase: (command) => collections.dropDatabase(command),
      createIndexes: (command) => collections.createIndexes(command),
      listIndexes: (command) => collections.listIndexes(command),
      dropIndexes: (command) => collections.dropIndexes(command),
    };
  }

  static async start(): Promise<MongoDbTestServer> {
    const server = new MongoDbTestServer();
    await server.start();
    return server;
  }

  get url(): string {
    return `mongodb://${LOOPBACK}:${this.port}/?replicaSet=test`;
  }

  /** Listens where it listened before. */
  async start(): Promise<void> {
    this.server = createServer((socket) => this.serve(socket));
    this.server.listen(this.port, LOOPBACK);
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** As `kill -9`: every connection breaks, open transactions are gone; what was committed stays. */
  async stop(): Promise<void> {
    await this.cutOff();
    this.storage.abortAll();
  }

  /** Nobody reaches the server until it is started again; it goes on with what it has. */
  async cutOff(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.close();
    this.dropConnections();
    if (server?.listening) await once(server, 'close');
  }

  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  /** The server's clock, by which leases end. */
  passTime(ms: number): void {
    this.aheadMs += ms;
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
    readRequests(socket, (request) => void this.answer(socket, request));
  }

  private async answer(socket: Socket, request: Request): Promise<void> {
    const [name] = Object.keys(request.command) as [string];
    const fault = this.faults.take(name);
    if (fault === 'held') await this.faults.hold();
    if (fault === 'drop-before') return void socket.destroy();
    const answer = await this.run(name, request.command, fault).catch((error: unknown) => {
      if (!(error instanceof ServerError)) throw error;
      return error.answer();
    });
    if (fault === 'drop-after') return void socket.destroy();
    const isSilent = request.wantsNone || fault === 'no-answer' || socket.destroyed;
    if (isSilent) return;
    if (request.takesMany && 'maxAwaitTimeMS' in request.command) this.keepTelling(socket, request);
    else socket.write(answerTo(request, answer));
  }

  /** Who asks whether the server is there is told again and again, as it never becomes another. */
  private keepTelling(socket: Socket, request: Request): void {
    const tell = (): void => {
      socket.write(answerTo(request, this.hello(new Date()), { isLast: false }));
    };
    const timer = setInterval(tell, Number(request.command.maxAwaitTimeMS));
    socket.once('close', () => clearInterval(timer));
  }

  private async run(name: string, command: Doc, fault: unknown): Promise<Doc> {
    const run = this.commands[name];
    if (!run) throw new ServerError(59, `no such command: '${name}'`);
    if (this.faults.isUnauthorized && !HANDSHAKE.has(name)) throw new ServerError(13, 'not authorized');
    this.watch(name, command);
    if (fault === 'not-primary') throw notPrimary(name, command);
    const transaction = this.sessions.transactionOf(command);
    try {
      if (fault === 'transient') throw writeConflict();
      const answer = await this.sessions.once(command, async () => run(command, transaction));
      const isAcknowledged = WRITES.has(name) && !hasErrors(answer) && isForMajority(command);
      if (isAcknowledged) this.storage.majorityAt = undefined;
      return answer;
    } catch (error) {
      if (transaction) this.storage.abort(transaction);
      throw error;
    }
  }

  private watch(name: string, { autocommit, writeConcern }: Doc): void {
    const isConcerned = WRITES.has(name) && (autocommit === undefined || name === 'commitTransaction');
    if (isConcerned && !isForMajority({ writeConcern })) this.faults.weakWrites += 1;
  }

  private hello(localTime: Date): Doc {
    const me = `${LOOPBACK}:${this.port}`;
    const topologyVersion = { processId: this.id, counter: new Long(0) };
    const member = { setName: 'test', setVersion: 1, hosts: [me], primary: me, me, topologyVersion };
    return {
      ok: 1, helloOk: true, isWritablePrimary: true, ismaster: true, secondary: false, readOnly: false,
      ...(!this.faults.isStandalone && member), localTime, logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0, maxWireVersion: this.faults.isOld ? OF_4_4 : OF_7_0, maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000,
    };
  }
}

const isForMajority = ({ writeConcern }: Doc): boolean => (writeConcern as Doc | undefined)?.w === 'majority';

const hasErrors = ({ writeErrors }: Doc): boolean => writeErrors !== undefined;

const notPrimary = (name: string, { autocommit }: Doc): ServerError => {
  const isWithin = autocommit === false && name !== 'commitTransaction';
  return new ServerError(10_107, 'not primary', [isWithin ? TRANSIENT : RETRYABLE]);
};
