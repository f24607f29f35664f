import type { KnownPrice } from './region.js';
import { priceListLines } from './price-list.js';
import { schoolYear } from './school-year.js';

const price = (
  studyPath: string, year: number, perYearKronor: number, begun: KnownPrice['begun'] = '',
): KnownPrice => ({ studyPath, variant: '', begun, year, perYearKronor, origin: `list of ${year}` });

const linesOf = (...known: KnownPrice[]): string[] =>
  [...priceListLines(known, schoolYear('2025/2026'))].slice(1);
const line = (lines: string[], ...columns: string[]): string | undefined =>
  lines.find((text) => columns.every((column, index) => text.split(',')[index] === column));

test('a known price is written as it is, with its origin', () => {
  expect(line(linesOf(price('NA', 2026, 111_300)), '2026', 'independent'))
    .toBe('2026,independent,NA,,,,2026-01-01,111300.00,decided,2026-01-31,list of 2026');
});

test('public principals are paid without the VAT compensation of 6 %, on top', () => {
  const lines = linesOf(
    price('NA', 2026, 111_300), price('TE', 2026, 121_900), price('NBDJR', 2026, 243_700),
  );
  expect(line(lines, '2026', 'municipal', 'NA')).toContain(',105000.00,');
  expect(line(lines, '2026', 'municipal', 'TE')).toContain(',115000.00,');
  expect(line(lines, '2026', 'region', 'NBDJR')).toContain(',229905.66,');
  expect(line(lines, '2026', 'region', 'NA')).toBeUndefined();
});

test('a year without a known price has a stand-in that says so: the known step, to a hundred kronor', () => {
  const lines = linesOf(price('NA', 2026, 111_300));
  expect(line(lines, '2025', 'independent')).toMatch(/,108500\.00,.*stand-in/);
  expect(line(lines, '2024', 'independent')).toMatch(/,105800\.00,.*stand-in/);
});

test('only from 2025 on does it matter when an education began', () => {
  const lines = linesOf(price('BA', 2026, 161_700, 'before'), price('BA', 2026, 163_700, 'after'));
  const begunIn = (year: number) => lines.filter((text) => text.startsWith(`${year},independent`))
    .map((text) => text.split(',')[4]);
  expect([begunIn(2024), begunIn(2025), begunIn(2026)])
    .toEqual([[''], ['before', 'after'], ['before', 'after']]);
});
