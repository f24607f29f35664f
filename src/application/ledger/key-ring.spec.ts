import { openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import { named } from '../../../test/support/events.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { KeyRing } from './key-ring.js';
import type { Target } from './ledger.js';

let made: TestLedger;
beforeEach(() => { made = openTestLedger(); });
afterEach(() => made.close());

const namedSomebody = async (number: string): Promise<Target> => {
  const target = await made.ledger.personStream(await made.vault.claim(number), 'person');
  await made.ledger.execute(target, {}, under(number), () => [named()]);
  return target;
};

const isErased = async (ring: KeyRing, { stream }: Target): Promise<boolean[]> =>
  (await ring.open(await made.store.readStream(stream))).map(({ erased }) => erased);

test.each([0, 1, 10])('opens for all who ask at once, remembering %i keys', async (remember) => {
  const ring = new KeyRing(made.vault, new SodiumSealer(), remember);
  const targets = await Promise.all(['201001012382', '201001022399', '201001032398'].map(namedSomebody));
  const asked = [...targets, ...targets].map((target) => isErased(ring, target));
  expect((await Promise.all(asked)).flat()).toEqual([false, false, false, false, false, false]);
});

test('sees an erasure at once when it remembers nothing, else after it was told to forget', async () => {
  const [fresh, remembering] = [0, 10].map((keys) => new KeyRing(made.vault, new SodiumSealer(), keys));
  const target = await namedSomebody('201001012382');
  await Promise.all([isErased(fresh!, target), isErased(remembering!, target)]);
  await made.vault.destroy(target.stream);
  expect([await isErased(fresh!, target), await isErased(remembering!, target)]).toEqual([[true], [false]]);
  remembering!.forget();
  expect(await isErased(remembering!, target)).toEqual([true]);
});
