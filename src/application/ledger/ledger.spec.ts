import { named } from '../../../test/support/events.js';
import { openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import type { Receipt, Target } from './ledger.js';
import { MOST_ATTEMPTS } from './not-recorded.js';

let made: TestLedger;
let target: Target;
beforeEach(async () => {
  made = openTestLedger();
  target = await made.ledger.personStream(await made.vault.claim('201001012382'), 'person');
});
afterEach(() => made.close());

/** Somebody else is so many times quicker, and writes to the stream just before the command does. */
const overtaken = (times: number): void => {
  const append = made.store.append.bind(made.store);
  let left = times;
  made.store.append = async (stream, expectedRevision, events) => {
    left -= 1;
    const [first] = events;
    const rival = { ...first!, id: randomIds.next(), meta: { ...first!.meta, commandId: randomIds.next() } };
    if (left >= 0) await append(stream, expectedRevision, [rival]);
    return append(stream, expectedRevision, events);
  };
};

let decided: number[];
const say = (): Promise<Receipt> => {
  decided = [];
  return made.ledger.execute(target, {}, under('a'), (recorded) => {
    decided.push(recorded.length);
    return [named()];
  });
};

test('a command that is overtaken is decided anew on what was written, and recorded once', async () => {
  overtaken(MOST_ATTEMPTS - 1);
  const { eventIds } = await say();
  expect(decided).toEqual([...Array(MOST_ATTEMPTS).keys()]);
  const recorded = await made.ledger.read(target.stream);
  expect(recorded.filter(({ id }) => eventIds.includes(id))).toHaveLength(1);
  expect(recorded).toHaveLength(MOST_ATTEMPTS);
});

test('one that is overtaken again and again is refused, and nothing of it is recorded', async () => {
  overtaken(3 * MOST_ATTEMPTS);
  await expect(say()).rejects.toThrow('too-much-contention');
  expect(decided).toHaveLength(MOST_ATTEMPTS);
  expect(await made.ledger.read(target.stream)).toHaveLength(MOST_ATTEMPTS);
});
