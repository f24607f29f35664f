import { once } from 'node:events';
import { LocalTokenIssuer } from '../../src/api/authentication/local-token-issuer.js';
import {
  type MongoReadStore, openMongoReadStore,
} from '../../src/infrastructure/read-store/mongodb/mongo-read-store.js';
import { systemClock } from '../../src/infrastructure/system-clock.js';
import { kurrentDbSettings } from './kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from './kurrentdb-server/kurrentdb-test-server.js';
import { mongoSettings } from './mongodb-server/mongo-settings.js';
import { MongoDbTestServer } from './mongodb-server/mongodb-test-server.js';
import { Relay } from './relay.js';
import { type ServedProcess, serveProcess } from './served-process.js';
import { temporaryFolder } from './temporary-folder.js';

/** How soon what one process leads is led by another. */
const LEASE_MS = 3_000;
/** How long a leader that ended within a commit holds up the next one; a minute, in a server told nothing. */
const TRANSACTION_MS = 5_000;

/** One process of several, with ways of its own to both servers. */
export interface Member {
  readonly name: string;
  readonly relays: { readonly kurrentDb: Relay; readonly mongoDb: Relay };
  process: ServedProcess;
}

/** Two processes that answer requests and two that lead, over the test servers of KurrentDB and MongoDB. */
export class Cluster {
  readonly members: Member[] = [];
  private readonly folder = temporaryFolder();
  private readStore!: MongoReadStore;

  private constructor(
    private readonly kurrentDb: KurrentDbTestServer, private readonly mongoDb: MongoDbTestServer,
    private readonly shared: Readonly<Record<string, string>>,
  ) {}

  static async start(): Promise<Cluster> {
    const [kurrentDb, mongoDb] = [await KurrentDbTestServer.start(), await MongoDbTestServer.start()];
    mongoDb.storage.longestTransactionMs = TRANSACTION_MS;
    const cluster = new Cluster(kurrentDb, mongoDb, {
      ...kurrentDbSettings(kurrentDb.url), ...mongoSettings(mongoDb.url), LIGGARE_LOG_LEVEL: 'warn',
      LIGGARE_LEASE_MS: `${LEASE_MS}`, LIGGARE_WAIT_LIMIT_MS: '20000',
    });
    for (const name of ['api-1', 'api-2', 'leader-1', 'leader-2']) await cluster.add(name);
    cluster.readStore = await openMongoReadStore({
      url: mongoDb.url, database: cluster.shared['LIGGARE_MONGODB_DATABASE']!,
    });
    return cluster;
  }

  get apis(): Member[] {
    return this.members.filter(({ name }) => name.startsWith('api'));
  }

  async token(): Promise<string> {
    const key = Buffer.from(this.shared['LIGGARE_LOCAL_TOKEN_KEY']!, 'base64');
    const issuer = await LocalTokenIssuer.open(key, systemClock);
    return issuer.issue({ role: 'administrator', organisation: 'region' });
  }

  /** Who leads a read model, if it is one of the members. */
  async leaderOf(projection: string): Promise<Member | undefined> {
    const holder = await this.readStore.leases.holder(`projection/${projection}`);
    return this.members.find(({ process: { child } }) => `${child.pid}` === holder?.split(':')[0]);
  }

  /** Lines that processes logged with a text in them. */
  logged(text: string): string[] {
    return this.members.flatMap(({ process }) => process.said().split('\n'))
      .filter((line) => line.includes(text));
  }

  /** As `kill -9`. */
  async kill({ process: { child } }: Member): Promise<void> {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async startAgain(member: Member): Promise<void> {
    member.process = await this.serve(member);
  }

  async stop(): Promise<void> {
    for (const { process: { child } } of this.members) child.kill('SIGKILL');
    await this.readStore.close();
    for (const { relays } of this.members) {
      await relays.kurrentDb.close();
      await relays.mongoDb.close();
    }
    await this.kurrentDb.stop();
    await this.mongoDb.stop();
    this.folder.dispose();
  }

  private async add(name: string): Promise<void> {
    const relays = {
      kurrentDb: await Relay.to(portIn(this.kurrentDb.url)),
      mongoDb: await Relay.to(portIn(this.mongoDb.url)),
    };
    this.members.push({ name, relays, process: await this.serve({ name, relays }) });
  }

  private serve({ name, relays }: Pick<Member, 'name' | 'relays'>): Promise<ServedProcess> {
    return serveProcess(this.folder.file(name), {
      ...this.shared,
      LIGGARE_ROLES: name.startsWith('api') ? 'api' : 'projector,policies',
      LIGGARE_KURRENTDB_URL: `esdb://127.0.0.1:${relays.kurrentDb.port}?tls=false`,
      // Directly: the members that a replica set tells of are not behind the relay.
      LIGGARE_MONGODB_URL: `mongodb://127.0.0.1:${relays.mongoDb.port}/?directConnection=true`,
    });
  }
}

const portIn = (url: string): number => Number(/:(\d+)/.exec(url)![1]);
