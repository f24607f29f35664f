import { RunningEngine } from '../../../test/support/running-engine.js';
import type { ToyLedger } from '../../../test/support/toy-ledger.js';
import { like, pupils } from '../../../test/support/toy-projections.js';
import type { Projection } from './projection.js';

let running: RunningEngine;
let ledger: ToyLedger;

beforeEach(async () => {
  running = await RunningEngine.start([pupils]);
  ({ ledger } = running);
});
afterEach(() => running.stop());

const mustBeAsExpected = async (projection: Projection): Promise<void> => {
  await running.catchUp();
  expect(await running.read(projection)).toEqual(await running.expected(projection));
};

test('persons who turn out to be one are folded as if that had been known', async () => {
  const [anna, alias] = [await ledger.person('a'), await ledger.person('t')];
  await ledger.lives(anna, '1480');
  await ledger.enrols(alias, '11111111');
  await running.catchUp();
  await ledger.isAlso(anna, alias);
  await mustBeAsExpected(pupils);
  expect(Object.keys((await running.read(pupils)).documents)).toEqual([anna]);
  await ledger.enrols(alias, '22222222');
  await mustBeAsExpected(pupils);
});

test('joining those who were joined before leaves no document behind', async () => {
  const [anna, bo, carl] = await ledger.vault.claimMany(['a', 'b', 'c']) as [string, string, string];
  for (const person of [anna, bo, carl]) await ledger.lives(person, '1480');
  await ledger.isAlso(bo, carl);
  await running.catchUp();
  await ledger.isAlso(anna, carl);
  await mustBeAsExpected(pupils);
  expect(Object.keys((await running.read(pupils)).documents)).toEqual([anna]);
});

test('a join that is withdrawn leaves each with what is theirs, also for who never heard of it', async () => {
  const [anna, bo, carl] = await ledger.vault.claimMany(['a', 'b', 'c']) as [string, string, string];
  for (const person of [anna, bo, carl]) await ledger.lives(person, '1480');
  await ledger.isAlso(bo, carl);
  await ledger.isAlso(anna, bo);
  await running.catchUp();
  expect(Object.keys((await running.read(pupils)).documents)).toEqual([anna]);
  await ledger.isNotAlso(anna, bo);
  await mustBeAsExpected(pupils);
  expect(Object.keys((await running.read(pupils)).documents).sort()).toEqual([anna, bo].sort());
  await running.startAnew([like(pupils, { version: 2 })]);
  await mustBeAsExpected(pupils);
  expect(await ledger.vault.canonicalPerson(carl)).toBe(bo);
});
