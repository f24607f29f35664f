import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { recordAttempt } from '../../../test/support/recorded-attempt.js';
import { soon } from '../../../test/support/soon.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { testNumbers } from '../../../test/support/test-numbers.js';
import { type Liggare, openEmbedded } from '../embedded.js';

const folder = temporaryFolder();
const dataFolder = folder.file('data');
const failures: unknown[] = [];
let liggare: Liggare;
let readModels: InstanceType<typeof DatabaseSync>;

beforeAll(async () => {
  liggare = await openEmbedded({ dataFolder, onFailure: (error) => failures.push(error) });
  readModels = new DatabaseSync(join(dataFolder, 'read.db'));
});
afterAll(async () => {
  readModels.close();
  await liggare.close();
  folder.dispose();
});

test('that read models cannot be made is told once, and since when they may be behind', async () => {
  const numbers = testNumbers(2010);
  const record = (key: string) => recordAttempt(liggare.ledger, numbers.shift()!, key);
  const { position: before } = await record('first');
  expect(await liggare.projections.waitFor(before, 30_000)).toBe(true);
  expect(liggare.staleSince()).toBeUndefined();

  readModels.exec('ALTER TABLE checkpoints RENAME TO elsewhere');
  const { position } = await record('second');
  while (failures.length === 0) await soon();
  expect(liggare.staleSince()).toEqual(expect.any(Number));

  readModels.exec('ALTER TABLE elsewhere RENAME TO checkpoints');
  expect(await liggare.projections.waitFor(position, 30_000)).toBe(true);
  while (liggare.staleSince() !== undefined) await soon();
  expect(failures).toEqual([expect.any(Error)]);
});
