import { LiveChargeSource } from '../../src/composition/live-charge-source.js';
import { LiveRegisterDrift } from '../../src/composition/live-register-drift.js';
import { LiveReportSource } from '../../src/composition/live-report-source.js';
import { openMongoReadStore } from '../../src/infrastructure/read-store/mongodb/mongo-read-store.js';
import { LivePostingIndex } from '../../src/projections/audit-trail/posting-index.js';
import { LiveGenerations } from '../../src/projections/engine/live-generations.js';
import { KaaQueries } from '../../src/projections/kaa/queries.js';
import { mongoUnderTest } from '../support/mongodb-server/mongo-under-test.js';
import { chargeSourceContract } from './charge-source.contract.js';
import { over, type OpenReadStore } from './over-read-models.js';
import { postingIndexContract } from './posting-index.contract.js';
import { registerDriftContract } from './register-drift.contract.js';
import { reportSourceContract } from './report-source.contract.js';

// Ports that the read models stand behind, over each store that they may be in.

const mongo = await mongoUnderTest();
const made: string[] = [];
afterAll(async () => {
  for (const database of made) await mongo.drop(database);
  await mongo.dispose();
});

const inMongo: OpenReadStore = () => {
  const database = mongo.newDatabase();
  made.push(database);
  return openMongoReadStore({ url: mongo.url, database });
};

const stores: readonly (readonly [string, OpenReadStore?])[] =
  [['SQLite'], [`MongoDB (${mongo.where})`, inMongo]];

for (const [name, open] of stores) {
  postingIndexContract(name, over(open, (store) => new LivePostingIndex(new LiveGenerations(store))));
  registerDriftContract(name, over(open, (store) =>
    new LiveRegisterDrift(new KaaQueries(new LiveGenerations(store)))));
  reportSourceContract(name, over(open, (store) => new LiveReportSource(store)));
  chargeSourceContract(name, over(open, (store) => new LiveChargeSource(store)));
}
