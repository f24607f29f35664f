import type { FastifyInstance } from 'fastify';

const CORRELATION_HEADER = 'X-Correlation-Id';
/** What was recorded after that may be missing: read models do not follow the ledger. */
const STALE_HEADER = 'Liggare-Stale-Since';

/** What every answer says of itself; what is about persons is kept by nobody on the way. */
export const installAnswerHeaders = (
  instance: FastifyInstance, staleSince: () => number | undefined = () => undefined,
): void => {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.header(CORRELATION_HEADER, request.id).header('X-Content-Type-Options', 'nosniff');
    if (request.routeOptions.url?.startsWith('/v1/')) {
      void reply.header('Cache-Control', 'no-store');
      const since = staleSince();
      if (since !== undefined) void reply.header(STALE_HEADER, new Date(since).toISOString());
    }
    done();
  });
};
