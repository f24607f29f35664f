import { placesOf, projectFiles } from './project-files.js';

const LISTS = ['reference-data/test-personal-numbers.csv', 'reference-data/test-coordination-numbers.csv'];

/** Numbers that are nobody's, made from official test numbers, and what each is for. */
const derived: Readonly<Record<string, string>> = {
  '200901872385': 'Skolverket\'s example of a coordination number: 60 added to the day of 200901272385',
  '190905271474': 'a test number of Skatteverket\'s for another year of birth: over a hundred years old',
  '200002292399': 'a test number of Skatteverket\'s for another year of birth: a leap day',
  '200300802394': 'an official coordination number for tests: the month of birth is not known',
  '201010602397': 'an official coordination number for tests: the day of birth is not known',
};

const official = new Set(LISTS.flatMap((list) =>
  projectFiles.find(({ path }) => path === list)!.text.split('\n').filter((line) => /^\d{12}$/.test(line))));

// A month, and a day that in a coordination number has 60 added to it. Only the hyphen tells the short form
// from any other ten digits.
const birthday = /(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])/.source;
const fullForm = new RegExp(`(?<!\\w)(?:18|19|20)\\d\\d${birthday}[-+]?\\d{4}(?!\\w)`, 'g');
const shortForm = new RegExp(`(?<![\\w.-])\\d\\d${birthday}[-+]\\d{4}(?![\\w-])`, 'g');

const digits = (text: string): string => text.replace(/[-+]/, '');
const isNobodys = (number: string): boolean =>
  official.has(number) || number in derived || /000\d$/.test(number); // a serial of 000 is never given

test('the official test numbers are there', () => {
  expect(official.size).toBeGreaterThan(7000);
});

test('every personal number is one of the official test numbers, or derived from one', () => {
  expect(placesOf(fullForm, projectFiles, ([found]) => !isNobodys(digits(found)))).toEqual([]);
});

test('so is every personal number in the short form', () => {
  const isUnknown = (ten: string): boolean => !['19', '20'].some((century) => isNobodys(century + ten));
  expect(placesOf(shortForm, projectFiles, ([found]) => isUnknown(digits(found)))).toEqual([]);
});

test('every derived number is in use', () => {
  const elsewhere = projectFiles.filter(({ path }) => !path.startsWith('test/tidy/'));
  const isUnused = (number: string): boolean => !elsewhere.some(({ text }) => text.includes(number));
  expect(Object.keys(derived).filter(isUnused)).toEqual([]);
});
