import { referenceRows } from '../../src/infrastructure/reference-data.js';

/** The official test personal numbers of a year of birth. */
export const testNumbers = (year: number): string[] => referenceRows('test-personal-numbers.csv')
  .map((row) => row['personnummer']!).filter((number) => number.startsWith(String(year)));
