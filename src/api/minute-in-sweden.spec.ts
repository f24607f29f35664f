import { minuteInSweden } from './minute-in-sweden.js';

test.each([
  ['2026-03-31T22:30:59.999Z', '2026-04-01 00:30'], // summer time, and another day than in London
  ['2026-01-01T08:00:00Z', '2026-01-01 09:00'],
  ['2026-03-29T00:59:00Z', '2026-03-29 01:59'], ['2026-03-29T01:00:00Z', '2026-03-29 03:00'],
])('%s is %s in Sweden', (instant, minute) => {
  expect(minuteInSweden(instant)).toBe(minute);
});
