import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';

const NO_ROUTE = '(none)';
/** Answers 503 as it should while something is away, to whoever probes, every few seconds. */
const READINESS = '/health/ready';

/**
 * Measures and logs every request once it is answered: route template, never the address; roles and
 * organisation, never who; no body and no query. Of a problem the code.
 */
export const observeRequests = (instance: FastifyInstance, log: Log, metrics: Metrics): void => {
  instance.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? NO_ROUTE;
    metrics.requestAnswered(request.method, route, reply.statusCode, reply.elapsedTime / 1_000);
    log[levelOf(request, reply, route)](lineOf(request, reply, route), 'request');
    done();
  });
};

const levelOf = ({ problem }: FastifyRequest, { statusCode }: FastifyReply, route: string) => {
  const isFault = problem?.isFault ?? statusCode >= 500;
  if (!isFault) return 'info';
  return route === READINESS && problem === undefined ? 'warn' : 'error';
};

const lineOf = (request: FastifyRequest, reply: FastifyReply, route: string): object => ({
  method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10,
  problem: request.problem?.code, correlationId: request.id,
  roles: request.caller?.roles, organisation: request.caller?.organisation,
});
