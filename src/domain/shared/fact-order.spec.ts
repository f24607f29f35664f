import { canonicalJson, compareInstants, type Fact, type FactTimes, factOrder } from './fact-order.js';

const fact = (id: string, type: string, data: FactTimes & Record<string, unknown>): Fact =>
  ({ id, event: { type, data } });

/** The ids in the order that the facts are read in, whichever way they came. */
const readIn = (facts: readonly Fact[], kinds?: readonly string[]): string[] => {
  const [forth, back] = [[...facts], [...facts].reverse()]
    .map((all) => all.sort(factOrder(kinds)).map(({ id }) => id));
  expect(back).toEqual(forth);
  return forth!;
};

test('facts are read by the day they hold from, whenever they were said', () => {
  expect(readIn([
    fact('b', 'X', { validOn: '2026-01-02', reportedAt: '2025-01-01T00:00:00Z' }),
    fact('a', 'X', { validOn: '2026-01-01', reportedAt: '2026-06-01T00:00:00Z' }),
  ])).toEqual(['a', 'b']);
});

test('of one day, by when they were said, then last changed; what nobody dated comes first', () => {
  const on = { validOn: '2026-01-01' };
  expect(readIn([
    fact('d', 'X', { ...on, reportedAt: '2026-02-01T08:00:00Z', amendedAt: '2026-03-01T08:00:00Z' }),
    fact('c', 'X', { ...on, reportedAt: '2026-02-01T08:00:00Z' }),
    fact('b', 'X', { ...on, reportedAt: '2026-01-15T08:00:00Z', amendedAt: '2026-04-01T08:00:00Z' }),
    fact('a', 'X', on),
  ])).toEqual(['a', 'b', 'c', 'd']);
});

test('of one moment, by kind in the order given, then by content, then by id', () => {
  const on = { validOn: '2026-01-01' };
  expect(readIn([
    fact('e', 'Unheard', on), fact('d', 'End', on), fact('c', 'Begin', { ...on, unit: 'B' }),
    fact('b', 'Begin', { ...on, unit: 'A' }), fact('a', 'Begin', { unit: 'A', ...on }),
  ], ['Begin', 'End'])).toEqual(['a', 'b', 'c', 'd', 'e']);
});

describe('instants', () => {
  test.each([
    ['2026-01-01T08:00:00Z', '2026-01-01T08:00:00.500Z', -1],
    ['2026-01-01T08:00:00.500Z', '2026-01-01T08:00:01Z', -1],
    ['2026-01-01T08:00:00Z', '2026-01-01T08:00:00.000Z', 0],
    [undefined, '2026-01-01T08:00:00Z', -1],
    [undefined, undefined, 0],
  ])('%s and %s', (a, b, order) => {
    expect([compareInstants(a, b), compareInstants(b, a)]).toEqual([order, 0 - order]);
  });
});

test('content is the same however it was put together', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined }))
    .toBe(canonicalJson({ b: [1, { c: 'x', d: null }] }));
  expect(canonicalJson({ a: ['1'] })).not.toBe(canonicalJson({ a: [1] }));
});
