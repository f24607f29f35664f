/** SQLite's primary result codes that an operator can do something about (https://sqlite.org/rescode.html). */
const REASONS: Readonly<Record<number, string>> = {
  3: 'no permission',
  5: 'another process holds it locked',
  8: 'it is read-only',
  10: 'the disk reported an error',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'the file or its folder is missing, or not open to this user',
  26: 'the file is not a database',
};

/** `all()` of a statement gives no code with its error, only what SQLite says to it. */
const CODES_BY_MESSAGE: Readonly<Record<string, number>> = {
  'database is locked': 5, 'attempt to write a readonly database': 8, 'disk I/O error': 10,
  'database disk image is malformed': 11, 'database or disk is full': 13, 'unable to open database file': 14,
  'file is not a database': 26,
};

const SQL_FAULT = 1;

export interface SqliteError extends Error {
  /** The extended result code, if there is one; its low byte is the primary one. */
  readonly errcode?: number;
}

export const isSqliteError = (error: unknown): error is SqliteError => typeof error === 'object'
  && error !== null && ('errcode' in error || (error as NodeJS.ErrnoException).code === 'ERR_SQLITE_ERROR');

/** The database failed (disk full, locked, damaged), rather than whoever called. */
export const isOutage = (error: unknown): error is SqliteError =>
  isSqliteError(error) && error.errcode !== SQL_FAULT;

/** What the file holds is broken, or something else altogether. */
export const isDamage = (error: unknown): boolean =>
  isSqliteError(error) && [11, 26].includes(primaryCodeOf(error) ?? 0);

/** Why something failed, in words for the operator. */
export const reasonOf = (error: unknown): string => {
  if (!isSqliteError(error)) return error instanceof Error ? error.message : String(error);
  const code = primaryCodeOf(error);
  return (code === undefined ? undefined : REASONS[code]) ?? error.message;
};

const primaryCodeOf = ({ errcode, message }: SqliteError): number | undefined =>
  (errcode === undefined ? CODES_BY_MESSAGE[message] : errcode & 0xff);
