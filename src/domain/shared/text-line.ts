import { type TSchema, Type } from '@sinclair/typebox';

/**
 * Free text as facts hold it: a name, a street. It is one line, so no control character (C0, DEL, C1) means
 * anything in it: there is none in what people are called, and one that slips in is a fault of a keyboard or
 * of a wrong encoding.
 */
export const TEXT_LINE_PATTERN = '^[^\\u0000-\\u001F\\u007F-\\u009F]*$';

interface Lengths {
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A field of free text, up to a length. */
export const TextLine = (maxLength: number, { minLength = 0, description }: {
  readonly minLength?: number; readonly description?: string;
} = {}) => Type.String({
  minLength, maxLength, pattern: TEXT_LINE_PATTERN, ...(description !== undefined && { description }),
});

export const isTextLine = ({ pattern }: TSchema): boolean =>
  pattern === TEXT_LINE_PATTERN;

/** What such a field must be, in words. */
export const textLineRule = ({ minLength = 0, maxLength }: Lengths | TSchema): string =>
  `Write ${minLength} to ${maxLength} characters, none of them a control character.`;
