/** The longest line of any delivery; a longer one is refused without being held in memory. */
export const LONGEST_LINE_BYTES = 1_048_576;

/** A line of a delivery that is not taken: where, which field, which rule. Never the value. */
export interface LineRefusal {
  readonly line: number;
  readonly code: string;
  readonly field?: string;
  readonly rule: string;
}

/** A line that could be read, and what it says. */
export interface LegibleLine {
  readonly line: number;
  readonly value: unknown;
}

/**
 * One line of a delivery. Lines are numbered from 1: in a JSON array the place among its items, in NDJSON and
 * CSV the line of the file.
 */
export type ReadLine = LegibleLine | LineRefusal;

export const isRefused = (line: ReadLine): line is LineRefusal => 'code' in line;

/** A delivery that cannot be read, or no further. What came before stays taken. */
export class Unreadable extends Error {
  constructor(readonly code: string, readonly rule: string, options?: ErrorOptions) {
    super(`${code}: ${rule}`, options);
    this.name = 'Unreadable';
  }
}

/** How a delivery ended: its last lines, and why it could not be read to its end, if so. */
export interface Ending {
  readonly lines: readonly ReadLine[];
  readonly problem?: Unreadable;
}

/**
 * Turns bytes into lines, piece by piece. Where the pieces are cut plays no part. Throws `Unreadable` only
 * before it has returned any line.
 */
export interface LineReader {
  push(bytes: Uint8Array): readonly ReadLine[];
  end(): Ending;
}
