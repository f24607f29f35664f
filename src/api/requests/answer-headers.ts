import type { FastifyInstance } from 'fastify';

const CORRELATION_HEADER = 'X-Correlation-Id';
/** Since when the ledger does not answer: what was recorded after that may be missing. */
const STALE_HEADER = 'Liggare-Stale-Since';

/** What every answer says of itself; what is about persons is kept by nobody on the way. */
export const installAnswerHeaders = (
  instance: FastifyInstance, ledgerAwaySince: () => number | undefined = () => undefined,
): void => {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.header(CORRELATION_HEADER, request.id).header('X-Content-Type-Options', 'nosniff');
    if (request.routeOptions.url?.startsWith('/v1/')) {
      void reply.header('Cache-Control', 'no-store');
      const since = ledgerAwaySince();
      if (since !== undefined) void reply.header(STALE_HEADER, new Date(since).toISOString());
    }
    done();
  });
};
