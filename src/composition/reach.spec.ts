import { RunningEngine } from '../../test/support/running-engine.js';
import { pupils, tally } from '../../test/support/toy-projections.js';
import { Reach } from './reach.js';

const LONG_MS = 20_000;
const BEYOND = '9'.repeat(16);

let running: RunningEngine;
let reach: Reach;

/** Nobody makes `tally`: it is never there. */
beforeEach(async () => {
  running = await RunningEngine.start([pupils]);
  reach = new Reach({
    events: running.ledger.events, readStore: running.store, projections: [pupils, tally], lookEveryMs: 1,
  });
});
afterEach(() => running.stop());

const somethingHappens = async (person = 'a'): Promise<string> =>
  running.ledger.lives(await running.ledger.person(person), '1480');

test('who waits for one read model does not wait for the others', async () => {
  const position = await somethingHappens();
  expect(await reach.waitFor(position, LONG_MS, ['pupils'])).toBe(true);
  expect(await reach.waitFor(position, 0, ['tally'])).toBe(false);
  expect(await reach.waitFor(position, 0, ['pupils', 'tally'])).toBe(false);
  expect(await reach.waitFor(position, 0)).toBe(false);
});

test('what is waited for is there once it is folded, and not before', async () => {
  await reach.waitFor(await somethingHappens(), LONG_MS, ['pupils']);
  await running.engine.stop();
  const position = await somethingHappens('b');
  expect(await reach.waitFor(position, 0, ['pupils'])).toBe(false);
  const waited = reach.waitFor(position, LONG_MS, ['pupils']);
  await running.startAnew([pupils]);
  expect(await waited).toBe(true);
  expect((await running.read(pupils)).sums).toEqual({ '1480||': 2 });
});

test('an event that no read model takes in is waited for no longer than any other', async () => {
  const { store: readStore, ledger: { events } } = running;
  reach = new Reach({ events, readStore, projections: [pupils], lookEveryMs: 1 });
  await reach.waitFor(await somethingHappens(), LONG_MS);
  await running.engine.stop();
  const received = { type: 'DeliveryReceived', data: { kind: 'elin' } };
  const position = await running.ledger.plain('delivery-toy', received);
  expect(await reach.waitFor(position, 0)).toBe(true);
});

test('nothing has a position that the ledger has not come to', async () => {
  const position = await somethingHappens();
  expect(await reach.waitFor(position, LONG_MS, ['pupils'])).toBe(true);
  expect(await reach.waitFor(BEYOND, 5, ['pupils'])).toBe(false);
  expect(await reach.waitFor(BEYOND, 5, [])).toBe(false);
  expect(await reach.waitFor(position, 0, [])).toBe(true);
});

test('who waits long is looked for less often', async () => {
  const { store: readStore, ledger: { events } } = running;
  let looks = 0;
  const head = (): Promise<string> => {
    looks += 1;
    return events.head();
  };
  const counted = { head, readAll: events.readAll.bind(events) };
  reach = new Reach({ events: counted, readStore, projections: [pupils], lookEveryMs: 1 });
  expect(await reach.waitFor(BEYOND, 400, ['pupils'])).toBe(false);
  expect(looks).toBeLessThan(50);
});

test('a read model that there is not is not waited for', async () => {
  await expect(reach.waitFor(BEYOND, LONG_MS, ['nothing'])).rejects.toThrow('There is no read model nothing');
});

test('the earliest is what all have that are there', async () => {
  const position = await somethingHappens();
  await running.catchUp();
  expect(await reach.earliest()).toBe(position);
});
