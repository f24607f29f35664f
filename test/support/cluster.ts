import { once } from 'node:events';
import { LocalTokenIssuer } from '../../src/api/authentication/local-token-issuer.js';
import {
  type MongoReadStore, openMongoReadStore,
} from '../../src/infrastructure/read-store/mongodb/mongo-read-store.js';
import { systemClock } from '../../src/infrastructure/system-clock.js';
import { type KurrentDbForTests, kurrentDbForTests, where } from './kurrentdb-server/kurrentdb-for-tests.js';
import { databasesIn, mongoSettings } from './mongodb-server/mongo-settings.js';
import { type MongoUnderTest, mongoUnderTest, mongoWhere } from './mongodb-server/mongo-under-test.js';
import type { Relay } from './relay.js';
import { canBeRelayed, relayTo, throughRelay } from './relayed.js';
import { type ServedProcess, serveProcess } from './served-process.js';
import { temporaryFolder } from './temporary-folder.js';

/** How soon what one process leads is led by another. */
const LEASE_MS = 5_000;

/** For the names of suites. */
export const clusterWhere = `KurrentDB (${where}) and MongoDB (${mongoWhere})`;
/** The address of a cluster, or one with TLS, is gone to straight (relayed.ts). */
export const canBeCutOff = ['KURRENTDB_URL', 'MONGODB_URL']
  .map((variable) => process.env[variable]).every((url) => url === undefined || canBeRelayed(url));

/** One process of several, with ways of its own to the servers, where these can be cut. */
export interface Member {
  readonly name: string;
  readonly relays: readonly Relay[];
  process: ServedProcess;
}

/** Two processes that answer requests and two that lead, over real servers where there are any. */
export class Cluster {
  readonly members: Member[] = [];
  private readonly folder = temporaryFolder();
  private readStore!: MongoReadStore;

  private constructor(
    private readonly kurrentDb: KurrentDbForTests, private readonly mongoDb: MongoUnderTest,
    private readonly shared: Readonly<Record<string, string>>,
  ) {}

  static async start(): Promise<Cluster> {
    const [kurrentDb, mongoDb] = [await kurrentDbForTests(), await mongoUnderTest()];
    const cluster = new Cluster(kurrentDb, mongoDb, {
      ...kurrentDb.settings(), ...mongoSettings(mongoDb.url), LIGGARE_LOG_LEVEL: 'warn',
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
    for (const relay of this.members.flatMap(({ relays }) => relays)) await relay.close();
    for (const database of databasesIn(this.shared)) await this.mongoDb.drop(database);
    await this.kurrentDb.stop();
    await this.mongoDb.dispose();
    this.folder.dispose();
  }

  private async add(name: string): Promise<void> {
    const urls = [this.kurrentDb.url, this.mongoDb.url];
    const relays = canBeCutOff ? await Promise.all(urls.map(relayTo)) : [];
    this.members.push({ name, relays, process: await this.serve({ name, relays }) });
  }

  private serve({ name, relays: [toKurrentDb, toMongoDb] }: Omit<Member, 'process'>): Promise<ServedProcess> {
    return serveProcess(this.folder.file(name), {
      ...this.shared,
      LIGGARE_ROLES: name.startsWith('api') ? 'api' : 'projector,policies',
      ...(toKurrentDb && { LIGGARE_KURRENTDB_URL: throughRelay(this.kurrentDb.url, toKurrentDb) }),
      ...(toMongoDb && { LIGGARE_MONGODB_URL: throughRelay(this.mongoDb.url, toMongoDb) }),
    });
  }
}
