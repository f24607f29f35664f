import { personFactWithdrawn, registeredIn, staysIn } from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import type { CivilDate } from '../shared/civil-date.js';
import type { PersonEvent } from './events.js';
import { halfYearsOf, lateMovesOf } from './late-moves.js';
import { homeMunicipalities, type PersonFact } from './municipality.js';

const home = registeredIn({ municipality: '1480' });
const moved = registeredIn({ municipality: '1481', validOn: '2025-11-10' });

/** Late moves where the nth thing that was said was learnt on the nth day. */
const lateMoves = (...told: readonly (readonly [PersonEvent, CivilDate])[]) => lateMovesOf(
  told.map(([event, knownOn], index) => ({ knownOn, fact: { id: factId(index + 1), event } })),
  (facts: readonly PersonFact[]) => homeMunicipalities(facts, new Set()),
);
const written = (...told: readonly (readonly [PersonEvent, CivilDate])[]): string[] => lateMoves(...told)
  .map(({ from, to, before, municipality, knownOn }) =>
    `${knownOn}: ${from} ${to} ${before} → ${municipality}`);

test('a move that is told months later gives the days since to the new municipality', () => {
  expect(written([home, '2025-08-01'], [moved, '2026-02-10']))
    .toEqual(['2026-02-10: 2025-11-10 2026-02-10 1480 → 1481']);
});

test('one that is told within its month re-assigns nothing that was over, nor does one told ahead', () => {
  expect(written([home, '2025-08-01'], [moved, '2025-11-30'])).toEqual([]);
  expect(written([home, '2025-08-01'], [moved, '2025-10-01'])).toEqual([]);
  expect(written([home, '2025-08-01'], [moved, '2025-12-01'])).toHaveLength(1);
});

test('nor does what is learnt first, or of days that nobody answered for', () => {
  expect(written([home, '2026-02-10'], [moved, '2026-02-10'])).toEqual([]);
  expect(written([staysIn({ validOn: '2025-12-01' }), '2026-01-05'], [moved, '2026-02-10']))
    .toEqual(['2026-02-10: 2025-12-01 2026-02-10 1480 → 1481']);
});

test('a withdrawal gives them back, and a correction of the day moves some of them', () => {
  const undone = personFactWithdrawn({ withdraws: factId(2), validOn: '2025-11-10' });
  expect(written([home, '2025-08-01'], [moved, '2025-11-12'], [undone, '2026-03-02']))
    .toEqual(['2026-03-02: 2025-11-10 2026-03-02 1481 → 1480']);
  const sooner = registeredIn({ municipality: '1481', validOn: '2025-10-20' });
  expect(written([home, '2025-08-01'], [moved, '2025-11-12'], [sooner, '2025-12-03']))
    .toEqual(['2025-12-03: 2025-10-20 2025-11-10 1480 → 1481']);
});

test('whatever order the facts stand in', () => {
  const told = [[home, '2025-08-01'], [moved, '2026-02-10']] as const;
  const facts = told.map(([event, knownOn], index) => ({ knownOn, fact: { id: factId(index + 1), event } }));
  const fold = (some: readonly PersonFact[]) => homeMunicipalities(some, new Set());
  expect(lateMovesOf([...facts].reverse(), fold)).toEqual(lateMovesOf(facts, fold));
});

test.each<[CivilDate, CivilDate, CivilDate, string[]]>([
  ['2025-11-10', '2026-02-10', '2026-02-10', ['2025-H2']],
  ['2025-06-30', '2026-01-01', '2026-01-01', ['2025-H1', '2025-H2']],
  ['2025-07-01', '2025-12-31', '2025-12-31', []],
  ['2024-12-31', '2025-01-02', '2026-08-01', ['2024-H2', '2025-H1']],
])('days %s to %s learnt on %s concern the half-years %p', (from, to, knownOn, halves) => {
  expect(halfYearsOf({ from, to, knownOn, municipality: '1481', before: '1480' })).toEqual(halves);
});
