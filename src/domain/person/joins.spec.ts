import fc from 'fast-check';
import { type JoinHolding, joinsHolding, type JoinsSaid, oneWith } from './joins.js';
import type { PersonFact } from './municipality.js';

const source = 'population-register';
const validOn = '2026-01-01';

const join = (id: string, joins: string): PersonFact => ({
  id,
  event: { type: 'IdentityNumberAdded', data: { validOn, source, number: '1', kind: 'temporary', joins } },
});
const withdrawn = (id: string, withdraws: string, joined: string): PersonFact =>
  ({ id, event: { type: 'PersonFactWithdrawn', data: { validOn, source, withdraws, joined } } });

test('a join holds until it is withdrawn, and again when its withdrawal is', () => {
  const [said, taken, restored] = [join('1', 'b'), withdrawn('2', '1', 'b'), withdrawn('3', '2', 'b')];
  const holding = (...facts: PersonFact[]): JoinHolding[] => joinsHolding([{ of: 'a', facts }]);
  expect(holding(said)).toEqual([['a', 'b']]);
  expect(holding(said, taken)).toEqual([]);
  expect(holding(said, taken, restored)).toEqual([['a', 'b']]);
});

test('those on either side of a join that is gone stay one among themselves', () => {
  const joins: JoinHolding[] = [['b', 'c'], ['d', 'a']];
  expect([oneWith('c', joins), oneWith('a', joins), oneWith('e', joins)])
    .toEqual([['b', 'c'], ['d', 'a'], ['e']]);
});

const ids = ['a', 'b', 'c', 'd', 'e'];
const said = fc.record({ of: fc.nat(4), other: fc.nat(4), isWithdrawn: fc.boolean() });

test('whatever is said in whatever order, those who are one are the same, and go by the same id', () => {
  const shuffled = fc.array(said, { maxLength: 8 }).chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all.map((_, index) => index), { minLength: all.length })));
  fc.assert(fc.property(shuffled, ([all, order]) => {
    const records = (indexes: readonly number[]): JoinsSaid[] => indexes.map((index) => {
      const { of, other, isWithdrawn } = all[index]!;
      const facts = [join(`${index}`, ids[other]!), withdrawn(`w${index}`, `${index}`, ids[other]!)];
      return { of: ids[of]!, facts: isWithdrawn ? facts.reverse() : facts.slice(0, 1) };
    });
    const [one, another] = [all.map((_, index) => index), order]
      .map((indexes) => joinsHolding(records(indexes)));
    for (const id of ids) {
      const [here, there] = [oneWith(id, one!), oneWith(id, another!)];
      expect([here[0], [...here].sort()]).toEqual([there[0], [...there].sort()]);
      expect(here).toContain(id);
      for (const other of here) expect(oneWith(other, one!)[0]).toBe(here[0]);
    }
  }), { numRuns: 200 });
});
