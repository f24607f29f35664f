import { fenceJournalContract } from '../../../test/contract/fence-journal.contract.js';
import {
  type MongoUnderTest, mongoUnderTest, mongoWhere,
} from '../../../test/support/mongodb-server/mongo-under-test.js';
import type { Fence } from '../../application/ports/fence-journal.js';
import { type MongoFenceJournal, openMongoFenceJournal } from './mongo-fence-journal.js';

const clock = { now: () => 0 };
const meta = { actor: 'a', organisation: '1480', commandId: 'c' };

let mongo: MongoUnderTest;
beforeAll(async () => { mongo = await mongoUnderTest(); });
afterAll(() => mongo.dispose());

const fixture = async () => {
  const database = mongo.newDatabase();
  const opened: MongoFenceJournal[] = [];
  const reopen = async (): Promise<MongoFenceJournal> => {
    const journal = await openMongoFenceJournal({ url: mongo.url, database, clock });
    opened.push(journal);
    return journal;
  };
  return {
    journal: await reopen(), reopen,
    dispose: async () => {
      for (const journal of opened) await journal.close();
      await mongo.drop(database);
    },
  };
};

fenceJournalContract(`mongodb, ${mongoWhere}`, fixture);

test('many processes tell of fences at once: each is there once, and each stream has its first', async () => {
  const { journal, reopen, dispose } = await fixture();
  const other = await reopen();
  const fence = (stream: number, decision: string): Fence =>
    ({ stream: `kaa-${stream}`, category: 'kaa', case: '', decision, meta });
  await Promise.all(Array.from({ length: 6 }, (_, index) => [
    journal.add([fence(index, 'one')]), other.add([fence(index, 'two')]),
  ]).flat());
  expect((await journal.all()).map(({ stream }) => stream).sort())
    .toEqual(Array.from({ length: 6 }, (_, index) => `kaa-${index}`));
  expect(await other.all()).toEqual(await journal.all());
  await dispose();
});

test('it is for one ledger', async () => {
  const { journal, reopen, dispose } = await fixture();
  await journal.mustBelongTo({ id: 'one' });
  const again = await reopen();
  await again.mustBelongTo({ id: 'one' });
  expect(again.id).toBe(journal.id);
  await expect(again.mustBelongTo({ id: 'two' })).rejects.toThrow('the fence journal of another ledger');
  await dispose();
});
