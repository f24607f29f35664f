import { homeMunicipalities, type PersonFact } from '../person/municipality.js';
import { evolvePrices, noPrices, type PriceKey } from '../price-list/state.js';
import { emptySchoolRegister, evolveSchoolRegister } from '../school-register/state.js';
import type { SchoolingFact } from '../schooling/standing.js';
import { schoolingHistory } from '../schooling/timelines.js';
import { formatKronor, kronor } from '../shared/money.js';
import { allocate } from '../../../test/support/allocate.js';
import { monthlyLines } from './monthly-lines.js';
import { paidStays } from './paid-stays.js';
import { defaultCostPolicy } from './policy.js';
import { vatBetween } from './shape.js';

/** schooling-and-cost.md 7: the pupil who moves, transfers and drops out, to the öre. */

const INDEPENDENT = '10000001';
const KUNGALV = '10000002';
const source = 'school-system' as const;

const schooling: SchoolingFact[] = [
  { type: 'Enrolled' as const, data: { validOn: '2025-08-18', source, unit: INDEPENDENT, studyPath: 'NA' } },
  { type: 'Transferred' as const, data: { validOn: '2026-03-16', source, unit: KUNGALV, studyPath: 'TE' } },
  { type: 'DroppedOut' as const, data: { validOn: '2026-05-20', source, unit: KUNGALV } },
].map((event, index) => ({ id: `s${index}`, event }));
const person: PersonFact[] = [
  { validOn: '2010-01-01', source, municipality: '1407' },
  { validOn: '2026-02-10', source, municipality: '1481' },
].map((data, index) => ({ id: `m${index}`, event: { type: 'HomeMunicipalityRegistered', data } }));

const price = (id: string, key: PriceKey, perYearKronor: number) => ({
  id, event: { type: 'PricePublished' as const, data: {
    validOn: `${key.year}-01-01`, key, perYearOre: kronor(perYearKronor), standing: 'decided' as const,
  } },
});
const prices = [
  price('p1', { year: 2025, principal: 'independent', studyPath: 'NA' }, 108_500),
  price('p2', { year: 2026, principal: 'independent', studyPath: 'NA' }, 111_300),
  price('p3', { year: 2026, principal: 'municipal', studyPath: 'TE' }, 115_000),
].reduce((known, { id, event }) => evolvePrices(known, id, event), noPrices);

const register = [
  { unit: INDEPENDENT, principal: { id: '556000-0001', name: 'Skolbolaget', kind: 'independent' as const } },
  { unit: KUNGALV, principal: { id: '1482', name: 'Kungälvs kommun', kind: 'municipal' as const } },
].reduce((known, unit) => evolveSchoolRegister(known, {
  type: 'UnitRegistered', data: { validOn: '2020-01-01', name: 'Skolan', ...unit },
}), emptySchoolRegister);

const lines = () => {
  const [timeline] = schoolingHistory(schooling, []).timelines;
  const { segments, deviations } = allocate(paidStays(timeline!, () => defaultCostPolicy), {
    municipalities: homeMunicipalities(person, new Set()), register, prices, isMunicipality: () => true,
  });
  expect(deviations).toEqual([]);
  return segments.flatMap((segment) => {
    const { payer, unit } = segment;
    return monthlyLines(segment)
      .map((line) => ({ ...line, payer, unit, vatOre: vatBetween(segment, line.from, line.to) }));
  });
};

test('every monthly line of the worked example comes out', () => {
  const shown = lines()
    .map(({ from, days, payer, unit, ore }) => [from, days, payer, unit, formatKronor(ore)]);
  expect(shown).toEqual([
    ['2025-07-01', 31, '1407', INDEPENDENT, '9215.07'],
    ['2025-08-01', 31, '1407', INDEPENDENT, '9215.07'],
    ['2025-09-01', 30, '1407', INDEPENDENT, '8917.81'],
    ['2025-10-01', 31, '1407', INDEPENDENT, '9215.06'],
    ['2025-11-01', 30, '1407', INDEPENDENT, '8917.81'],
    ['2025-12-01', 31, '1407', INDEPENDENT, '9215.07'],
    ['2026-01-01', 31, '1407', INDEPENDENT, '9452.88'],
    ['2026-02-01', 9, '1407', INDEPENDENT, '2744.38'],
    ['2026-02-10', 19, '1481', INDEPENDENT, '5793.70'],
    ['2026-03-01', 15, '1481', INDEPENDENT, '4573.97'],
    ['2026-03-16', 16, '1481', KUNGALV, '5041.10'],
    ['2026-04-01', 30, '1481', KUNGALV, '9452.05'],
    ['2026-05-01', 19, '1481', KUNGALV, '5986.30'],
  ]);
});

test('the total and the totals per payer come out', () => {
  const total = (payer?: string) => formatKronor(lines().filter((line) => !payer || line.payer === payer)
    .reduce((sum, { ore }) => sum + ore, 0));
  expect([total(), total('1407'), total('1481')]).toEqual(['97740.27', '66893.15', '30847.12']);
});

test('VAT compensation is in the independent school\'s lines, and none from the day of the change', () => {
  const vat = (from: string, to: string) => lines().filter((line) => line.from >= from && line.from < to)
    .map(({ vatOre }) => vatOre ?? NaN).reduce((sum, ore) => sum + ore, 0);
  expect([vat('2025-07-01', '2026-01-01'), vat('2026-01-01', '2026-02-10'), vat('2026-02-10', '2026-03-16')])
    .toEqual([309_599, 69_041, 58_685]);
  expect(lines().filter(({ from }) => from >= '2026-03-16').map(({ vatOre }) => vatOre))
    .toEqual([undefined, undefined, undefined]);
});
