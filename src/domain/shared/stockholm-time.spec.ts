import fc from 'fast-check';
import { instantInSweden } from './stockholm-time.js';

test.each([
  ['2025-01-15 12:00:00', '2025-01-15T11:00:00Z'],
  ['2025-07-15T00:30:00', '2025-07-14T22:30:00Z'],
  ['2025-03-30 01:59:59', '2025-03-30T00:59:59Z'],
  ['2025-03-30 03:00:00', '2025-03-30T01:00:00Z'],
  ['2025-10-26 01:59:59', '2025-10-25T23:59:59Z'],
  ['2025-10-26 03:00:00', '2025-10-26T02:00:00Z'],
])('%s in Sweden is %s', (local, instant) => {
  expect(instantInSweden(local)).toBe(instant);
});

test('the hour that comes twice is read as its first', () => {
  expect(instantInSweden('2025-10-26 02:30:00')).toBe('2025-10-26T00:30:00Z');
});

test('the hour that does not exist is read as winter time', () => {
  expect(instantInSweden('2025-03-30 02:30:00')).toBe('2025-03-30T01:30:00Z');
});

test.each(['2025-02-29 10:00:00', '2025-01-01 24:00:00', '2025-01-01 10:60:00', '2025-01-01', 'x', ''])(
  '%s is no time', (local) => expect(instantInSweden(local)).toBeUndefined(),
);

test('every instant since 1996 is found again from its local time, the doubled hour apart', () => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'medium',
  });
  const hour = 3_600_000;
  const instants = fc.date({
    min: new Date('1996-11-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true,
  });
  fc.assert(fc.property(instants, (date) => {
    const instant = Math.floor(date.getTime() / 1000) * 1000;
    const local = format.format(instant);
    fc.pre(format.format(instant - hour) !== local);
    expect(instantInSweden(local)).toBe(`${new Date(instant).toISOString().slice(0, 19)}Z`);
  }), { numRuns: 2000 });
});
