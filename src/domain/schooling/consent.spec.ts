import fc from 'fast-check';
import { shuffled } from '../../../test/properties/arbitraries.js';
import { droppedOut, enrolled, SOUTH } from '../../../test/support/events.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import { standing } from '../shared/standing.js';
import { consentFlags } from './consent.js';
import type { SchoolingFact } from './standing.js';

const EIGHTEEN = '2026-05-20';
type Said = Parameters<typeof droppedOut>[0];

const flags = (...stops: readonly Said[]): string[] =>
  consentFlags(asFacts(stops.map(droppedOut)), EIGHTEEN).map(({ kind, unit, on }) => `${kind} ${unit} ${on}`);
const before = { validOn: '2026-05-19' };

test('a stop before the 18th birthday is flagged where nobody says that consent was shown', () => {
  expect(flags(before)).toEqual(['consent-not-stated 10000001 2026-05-19']);
  expect(flags({ ...before, guardianConsent: true })).toEqual([]);
  expect(flags({ ...before, guardianConsent: false })).toEqual(['consent-not-shown 10000001 2026-05-19']);
});

test('from the 18th birthday on nobody needs consent, and no other report does', () => {
  expect(flags({ validOn: EIGHTEEN })).toEqual([]);
  expect(consentFlags(asFacts([enrolled()]), EIGHTEEN)).toEqual([]);
});

test('a school says it afterwards by saying the stop again, and the last word counts', () => {
  const shown = { ...before, guardianConsent: true, reportedAt: '2026-06-01T08:00:00Z' };
  expect(flags(before, shown)).toEqual([]);
  expect(flags(shown, { ...before, reportedAt: '2026-06-02T08:00:00Z' })).toEqual([]);
  expect(flags({ ...before, unit: SOUTH }, shown)).toEqual(['consent-not-stated 10000002 2026-05-19']);
  const not = { ...shown, guardianConsent: false, reportedAt: '2026-06-03T08:00:00Z' };
  expect(flags(shown, not)).toEqual(['consent-not-shown 10000001 2026-05-19']);
});

test('arrival plays no part', () => {
  const stops = asFacts([
    before, { ...before, guardianConsent: true }, { ...before, guardianConsent: false, unit: SOUTH },
    { validOn: '2026-01-12' },
  ].map((said) => droppedOut(said))) as SchoolingFact[];
  fc.assert(fc.property(shuffled(fc.constant(stops)), ([one, other]) => {
    expect(consentFlags(standing(other), EIGHTEEN)).toEqual(consentFlags(standing(one), EIGHTEEN));
  }), { numRuns: 20 });
});
