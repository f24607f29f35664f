import { EventLog } from '../../support/kurrentdb-server/event-log.js';
import { KurrentDbTestServer } from '../../support/kurrentdb-server/kurrentdb-test-server.js';
import { MongoDbTestServer } from '../../support/mongodb-server/mongodb-test-server.js';

/** The process that `servers.ts` starts: a test server, for as long as whoever started it is there. */
const start = {
  kurrentdb: () => KurrentDbTestServer.start(new EventLog()), mongodb: () => MongoDbTestServer.start(),
}[process.argv[2] as 'kurrentdb' | 'mongodb'];

process.once('disconnect', () => process.exit());
process.send!((await start()).url);
