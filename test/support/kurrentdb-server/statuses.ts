import { Metadata, status } from '@grpc/grpc-js';

/** Errors as the server answers them: a gRPC status, and for some a name and details in the trailers. */
export class StatusError extends Error {
  constructor(readonly code: status, readonly details: string, readonly metadata: Metadata) {
    super(details);
  }
}

const statusError = (code: status, details: string, trailers: Record<string, string> = {}): StatusError => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return new StatusError(code, details, metadata);
};

export const notReady = (): StatusError => statusError(status.UNAVAILABLE, 'Server Is Not Ready');

export const reset = (): StatusError =>
  statusError(status.INTERNAL, 'Received RST_STREAM with code 2 (Internal server error)');

export const tooSlow = (): StatusError => statusError(status.ABORTED, 'Consumer too slow');

export const tookTooLong = (): StatusError => statusError(status.ABORTED, 'Operation timed out');

export const invalidPosition = (): StatusError =>
  statusError(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');

export const accessDenied = (): StatusError =>
  statusError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unauthenticated = (): StatusError =>
  statusError(status.UNAUTHENTICATED, 'Unauthenticated');

export const streamDeleted = (stream: string): StatusError => statusError(
  status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`,
  { exception: 'stream-deleted', 'stream-name': stream },
);

export const tooLarge = (mostBytes: number): StatusError => statusError(
  status.INVALID_ARGUMENT, `Maximum Append Size of ${mostBytes} Exceeded.`,
  { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(mostBytes) },
);

export const notLeader = ({ host, port }: { host: string; port: number }): StatusError => statusError(
  status.NOT_FOUND, `Leader info available at ${host}:${port}`,
  { exception: 'not-leader', 'leader-endpoint-host': host, 'leader-endpoint-port': String(port) },
);
