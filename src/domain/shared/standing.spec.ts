import { named, personFactWithdrawn } from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import type { PersonEvent } from '../person/events.js';
import { standing, standingAgainst } from './standing.js';

const withdrawing = (nth: number) => personFactWithdrawn({ withdraws: factId(nth) });

/** Which facts hold, by their place in the list; the same for the list turned round. */
const holding = (...events: readonly PersonEvent[]): string[] => {
  const facts = asFacts(events);
  const [forth, back] = [facts, facts.toReversed()].map((all) => standing(all).map(({ id }) => id));
  expect(back).toEqual(forth);
  return forth!;
};

test('a fact holds until it is withdrawn', () => {
  expect(holding(named())).toEqual([factId(1)]);
  expect(holding(named(), withdrawing(1))).toEqual([]);
});

test('a withdrawal holds from whatever day it says', () => {
  expect(holding(personFactWithdrawn({ withdraws: factId(2), validOn: '2020-01-01' }), named())).toEqual([]);
});

test('a withdrawn withdrawal lets its fact hold again; another one withdraws it again', () => {
  expect(holding(named(), withdrawing(1), withdrawing(2))).toEqual([factId(1)]);
  expect(holding(named(), withdrawing(1), withdrawing(2), withdrawing(1))).toEqual([]);
});

test('a fact does not hold as long as any of its withdrawals does', () => {
  expect(holding(named(), withdrawing(1), withdrawing(1), withdrawing(2))).toEqual([]);
  const facts = asFacts([named(), withdrawing(1), withdrawing(1), withdrawing(2)]);
  expect(standingAgainst(factId(1), facts).map(({ id }) => id)).toEqual([factId(3)]);
});

test('a withdrawal of what is not there yet does nothing else', () => {
  expect(holding(named(), withdrawing(9))).toEqual([factId(1)]);
});

describe('what is said twice in the same words', () => {
  test('is one', () => {
    expect(holding(named(), named())).toEqual([factId(1)]);
  });

  test('is withdrawn by withdrawing either', () => {
    expect(holding(named(), named(), withdrawing(1))).toEqual([]);
    expect(holding(named(), named(), withdrawing(2))).toEqual([]);
  });

  test('is two if it was said at another time', () => {
    expect(holding(named(), named({ reportedAt: '2025-02-01T00:00:00Z' }))).toHaveLength(2);
  });
});
