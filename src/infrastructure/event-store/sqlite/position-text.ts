import { BEGINNING, type Position } from '../../../application/ports/event-store.js';

/** Enough for every integer that a number holds exactly; all of one width, so that they compare as text. */
const DIGITS = 16;
const POSITION = /^\d{16}$/;

export const positionText = (position: number): Position =>
  (position === 0 ? BEGINNING : String(position).padStart(DIGITS, '0'));

/** Whether a SQLite ledger may have given the text out, for an event. */
export const isPosition = (text: string): boolean => POSITION.test(text);

/** Throws a `TypeError` for text that no SQLite ledger has given out. */
export const positionNumber = (position: Position): number => {
  if (position === BEGINNING) return 0;
  if (!isPosition(position)) throw new TypeError('Not a position of this ledger');
  return Number(position);
};
