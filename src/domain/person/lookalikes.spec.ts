import { likenessOf, type Likeness, nameKeyOf } from './lookalikes.js';

const likeness = (said: Partial<Likeness>): Likeness => ({
  nameKey: 'ek, alva', born: ['2010-01-01'], kinds: ['personal'], isPassing: false, ...said,
});
const passing = likeness({ kinds: ['temporary'], isPassing: true });

test('a name is compared by its letters and the first of the given names', () => {
  const key = nameKeyOf({ givenName: 'Zoë Maria', familyName: 'Åkesson-Ek' });
  expect(nameKeyOf({ givenName: 'ZOE', familyName: 'åkesson ek' })).toBe(key);
  expect(nameKeyOf({ givenName: 'Maria', familyName: 'Åkesson Ek' })).not.toBe(key);
  expect([nameKeyOf({ givenName: '', familyName: 'Ek' }), nameKeyOf({ givenName: 'Alva', familyName: '-' })])
    .toEqual([undefined, undefined]);
});

test('two may be one where one has passing numbers alone, and name and birth agree', () => {
  expect(likenessOf(passing, likeness({}))).toBe('same');
  expect(likenessOf(likeness({}), passing)).toBe('same');
  expect(likenessOf(passing, passing)).toBe('same');
  expect(likenessOf(passing, likeness({ nameKey: 'ek, maja' }))).toBeUndefined();
  expect(likenessOf(passing, likeness({ born: ['2010-01-02'] }))).toBeUndefined();
});

test('two with personal numbers are two, whatever they are called', () => {
  expect(likenessOf(likeness({}), likeness({}))).toBeUndefined();
});

test('a birth that no number speaks of agrees with any', () => {
  expect(likenessOf({ ...passing, kinds: ['asylum'], born: [] }, likeness({}))).toBe('unknown');
});
