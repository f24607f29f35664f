const HEX = '0123456789abcdef';
const DASH = '-'.charCodeAt(0);

/** Where in the text each of the sixteen bytes begins. */
const BYTE_STARTS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;

/** The value of a hex digit by its character code; 255 for what is none. */
const VALUE_OF_DIGIT = new Uint8Array(128).fill(255);
for (let value = 0; value < 16; value += 1) VALUE_OF_DIGIT[HEX.charCodeAt(value)] = value;

/** The canonical text of a UUID written as 32 hex digits. */
export const dashedUuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** Writes a UUID in canonical text (lower case, dashes) as sixteen bytes; a `TypeError` for other text. */
export const writeUuid = (text: string, into: Uint8Array, at: number): void => {
  let isUuid = text.length === 36 && hasDashes(text);
  for (let index = 0; index < 16; index += 1) {
    const start = BYTE_STARTS[index]!;
    const high = digitAt(text, start);
    const low = digitAt(text, start + 1);
    isUuid &&= high < 16 && low < 16;
    into[at + index] = high * 16 + low;
  }
  if (!isUuid) throw new TypeError('Not a UUID in lower-case hex with dashes');
};

const hasDashes = (text: string): boolean => text.charCodeAt(8) === DASH && text.charCodeAt(13) === DASH
  && text.charCodeAt(18) === DASH && text.charCodeAt(23) === DASH;

const digitAt = (text: string, index: number): number => VALUE_OF_DIGIT[text.charCodeAt(index)] ?? 255;
