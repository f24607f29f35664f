import { NORTH, SOUTH } from '../../../test/support/events.js';
import { event } from '../shared/event.js';
import { UnitRegistered } from './events.js';
import { emptySchoolRegister, evolveSchoolRegister, type UnitFacts, unitDuring, unitOn } from './state.js';

const municipal = { id: '1407', name: 'Öckerö kommun', kind: 'municipal' as const };
const independent = { id: '556000-0001', name: 'Skolbolaget', kind: 'independent' as const };

const entry = (validOn: string, more: Partial<UnitFacts> = {}): UnitFacts =>
  ({ validOn, unit: NORTH, name: 'Norra skolan', principal: municipal, ...more });
const registerOf = (...entries: readonly UnitFacts[]) => entries.reduce(
  (register, facts) => evolveSchoolRegister(register, event(UnitRegistered, facts)), emptySchoolRegister,
);

const period = { from: '2025-07-01', to: '2026-07-01' };
const ranBy = (register: ReturnType<typeof registerOf>, unit = NORTH as string): string[] =>
  unitDuring(register, unit, period).map(({ from, facts }) => `${from} ${facts?.principal.id ?? 'unknown'}`);

test('a unit is run by the same principal until another takes over', () => {
  const register = registerOf(entry('2026-01-01', { principal: independent }), entry('2020-01-01'));
  expect(ranBy(register)).toEqual(['2025-07-01 1407', '2026-01-01 556000-0001']);
});

test('what is first known of a unit also answers for the days before', () => {
  expect(ranBy(registerOf(entry('2026-01-01')))).toEqual(['2025-07-01 1407']);
  expect(unitOn(registerOf(entry('2026-01-01')), NORTH, '2025-07-01')?.principal.id).toBe('1407');
});

test('of one day the last said counts, in whatever order it came', () => {
  const first = entry('2020-01-01', { reportedAt: '2025-01-01T00:00:00Z' });
  const second = entry('2020-01-01', { reportedAt: '2025-02-01T00:00:00Z', principal: independent });
  expect(registerOf(first, second)).toEqual(registerOf(second, first));
  expect(ranBy(registerOf(second, first))).toEqual(['2025-07-01 556000-0001']);
});

test('an entry said twice is one, however its fields are ordered', () => {
  const { unit, ...rest } = entry('2020-01-01');
  expect(registerOf(entry('2020-01-01'), { unit, ...rest }).units[NORTH]).toHaveLength(1);
});

test.each([SOUTH, 'x-00090002', 'toString', 'constructor'])('nobody knows a unit %s', (unit) => {
  expect(ranBy(registerOf(entry('2020-01-01')), unit)).toEqual(['2025-07-01 unknown']);
  expect(unitOn(registerOf(entry('2020-01-01')), unit, '2026-01-01')).toBeUndefined();
});
