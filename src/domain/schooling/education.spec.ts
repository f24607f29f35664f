import { educationsBegan } from './education.js';

const studied = (from: string, schoolYear?: string, studyPath = 'BAHUS') => ({ from, studyPath, schoolYear });

describe('an education began', () => {
  test.each([
    ['on the first day known, if no year of study is', '2025-08-18', undefined, '2025-08-18'],
    ['on the first day known, if that is in the first year', '2025-08-18', '1', '2025-08-18'],
    ['1 July a year before, of whoever is first seen in year 2', '2025-07-01', '2', '2024-07-01'],
    ['1 July two years before, of whoever is first seen in year 3', '2025-08-18', '3', '2023-07-01'],
    ['by the school year: spring belongs to the autumn before', '2026-01-12', '2', '2024-07-01'],
    ['by the school year, on its last day', '2026-06-30', '2', '2024-07-01'],
  ])('%s', (_, from, schoolYear, began) => {
    expect(educationsBegan([studied(from, schoolYear)])).toEqual([began]);
  });

  test('when a report says, for its programme alone', () => {
    const spans = [studied('2025-07-01', '2'), studied('2025-10-01', '2', 'TE')];
    expect(educationsBegan(spans, { BA: '2024-09-02' })).toEqual(['2024-09-02', '2024-07-01']);
  });

  test('as it did, in the years of study to come and on another path of the programme', () => {
    const laterYear = [studied('2025-07-01', '2'), studied('2025-09-01', '2', 'BAANL')];
    const spans = [studied('2024-08-19', '1'), ...laterYear];
    expect(educationsBegan(spans)).toEqual(['2024-08-19', '2024-08-19', '2024-08-19']);
  });

  test('no earlier than any year of study says, of which an export may repeat one for all years', () => {
    const spans = [studied('2025-08-18', '2'), studied('2026-07-01', '2')];
    expect(educationsBegan(spans)).toEqual(['2025-07-01', '2025-07-01']);
    expect(educationsBegan([studied('2025-07-01', '2'), studied('2026-07-01')])[0]).toBe('2024-07-01');
  });

  test('never later than it was first heard of: a year may be taken twice', () => {
    const spans = [studied('2024-08-19', '1'), studied('2025-08-18', '1'), studied('2026-08-17', '1', 'TE')];
    expect(educationsBegan(spans)).toEqual(['2024-08-19', '2024-08-19', '2026-08-17']);
  });

  test('anew with another programme', () => {
    const spans = [studied('2024-08-19', '1', 'IMA'), studied('2025-08-18', '1')];
    expect(educationsBegan(spans)).toEqual(['2024-08-19', '2025-08-18']);
  });
});
