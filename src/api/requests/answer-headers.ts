import type { FastifyInstance } from 'fastify';

const CORRELATION_HEADER = 'X-Correlation-Id';

/** What every answer says of itself; what is about persons is kept by nobody on the way. */
export const installAnswerHeaders = (instance: FastifyInstance): void => {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.header(CORRELATION_HEADER, request.id).header('X-Content-Type-Options', 'nosniff');
    if (request.routeOptions.url?.startsWith('/v1/')) void reply.header('Cache-Control', 'no-store');
    done();
  });
};
