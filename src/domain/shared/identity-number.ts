import { isCivilDate } from './civil-date.js';
import { refuse } from './refusal.js';

/**
 * The kinds of number a person can be known by (personnummer, samordningsnummer, TF-nummer, LMA-nummer).
 * `temporary` are the numbers schools and authorities make up while a person has no other.
 */
export type IdentityNumberKind = 'personal' | 'coordination' | 'temporary' | 'asylum';

export interface IdentityNumber {
  readonly value: string;
  readonly kind: IdentityNumberKind;
}

const TWELVE_DIGITS = /^(\d{8})(\d{4})$/;
const TEMPORARY = /^(\d{8})(TF\d{2}|[TRSUWXJKLMN]\d{3})$/;
const ASYLUM = /^LMA\d{6,10}$/;

const luhnSum = (digits: string): number => [...digits].reduce((sum, digit, index) => {
  const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
  return sum + (product > 9 ? product - 9 : product);
}, 0);

const hasCheckDigit = (tenDigits: string): boolean => luhnSum(tenDigits) % 10 === 0;

const dayShifted = (eight: string, by: number): string =>
  `${eight.slice(0, 6)}${String(Number(eight.slice(6)) + by).padStart(2, '0')}`;

const dashed = (eight: string): string => `${eight.slice(0, 4)}-${eight.slice(4, 6)}-${eight.slice(6)}`;
/** Coordination numbers are given to those of unknown birthday, too: month 00, or day 00 plus 60. */
const isBirthdayUnknown = (eight: string): boolean => eight.slice(4, 6) === '00' || eight.slice(6) === '60';
const isCoordinationDay = (eight: string): boolean => Number(eight.slice(6)) >= 60;

/**
 * A coordination number's check digit is reckoned over the number as written. Skolverket's published example
 * is reckoned before 60 was added to the day, so that reading is accepted too (docs/explanation/identity.md).
 */
const hasCoordinationCheckDigit = (eight: string, four: string): boolean =>
  hasCheckDigit(`${eight.slice(2)}${four}`) || hasCheckDigit(`${dayShifted(eight, -60).slice(2)}${four}`);

const NO_SUCH_FORM = 'Write twelve digits, a TF number as yyyymmddTFnn, or LMA and 6 to 10 digits.';
const NO_SUCH_DATE = 'The date in the number does not exist.';
const refuseNumber = (field: string, rule: string): never => refuse('identity-number-invalid', field, rule);

/**
 * Reads an identity number in its full form, with or without a hyphen, and says of which kind it is.
 * Refuses (`identity-number-invalid`) what has no date, a serial of 000 or a wrong check digit. Never echoes
 * the value.
 */
export const identityNumber = (text: string, field = 'identityNumber'): IdentityNumber => {
  const value = text.trim().toUpperCase().replace(/^(\d{8})[-+]/, '$1');
  if (ASYLUM.test(value)) return { value, kind: 'asylum' };

  const temporary = TEMPORARY.exec(value);
  if (temporary) {
    if (!isCivilDate(dashed(temporary[1]!))) refuseNumber(field, NO_SUCH_DATE);
    return { value, kind: 'temporary' };
  }
  const parts = TWELVE_DIGITS.exec(value);
  if (!parts) return refuseNumber(field, NO_SUCH_FORM);
  const [eight, four] = [parts[1]!, parts[2]!];
  if (four.startsWith('000')) refuseNumber(field, 'The serial number 000 is never given to anyone.');
  if (isCoordinationDay(eight)) return coordinationNumber(value, eight, four, field);
  if (!isCivilDate(dashed(eight))) refuseNumber(field, NO_SUCH_DATE);
  if (!hasCheckDigit(value.slice(2))) refuseNumber(field, 'The check digit is wrong.');
  return { value, kind: 'personal' };
};

const coordinationNumber = (value: string, eight: string, four: string, field: string): IdentityNumber => {
  const isDated = isBirthdayUnknown(eight) || isCivilDate(dashed(dayShifted(eight, -60)));
  if (!isDated) refuseNumber(field, NO_SUCH_DATE);
  if (!hasCoordinationCheckDigit(eight, four)) refuseNumber(field, 'The check digit is wrong.');
  return { value, kind: 'coordination' };
};

/** The day of birth a number speaks of: an asylum number of none, some coordination numbers neither. */
export const birthDateIn = (number: IdentityNumber): string | undefined => {
  if (number.kind === 'asylum') return undefined;
  const eight = number.value.slice(0, 8);
  if (!isCoordinationDay(eight)) return dashed(eight);
  return isBirthdayUnknown(eight) ? undefined : dashed(dayShifted(eight, -60));
};
