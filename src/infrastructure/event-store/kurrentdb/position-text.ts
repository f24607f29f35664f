import { BEGINNING, type Position } from '../../../application/ports/event-store.js';

/** A place in KurrentDB's log; events of one transaction may share the first number, so both are kept. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Enough for every number of 64 bits; all of one width, so that they compare as text. */
const DIGITS = 20;
const POSITION = /^(\d{20})(\d{20})$/;
const MOST = 2n ** 63n - 1n;

/** Of what is no part of a transaction both numbers are the same. */
export const positionText = ({ commit, prepare }: LogPosition): Position => {
  const text = padded(commit);
  return text + (prepare === commit ? text : padded(prepare));
};

/** The place that a text names; undefined for `BEGINNING` and for text that no KurrentDB ledger gave out. */
export const logPosition = (text: Position): LogPosition | undefined => {
  const [, commit, prepare] = POSITION.exec(text) ?? [];
  if (commit === undefined || prepare === undefined) return undefined;
  const position = { commit: BigInt(commit), prepare: BigInt(prepare) };
  return isPossible(position) ? position : undefined;
};

/** As `logPosition`; throws a `TypeError` where there is none, but for the beginning. */
export const mustBePosition = (text: Position): LogPosition | undefined => {
  const position = logPosition(text);
  if (position === undefined && text !== BEGINNING) throw new TypeError('Not a position of this ledger');
  return position;
};

/** The server writes -1, as 64 bits without a sign, where it does not know the place of what it wrote. */
export const isPossible = ({ commit, prepare }: LogPosition): boolean => commit <= MOST && prepare <= MOST;

const padded = (number: bigint): string => String(number).padStart(DIGITS, '0');
