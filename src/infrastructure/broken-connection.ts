/** Codes of the operating system and of Node for a connection that is not there, or broke. */
const BROKEN: readonly unknown[] = [
  'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN',
  'ENETUNREACH', 'ENETDOWN', 'ENETRESET', 'ENOTCONN', 'ENOTFOUND', 'EAI_AGAIN', 'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_WRITE_AFTER_END', 'ERR_SOCKET_CLOSED',
  'ERR_HTTP2_INVALID_SESSION', 'ERR_HTTP2_INVALID_STREAM', 'ERR_HTTP2_STREAM_CANCEL',
  'ERR_HTTP2_STREAM_ERROR', 'ERR_HTTP2_SESSION_ERROR', 'ERR_HTTP2_GOAWAY_SESSION',
];

/** Whether an error that no driver has made its own says that a connection broke, or is not there. */
export const isBrokenConnection = (error: unknown): boolean =>
  BROKEN.includes((error as NodeJS.ErrnoException | undefined)?.code);
