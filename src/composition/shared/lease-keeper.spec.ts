import { Gate } from '../../../test/support/gate.js';
import { MongoDbTestServer } from '../../../test/support/mongodb-server/mongodb-test-server.js';
import { soon } from '../../../test/support/soon.js';
import type { LeadNews } from '../../application/ports/leases.js';
import {
  type MongoReadStore, openMongoReadStore,
} from '../../infrastructure/read-store/mongodb/mongo-read-store.js';
import { LeaseKeeper } from './lease-keeper.js';

const HOUR = 3_600_000;
/** Leases hold for two thirds of it. */
const TAKE_OVER_MS = 3 * HOUR;

let server: MongoDbTestServer;
let [one, other]: MongoReadStore[] = [];

beforeEach(async () => {
  server = await MongoDbTestServer.start();
  [one, other] = await Promise.all([1, 2].map(() =>
    openMongoReadStore({ url: server.url, database: 'read' })));
});
afterEach(async () => {
  await Promise.all([one!.close(), other!.close()]);
  await server.stop();
});

test('what is held is renewed first: another question that takes long does not cost it', async () => {
  const [leads, nextRound, asked, answered] = [new Gate(), new Gate(), new Gate(), new Gate()];
  const [news, failures]: [LeadNews['is'][], unknown[]] = [[], []];
  let rounds = 0;
  const keeper = new LeaseKeeper({
    leases: one!.leases, names: ['a', 'b'], holder: 'one', takeOverMs: TAKE_OVER_MS,
    mayLead: async () => {
      rounds += 1;
      if (rounds === 2) asked.open();
      if (rounds === 2) await answered.opened;
      return true;
    },
    onNews: ({ is }) => { if (news.push(is) === 2) leads.open(); },
    onFailure: (error) => { failures.push(error); },
    pause: () => nextRound.opened.then(soon),
  });
  await leads.opened;
  server.passTime(1.5 * HOUR);
  nextRound.open();
  await asked.opened;
  server.passTime(HOUR); // which would be too much for leases of two hours
  expect(await other!.leases.acquire('a', 'other', HOUR)).toBeUndefined();
  expect(await other!.leases.acquire('b', 'other', HOUR)).toBeUndefined();
  answered.open();
  await keeper.stop();
  expect([news, failures]).toEqual([['gained', 'gained', 'given up', 'given up'], []]);
});
