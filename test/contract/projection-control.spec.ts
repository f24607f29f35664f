import { openEmbedded } from '../../src/composition/embedded.js';
import { Reach } from '../../src/composition/reach.js';
import { readModels } from '../../src/composition/read-models.js';
import { SharedProjections } from '../../src/composition/shared/shared-projections.js';
import { SharedProjector } from '../../src/composition/shared/shared-projector.js';
import { openMongoReadStore } from '../../src/infrastructure/read-store/mongodb/mongo-read-store.js';
import { inThisThread } from '../../src/projections/engine/do-task.js';
import { CountingIds } from '../support/counting-ids.js';
import { mongoUnderTest } from '../support/mongodb-server/mongo-under-test.js';
import { ProjectorHere } from '../support/projector-here.js';
import { recordAttempt } from '../support/recorded-attempt.js';
import { RunningEngine } from '../support/running-engine.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { soon } from '../support/soon.js';
import { testNumbers } from '../support/test-numbers.js';
import { ToyLedger } from '../support/toy-ledger.js';
import { pupils, tally } from '../support/toy-projections.js';
import { projectionControlContract, type ProjectionControlFixture } from './projection-control.contract.js';

const projections = [pupils, tally];
const names = projections.map(({ name }) => name);
const TAKE_OVER_MS = 3_600_000;

const mongo = await mongoUnderTest();
afterAll(() => mongo.dispose());

const recordingIn = (ledger: ToyLedger): ProjectionControlFixture['record'] => async (who) => {
  const person = await ledger.person(who);
  const position = await ledger.lives(person, '1480');
  const { stream } = await ledger.vault.openStream(person, 'person');
  return { stream, person, position };
};

projectionControlContract('in this thread', async () => {
  const running = await RunningEngine.start(projections);
  const { engine, ledger, store: readStore } = running;
  const reach = new Reach({ events: ledger.events, readStore, projections, lookEveryMs: 1 });
  return {
    control: new ProjectorHere(engine, reach), names, store: ledger.events, record: recordingIn(ledger),
    dispose: () => running.stop(),
  };
});

projectionControlContract('in a thread of its own', async () => {
  const folder = temporaryFolder();
  const { projections: control, store, ledger, close } = await openEmbedded({ dataFolder: folder.path });
  const numbers = testNumbers(2010);
  return {
    control, names: readModels().map(({ name }) => name), store,
    record: async (who) => {
      const number = numbers['ab'.indexOf(who)]!;
      const { stream, position } = await recordAttempt(ledger, number, who);
      return { stream, position, person: await ledger.vault.claim(number) };
    },
    dispose: async () => {
      await close();
      folder.dispose();
    },
  };
});

projectionControlContract(`in some process, seen from another (${mongo.where})`, async () => {
  const database = mongo.newDatabase();
  const ledger = new ToyLedger();
  const open = () => openMongoReadStore({ url: mongo.url, database });
  const [led, asked] = [await open(), await open()];
  const { events, vault, sealer, clock } = ledger;
  const control = await SharedProjections.open({
    events, clock, readStore: asked, ids: new CountingIds(), projections,
  });
  const projector = new SharedProjector({
    events, vault, sealer, clock, readStore: led, projections, holder: 'one', takeOverMs: TAKE_OVER_MS,
    onFailure: (error) => { throw error; }, onLead: () => undefined,
    makeRanges: (_, setting) => inThisThread(setting),
    pause: soon,
  });
  return {
    control, names, store: events, record: recordingIn(ledger),
    dispose: async () => {
      await projector.stop();
      await Promise.all([led.close(), asked.close()]);
      await mongo.drop(database);
    },
  };
});
