import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  DeleteReq, DeleteResp, TombstoneReq, TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ServerCertificate } from '../certificate.js';
import { Relay } from '../relay.js';
import { Appending, type Leader } from './appending.js';
import { EventLog } from './event-log.js';
import { Faults } from './faults.js';
import { streamNameOf } from './messages.js';
import { Reading } from './reading.js';
import { reset, tooSlow } from './statuses.js';

const LOOPBACK = '127.0.0.1';
const MOST_RECEIVED_BYTES = 17 * 1024 * 1024;

/**
 * A small server for tests that speaks what KurrentDB's drivers speak (gRPC `event_store.client.streams`), as
 * version 23.10 was seen to answer. It keeps its log in memory and fails on command. It is no KurrentDB: what
 * is shown on it alone is shown about the adapter and the driver, never about a database.
 */
export class KurrentDbTestServer {
  readonly faults = new Faults();
  readonly log: EventLog;
  private readonly reading: Reading;
  private readonly appending: Appending;
  private grpc: Server | undefined;
  private door: Relay | undefined;
  private port = 0;
  /** Where it sends those who ask it while it is not the leader: by default, to itself. */
  leader: Leader | undefined;

  /** With a certificate, it speaks TLS only. */
  constructor(log = new EventLog(), private readonly tls?: ServerCertificate) {
    this.log = log;
    this.reading = new Reading(log, this.faults);
    this.appending = new Appending(
      log, this.faults, () => this.dropConnections(), () => this.leader ?? this.address,
    );
  }

  static async start(log?: EventLog, tls?: ServerCertificate): Promise<KurrentDbTestServer> {
    const server = new KurrentDbTestServer(log, tls);
    await server.start();
    return server;
  }

  get address(): { host: string; port: number } {
    return { host: LOOPBACK, port: this.port };
  }

  get url(): string {
    return `esdb://${LOOPBACK}:${this.port}?tls=${String(this.tls !== undefined)}`;
  }

  /** Reads and subscriptions that are under way. */
  get openReads(): number {
    return this.reading.open;
  }

  /** Events that were sent to those who follow. */
  get followedEvents(): number {
    return this.reading.followed;
  }

  /** Listens where it listened before. */
  async start(): Promise<void> {
    this.log.forgetRecentIds();
    this.grpc = this.service();
    this.door = await Relay.to(await bound(this.grpc, this.tls), { from: this.port });
    this.port = this.door.port;
  }

  /** As `kill -9`: every connection breaks at once; what was written is there at the next start. */
  async stop(): Promise<void> {
    const { door, grpc } = this;
    this.door = this.grpc = undefined;
    await door?.close();
    grpc?.forceShutdown();
  }

  dropConnections(): void {
    this.door?.cut();
  }

  /** Ends subscriptions as a server that stops does; tells how many there were. */
  cutSubscriptions(): number {
    return this.reading.endSubscriptions(reset());
  }

  /** Ends subscriptions as a server does whose reader cannot keep up. */
  sayTooSlow(): number {
    return this.reading.endSubscriptions(tooSlow());
  }

  private service(): Server {
    const server = new Server({ 'grpc.max_receive_message_length': MOST_RECEIVED_BYTES });
    server.addService(streamsGrpc.StreamsService, {
      read: this.reading.read.bind(this.reading),
      append: this.appending.append.bind(this.appending),
      batchAppend: this.appending.batchAppend.bind(this.appending),
      delete: this.deleting<DeleteReq, DeleteResp>(false, () => new streams.DeleteResp()),
      tombstone: this.deleting<TombstoneReq, TombstoneResp>(true, () => new streams.TombstoneResp()),
    });
    server.addService(featuresGrpc.ServerFeaturesService, {
      getSupportedMethods: (_: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<SupportedMethods>) =>
        answer(null, supportedMethods()),
    });
    server.addService(gossipGrpc.GossipService, {
      read: (_: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<ClusterInfo>) =>
        answer(null, this.members()),
    });
    return server;
  }

  private deleting<Q extends DeleteReq | TombstoneReq, R>(isForGood: boolean, answerOf: () => R) {
    return (call: ServerUnaryCall<Q, R>, answer: sendUnaryData<R>): void => {
      this.log.delete(streamNameOf(call.request.getOptions()!), isForGood);
      answer(null, answerOf());
    };
  }

  /** Whoever leads, and itself. */
  private members(): ClusterInfo {
    const { FOLLOWER, LEADER } = gossip.MemberInfo.VNodeState;
    const members = new gossip.ClusterInfo();
    members.addMembers(memberOf(this.leader ?? this.address, LEADER));
    if (this.leader) members.addMembers(memberOf(this.address, FOLLOWER));
    return members;
  }
}

const memberOf = (
  { host, port }: Leader, state: Parameters<MemberInfo['setState']>[0],
): MemberInfo => {
  const end = new gossip.EndPoint();
  end.setAddress(host);
  end.setPort(port);
  const id = new shared.UUID();
  id.setString(`00000000-0000-4000-8000-${String(port).padStart(12, '0')}`);
  const member = new gossip.MemberInfo();
  member.setInstanceId(id);
  member.setTimeStamp(String(Date.now()));
  member.setState(state);
  member.setIsAlive(true);
  member.setHttpEndPoint(end);
  return member;
};

const bound = (server: Server, tls?: ServerCertificate): Promise<number> => new Promise((resolve, reject) => {
  server.bindAsync(`${LOOPBACK}:0`, credentialsOf(tls), (error, port) => {
    if (error) reject(error);
    else resolve(port);
  });
});

const credentialsOf = (tls?: ServerCertificate): ServerCredentials => {
  if (!tls) return ServerCredentials.createInsecure();
  const [cert, key] = [Buffer.from(tls.certificate), Buffer.from(tls.key)];
  return ServerCredentials.createSsl(null, [{ cert_chain: cert, private_key: key }]);
};

const supportedMethods = (): SupportedMethods => {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion('23.10.8');
  for (const name of ['read', 'append', 'batchappend', 'delete', 'tombstone']) {
    const method = new features.SupportedMethod();
    method.setServiceName('event_store.client.streams.Streams');
    method.setMethodName(name);
    methods.addMethods(method);
  }
  return methods;
};
