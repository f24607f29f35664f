import type { FastifyInstance } from 'fastify';
import { Problem } from '../problems/problem.js';

const SOON_SECONDS = 1;

/**
 * Answers what comes in while the server stops, over connections that were there before, so that a caller
 * knows that nothing was done. Fastify itself, if let, would answer 503 without a type.
 */
export const installStopping = (instance: FastifyInstance): void => {
  let isStopping = false;
  instance.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  instance.addHook('onRequest', (_request, reply, done) => {
    if (!isStopping) return done();
    void reply.header('Connection', 'close');
    done(new Problem('server-stopping', { retryAfterSeconds: SOON_SECONDS }));
  });
};
