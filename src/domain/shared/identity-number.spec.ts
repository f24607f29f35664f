import { readFileSync } from 'node:fs';
import { refusalOf } from '../../../test/support/given-when-then.js';
import { birthDateIn, identityNumber } from './identity-number.js';
import { Refusal } from './refusal.js';

const linesOf = (path: string): string[] => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
  .split('\n').filter((line) => line !== '' && !line.startsWith('#')).slice(1);

const official = linesOf('reference-data/test-personal-numbers.csv');
const vectors = linesOf('test/fixtures/identity-number-vectors.csv').map((line) => line.split(','));

const isValid = (text: string): boolean => {
  try {
    return identityNumber(text).value.length > 0;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'identity-number-invalid') return false;
    throw error;
  }
};

/** A number with 60 added to its day, and its last digit replaced. */
const coordinated = (personal: string, last = personal.slice(-1)): string =>
  `${personal.slice(0, 6)}${Number(personal.slice(6, 8)) + 60}${personal.slice(8, 11)}${last}`;

describe('a personal number', () => {
  test('is every number of the official test list', () => {
    expect(official.length).toBeGreaterThan(7_000);
    expect(official.filter((text) => identityNumber(text).kind !== 'personal')).toEqual([]);
  });

  test('has one right check digit of ten', () => {
    for (const text of official.slice(0, 200)) {
      const digits = [...'0123456789'].filter((digit) => isValid(text.slice(0, 11) + digit));
      expect(digits).toEqual([text.at(-1)]);
    }
  });

  test('is the same with a hyphen, and with spaces around it', () => {
    const [text = ''] = official;
    const written = [`${text.slice(0, 8)}-${text.slice(8)}`, ` ${text} `];
    expect(written.map((each) => identityNumber(each).value)).toEqual([text, text]);
  });

  test('tells the day of birth', () => {
    expect(birthDateIn(identityNumber('201001012382'))).toBe('2010-01-01');
  });
});

describe('a coordination number', () => {
  const [personal = ''] = official;

  test('has 60 added to the day, with the check digit of the personal number or one of its own', () => {
    const accepted = [...'0123456789'].filter((digit) => isValid(coordinated(personal, digit)));
    expect(accepted).toHaveLength(2);
    expect(accepted).toContain(personal.at(-1));
    expect(identityNumber(coordinated(personal)).kind).toBe('coordination');
  });

  test.each(['200300802394', '201010602397'])(
    'may be of one whose birthday nobody knows in full, month 00 or day 60: %s', (text) => {
      const number = identityNumber(text);
      expect([number.kind, birthDateIn(number)]).toEqual(['coordination', undefined]);
    });

  test('tells the same day of birth', () => {
    expect(birthDateIn(identityNumber(coordinated(personal)))).toBe(birthDateIn(identityNumber(personal)));
  });

  test('of a day that does not exist is none', () => {
    expect([...'0123456789'].filter((digit) => isValid(`20100292238${digit}`))).toEqual([]);
  });
});

describe('a temporary number', () => {
  test.each(['20090127TF20', '20090127tf12', '20130101TF01', '20000101T220'])('%s is one', (text) => {
    expect(identityNumber(text)).toEqual({ value: text.toUpperCase(), kind: 'temporary' });
  });

  test.each(['20090231TF20', '20090127TF2', '20090127Q220', '090127TF20'])('%s is none', (text) => {
    expect(isValid(text)).toBe(false);
  });
});

test('an asylum number has no day of birth', () => {
  expect(birthDateIn(identityNumber('LMA123456'))).toBeUndefined();
  expect(isValid('LMA12')).toBe(false);
});

test.each(vectors)('%s (%s): %s', (text, _, expected) => {
  expect(isValid(text)).toBe(expected.startsWith('valid'));
});

test('what is refused is not repeated', () => {
  const refusal = refusalOf(() => identityNumber('20100101238', 'replaces'));
  expect([refusal.code, refusal.field]).toEqual(['identity-number-invalid', 'replaces']);
  expect(refusal.message).not.toContain('20100101');
});
