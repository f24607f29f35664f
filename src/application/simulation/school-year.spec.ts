import { schoolYear } from './school-year.js';

test('a school year is two calendar years in a row', () => {
  expect(schoolYear('2025/2026'))
    .toMatchObject({ first: 2025, july: '2025-07-01', allReported: '2026-08-31' });
});

test.each(['2025', '2025/2027', '2025-2026', '2021/2022', '2028/2029'])('%s is refused', (text) => {
  expect(() => schoolYear(text)).toThrow('school-year-invalid');
});
