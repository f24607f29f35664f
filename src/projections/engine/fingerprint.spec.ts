import fc from 'fast-check';
import { fingerprint } from './fingerprint.js';

test('what is the same JSON has the same fingerprint, and nothing else has', () => {
  const examples: [unknown, unknown][] = [
    ['', null], [1, '1'], [[1, [2]], [[1], 2]], [{ a: 'b' }, ['a', 'b']], [2 ** 32, 0], [-1, 1],
  ];
  fc.assert(fc.property(fc.jsonValue() as fc.Arbitrary<unknown>, fc.jsonValue(), (a, b) => {
    const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
    expect(fingerprint(JSON.parse(one))).toBe(fingerprint(a));
    expect(fingerprint(a) === fingerprint(b)).toBe(one === other);
  }), { examples });
});

test('what is undefined is not there', () => {
  expect(fingerprint({ a: undefined, b: 1 })).toBe(fingerprint({ b: 1 }));
});
