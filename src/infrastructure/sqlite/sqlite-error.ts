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

export interface SqliteError extends Error {
  /** The extended result code; its low byte is the primary one. */
  readonly errcode: number;
}

export const isSqliteError = (error: unknown): error is SqliteError =>
  typeof error === 'object' && error !== null && 'errcode' in error;

/** Why something failed, in words for the operator. */
export const reasonOf = (error: unknown): string => {
  if (isSqliteError(error)) return REASONS[error.errcode & 0xff] ?? error.message;
  return error instanceof Error ? error.message : String(error);
};
