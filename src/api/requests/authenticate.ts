import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TokenVerifier } from '../authentication/token-verifier.js';
import { Problem } from '../problems/problem.js';

const BEARER = /^Bearer ([^\s]+)$/i;

/** Whether a route is open to everybody: health, metrics and documentation hold nothing about anyone. */
const isOpen = (request: FastifyRequest): boolean => !request.routeOptions.url?.startsWith('/v1/');

/** Finds out who calls before anything else is read of a request. */
export const installAuthentication = (instance: FastifyInstance, tokens: TokenVerifier): void => {
  instance.addHook('onRequest', async (request) => {
    if (isOpen(request)) return;
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new Problem('token-missing');
    request.caller = await tokens.verify(token);
  });
};
