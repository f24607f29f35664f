import { RunningEngine } from '../../../test/support/running-engine.js';
import { pupils } from '../../../test/support/toy-projections.js';
import { Directory } from './directory.js';
import { FrozenGeneration } from './frozen-generation.js';

test('a read model that nobody can fold any more forgets persons of whom something is erased', async () => {
  const running = await RunningEngine.start([pupils]);
  const { ledger, store } = running;
  const [anna, bo] = [await ledger.person('a'), await ledger.person('b')];
  for (const person of [anna, bo]) await ledger.enrols(person, '11111111');
  await running.catchUp();
  const { live } = await new Directory(store).entry('pupils');
  await running.engine.stop();

  const frozen = new FrozenGeneration(store, live!);
  const checkpoint = await ledger.events.head();
  await frozen.heed([{ person: bo, position: checkpoint }]); // from before: it was folded then
  await frozen.heed([{ person: anna, position: await ledger.erase(anna, 'schooling') }]);

  const content = await running.read(pupils);
  expect(JSON.stringify(content)).not.toContain(anna);
  expect(Object.keys(content.documents)).toEqual([bo]);
  expect(content.sums).toEqual({ '|11111111|unknown': 1 });
  expect(await store.sums(`${live!.name}_uses`, '')).toEqual([{ key: 'unit|11111111', value: 1 }]);
  await running.stop();
});
