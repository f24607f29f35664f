import type { Doc } from './wire.js';

const names = {
  2: 'BadValue', 11: 'UserNotFound', 13: 'Unauthorized', 18: 'AuthenticationFailed', 26: 'NamespaceNotFound',
  27: 'IndexNotFound', 48: 'NamespaceExists', 50: 'MaxTimeMSExpired', 59: 'CommandNotFound',
  85: 'IndexOptionsConflict', 86: 'IndexKeySpecsConflict', 112: 'WriteConflict', 239: 'SnapshotTooOld',
  251: 'NoSuchTransaction', 10_107: 'NotWritablePrimary', 11_000: 'DuplicateKey',
} as const;

/** What a server refuses a command with. */
export class ServerError extends Error {
  constructor(readonly code: keyof typeof names, message: string, readonly labels: readonly string[] = []) {
    super(message);
  }

  answer(): Doc {
    const labels = this.labels.length > 0 && { errorLabels: [...this.labels] };
    return { ok: 0, errmsg: this.message, code: this.code, codeName: names[this.code], ...labels };
  }
}

export const TRANSIENT = 'TransientTransactionError';
export const RETRYABLE = 'RetryableWriteError';

export const badValue = (what: string): ServerError =>
  new ServerError(2, `The test server does not know ${what}`);
export const writeConflict = (): ServerError =>
  new ServerError(112, 'Write conflict during plan execution. Please retry', [TRANSIENT]);
export const timeIsUp = (): ServerError => new ServerError(50, 'operation exceeded time limit');
export const noSuchTransaction = (): ServerError =>
  new ServerError(251, 'The transaction has been aborted', [TRANSIENT]);
export const duplicateKey = (index: string): ServerError =>
  new ServerError(11_000, `E11000 duplicate key error index: ${index}`);
