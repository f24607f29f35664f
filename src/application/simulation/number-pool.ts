import { type CivilDate, yearOf } from '../../domain/shared/civil-date.js';
import { birthDateIn, identityNumber } from '../../domain/shared/identity-number.js';

/** The letters of interim numbers, in the order they are used here. */
const INTERIM_LETTERS = 'TRSUWXJKLMN';
const TF_SERIALS = 100;
const LETTER_SERIALS = 1000;

/** Of the official numbers of a birth year, one in so many is kept for those who get one later. */
const KEPT_ONE_IN = 5;

interface Year {
  /** Official numbers for pupils who have one from the start. */
  readonly official: string[];
  /** Official numbers for pupils whose temporary number is replaced by one. */
  readonly kept: string[];
  /** Days of birth that official numbers speak of. */
  readonly birthdays: readonly string[];
  /** What is left of the official ones, month after month in turn, once somebody asked for any month. */
  mixed?: string[];
  officialUsed: number;
  keptUsed: number;
  derived: number;
}

const dayThenMonth = (number: string): string => number.slice(6, 8) + number.slice(4, 6) + number.slice(8);
const byDayThenMonth = (a: string, b: string): number => (dayThenMonth(a) < dayThenMonth(b) ? -1 : 1);

/** The day of birth that a number of this pool speaks of: all of them do. */
export const birthdayOf = (number: string): CivilDate => birthDateIn(identityNumber(number))!;

/**
 * Gives out identity numbers that are nobody's: official test numbers while they last, then temporary numbers
 * (`yyyymmddTFnn`, after a hundred of a day the interim form with a letter) on the birthdays of official test
 * numbers, day after day. Temporary numbers are made up by whoever registers a person without a number; no
 * register gives them to anyone. Coordination numbers are official test numbers too, and none is derived: one
 * made from a test number could be somebody's.
 */
export class NumberPool {
  private readonly years = new Map<number, Year>();
  private readonly serials = new Map<string, number>();
  private readonly coordination: string[];

  constructor(testNumbers: readonly string[], coordinationNumbers: readonly string[] = []) {
    this.coordination = [...coordinationNumbers].sort();
    const sorted = [...testNumbers].sort();
    for (const birthYear of new Set(sorted.map((number) => number.slice(0, 4)))) {
      const numbers = sorted.filter((number) => number.startsWith(birthYear));
      this.years.set(Number(birthYear), {
        official: numbers.filter((_, index) => index % KEPT_ONE_IN !== 0),
        kept: numbers.filter((_, index) => index % KEPT_ONE_IN === 0),
        birthdays: [...new Set(numbers.map((number) => number.slice(0, 8)))],
        officialUsed: 0, keptUsed: 0, derived: 0,
      });
    }
  }

  /** A number of someone born in a year. */
  take(birthYear: number): string {
    const year = this.yearOf(birthYear);
    return year.official[year.officialUsed++] ?? this.derived(year);
  }

  /** The same with birthdays that lie all over the year, however few are taken; after all the others. */
  takeOfAnyMonth(birthYear: number): string {
    const year = this.yearOf(birthYear);
    year.mixed ??= year.official.slice(year.officialUsed).sort(byDayThenMonth).reverse();
    return year.mixed.pop() ?? this.derived(year);
  }

  /** A number of someone born on a day of which official numbers speak. */
  takeBornOn(born: CivilDate): string {
    const year = this.yearOf(yearOf(born));
    const left = year.official.findIndex((number, at) =>
      at >= year.officialUsed && birthdayOf(number) === born);
    return left < 0 ? this.temporary(born.replaceAll('-', '')) : year.official.splice(left, 1)[0]!;
  }

  /** A temporary number of someone born in a year. */
  takeTemporary(birthYear: number): string {
    return this.derived(this.yearOf(birthYear));
  }

  /** A temporary number, and the one that replaces it later: official while they last. */
  takePair(birthYear: number): { number: string; replacement: string } {
    const year = this.yearOf(birthYear);
    const official = year.kept[year.keptUsed++];
    const temporary = official === undefined ? this.derived(year) : this.temporary(official.slice(0, 8));
    return { number: temporary, replacement: official ?? this.temporary(temporary.slice(0, 8)) };
  }

  /** Whether there is a coordination number left of someone born in a year. */
  hasCoordination(birthYear: number): boolean {
    return this.coordination.some((number) => number.startsWith(String(birthYear)));
  }

  /** A coordination number of someone born in a year. */
  takeCoordination(birthYear: number): string {
    const index = this.coordination.findIndex((number) => number.startsWith(String(birthYear)));
    if (index < 0) throw new RangeError(`There is no coordination number left of ${birthYear}`);
    return this.coordination.splice(index, 1)[0]!;
  }

  /** The official number, if one is left, of the same birthday as a coordination number, to replace it. */
  takeSuccessor(coordination: string): string | undefined {
    const born = birthdayOf(coordination);
    const year = this.yearOf(Number(born.slice(0, 4)));
    const index = year.kept.findIndex((number, at) => at >= year.keptUsed && birthdayOf(number) === born);
    return index < 0 ? undefined : year.kept.splice(index, 1)[0];
  }

  private yearOf(birthYear: number): Year {
    const year = this.years.get(birthYear);
    if (!year) throw new RangeError(`There are no official test numbers of the birth year ${birthYear}`);
    return year;
  }

  private derived(year: Year): string {
    return this.temporary(year.birthdays[year.derived++ % year.birthdays.length]!);
  }

  private temporary(birthday: string): string {
    const serial = this.serials.get(birthday) ?? 0;
    this.serials.set(birthday, serial + 1);
    if (serial < TF_SERIALS) return `${birthday}TF${String(serial).padStart(2, '0')}`;
    const interim = serial - TF_SERIALS;
    const letter = INTERIM_LETTERS[Math.floor(interim / LETTER_SERIALS)];
    if (letter === undefined) throw new RangeError('There are no more temporary numbers of that birth year');
    return `${birthday}${letter}${String(interim % LETTER_SERIALS).padStart(3, '0')}`;
  }
}
