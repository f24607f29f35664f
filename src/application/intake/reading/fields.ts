import { civilDate, type CivilDate, isCivilDate } from '../../../domain/shared/civil-date.js';
import { refuse, refuseIf } from '../../../domain/shared/refusal.js';
import { instantInSweden } from '../../../domain/shared/stockholm-time.js';
import { END_OF_TIME } from '../../../domain/shared/reported.js';
import { TEXT_LINE_PATTERN, textLineRule } from '../../../domain/shared/text-line.js';

/** What a text has to look like, and how to say so. */
export interface Shape {
  readonly fits: (text: string) => boolean;
  readonly rule: string;
}

/** What a pattern describes. */
export const like = (pattern: RegExp, rule: string): Shape => ({ fits: (text) => pattern.test(text), rule });

/** A shape from the schema that an event will have to fit. */
export const shapeOf = (schema: { readonly pattern?: string }, rule: string): Shape =>
  like(new RegExp(schema.pattern!), rule);

/** One of some words. */
export const oneOf = (...words: readonly string[]): Shape =>
  ({ fits: (text) => words.includes(text), rule: `Write one of ${words.join(', ')}.` });

/** Free text on one line, up to a length. */
export const textUpTo = (maxLength: number): Shape =>
  ({ fits: (text) => text.length <= maxLength && LINE.test(text), rule: textLineRule({ maxLength }) });

const LINE = new RegExp(TEXT_LINE_PATTERN);

/**
 * The fields of an object in a line, and the path to it. Empty text and null are the same as a missing field.
 * Every refusal names the field by its path, never its value.
 */
export class Fields {
  private constructor(
    private readonly object: Readonly<Record<string, unknown>>, private readonly path: string,
  ) {}

  static of(value: unknown): Fields {
    if (isObject(value)) return new Fields(value, '');
    return refuse('line-no-object', undefined, 'A line is an object.');
  }

  pathTo(key: string): string {
    return `${this.path}${key}`;
  }

  within(key: string): Fields | undefined {
    const value = this.object[key];
    if (value === undefined || value === null) return undefined;
    if (isObject(value)) return new Fields(value, `${this.path}${key}.`);
    return refuse('field-malformed', this.pathTo(key), 'The field is an object.');
  }

  /** Text without blanks around it; numbers only where they may stand for text. */
  text(key: string, shape?: Shape): string | undefined {
    const value = this.object[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return refuse('field-malformed', this.pathTo(key), 'The field is text.');
    const text = value.trim();
    if (text === '') return undefined;
    if (shape && !shape.fits(text)) return refuse('field-malformed', this.pathTo(key), shape.rule);
    return text;
  }

  /** Text, or a whole number that stands for it. */
  textOrNumber(key: string, shape: Shape): string | undefined {
    const value = this.object[key];
    if (typeof value !== 'number') return this.text(key, shape);
    const text = String(value);
    return shape.fits(text) ? text : refuse('field-malformed', this.pathTo(key), shape.rule);
  }

  mustText(key: string, shape?: Shape): string {
    return this.text(key, shape) ?? this.missing(key);
  }

  mustDay(key: string): CivilDate {
    return reportable(civilDate(this.mustText(key), this.pathTo(key)), this.pathTo(key));
  }

  /** An instant in UTC, ending in Z, or with its offset; or a local time in Sweden. */
  mustInstant(key: string): string {
    const text = this.mustText(key);
    const rule = 'Write yyyy-mm-ddThh:mm:ssZ, with +02:00 for Z, or a time in Sweden as yyyy-mm-dd hh:mm:ss.';
    return instantInUtc(text) ?? instantWithOffset(text) ?? instantInSweden(text)
      ?? refuse('instant-impossible', this.pathTo(key), rule);
  }

  /** True or false, in JSON or as text. */
  flag(key: string): boolean | undefined {
    const value = this.object[key];
    if (typeof value === 'boolean') return value;
    const text = this.text(key, TRUE_OR_FALSE);
    return text === undefined ? undefined : text === 'true';
  }

  /** A whole number that is not negative, in JSON or as digits. */
  wholeNumber(key: string): number | undefined {
    const text = this.textOrNumber(key, DIGITS);
    return text === undefined ? undefined : Number(text);
  }

  /** Refuses what the line has no use for: it may be a slip of the keyboard. */
  mustHaveOnly(known: readonly string[]): void {
    const isUnknown = (key: string): boolean => !known.includes(key) && this.has(key);
    refuseIf(
      Object.keys(this.object).some(isUnknown), 'field-unknown', undefined,
      `There is a field that such a line has not; it has ${known.join(', ')}.`,
    );
  }

  has(key: string): boolean {
    const value = this.object[key];
    return value !== undefined && value !== null && value !== '';
  }

  /** Refuses because a field is not there. */
  missing(key: string): never {
    return refuse('field-missing', this.pathTo(key), 'The field is missing or empty.');
  }
}

const DIGITS = like(/^\d{1,9}$/, 'Write a whole number in digits.');
const TRUE_OR_FALSE = oneOf('true', 'false');
const UTC = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/;

const instantInUtc = (text: string): string | undefined => {
  const day = UTC.exec(text)?.[1];
  return day !== undefined && isCivilDate(day) && !Number.isNaN(Date.parse(text)) ? text : undefined;
};

const OFFSET = /^(.+)([+-])(0\d|1[0-4]):([0-5]\d)$/;

/** The same instant in UTC, so that it compares as text with all others. */
const instantWithOffset = (text: string): string | undefined => {
  const [, local = '', sign, hours, minutes] = OFFSET.exec(text) ?? [];
  const asInUtc = instantInUtc(`${local}Z`);
  if (asInUtc === undefined) return undefined;
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '+' ? 1 : -1);
  const inUtc = new Date(Date.parse(asInUtc) - offsetMs).toISOString();
  return asInUtc.includes('.') ? inUtc : inUtc.replace('.000Z', 'Z');
};

/** Refuses a day that only a slip of the keyboard can have meant. */
export const reportable = (day: CivilDate, field: string): CivilDate =>
  (day < END_OF_TIME ? day : refuse('date-out-of-range', field, 'Write a day before the year 2100.'));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
