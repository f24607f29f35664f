import { elinDocument, elinEvent } from '../../test/support/elin-said.js';
import { RunningIntake } from '../../test/support/running-intake.js';
import { StoreRefused, StoreUnavailable } from '../application/ports/event-store.js';
import { patient } from './patient.js';

const away = new StoreUnavailable('away', true);
const { signal } = new AbortController();

/** A store that answers once it was asked so often. */
class Leaving {
  asked = 0;
  constructor(private readonly failures: readonly Error[]) {}
  async told(what: string): Promise<string> {
    const failure = this.failures[this.asked];
    this.asked += 1;
    if (failure) throw failure;
    return what;
  }
}

test('a store that does not answer is asked the same again until it does', async () => {
  const store = new Leaving([away, away]);
  expect(await patient(store, { signal }).told('this')).toBe('this');
  expect(store.asked).toBe(3);
});

test.each([['one that refuses access', new StoreRefused('refused')], ['a mistake', new TypeError('wrong')]])(
  '%s is told at once', async (_, error) => {
    const store = new Leaving([error]);
    await expect(patient(store, { signal }).told('this')).rejects.toBe(error);
    expect(store.asked).toBe(1);
  });

test('what is not waited for is answered as it is', () => {
  const subscription = { done: Promise.resolve(), stop: async (): Promise<void> => undefined };
  const store = { subscribeAll: () => subscription, fails: () => { throw away; } };
  expect(patient(store, { signal }).subscribeAll()).toBe(subscription);
  expect(() => patient(store, { signal }).fails()).toThrow(away);
});

test('there is an end to it', async () => {
  const store = new Leaving(Array<Error>(100).fill(away));
  await expect(patient(store, { signal, forMs: 600 }).told('this')).rejects.toBe(away);
  expect(store.asked).toBe(2);
});

test('whoever is to stop is told what went wrong, and does not wait', async () => {
  const stopping = new AbortController();
  const store = new Leaving(Array<Error>(100).fill(away));
  const waiting = patient(store, { signal: stopping.signal }).told('this');
  stopping.abort();
  await expect(waiting).rejects.toBe(away);
});

test('a delivery goes on where ledger and vault were away, and what it took it has taken', async () => {
  const [flaky, whole] = [new RunningIntake(), new RunningIntake()];
  const file = elinDocument(['201001012382', '201001022399'].map((number) => elinEvent({ number })));
  let [appends, claims] = [0, 0];
  const append = flaky.store.append.bind(flaky.store);
  flaky.store.append = async (...given) => { // every other one is written, and its answer lost
    const result = await append(...given);
    appends += 1;
    if (appends % 2 === 1) throw away;
    return result;
  };
  const claimMany = flaky.vault.claimMany.bind(flaky.vault);
  flaky.vault.claimMany = async (numbers) => {
    const persons = await claimMany(numbers);
    claims += 1;
    if (claims === 1) throw away;
    return persons;
  };
  const [store, vault] = [patient(flaky.store, { signal }), patient(flaky.vault, { signal })];
  const intake = flaky.another({ store, vault });
  const report = await flaky.send('elin', file, {}, intake);
  expect(report).toMatchObject({ state: 'completed', lines: 2, taken: 2, known: 0 });
  expect(report).toMatchObject(counts(await whole.send('elin', file)));
});

const counts = ({ lines, taken, known, refused }: Awaited<ReturnType<RunningIntake['send']>>): object =>
  ({ lines, taken, known, refused });
