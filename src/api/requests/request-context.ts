import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Action } from '../../application/access/access.js';
import type { Caller } from '../../application/access/caller.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { Problem } from '../problems/problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set before any handler of a route that asks for a token. */
    caller?: Caller;
    /** What it is answered with, where that is a problem. */
    problem?: Problem;
  }
  interface FastifyContextConfig {
    /** What the route is there to do. */
    readonly action?: Action;
    /** The body is handed to the route as a stream, whatever its content type. */
    readonly streamsBody?: boolean;
    /** The body is handed to the route as the text that it is: whoever reads it tells where in it. */
    readonly readsText?: boolean;
  }
}

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest();

export const callerOf = (request: FastifyRequest): Caller => {
  if (!request.caller) throw new Error('The route was reached without a caller');
  return request.caller;
};

/** Whoever makes the request. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(requestOf(context)));

const VISIBLE_ASCII = /^[\x21-\x7e]{1,200}$/;

/** The client's own id of what it asks for, if it means to be able to ask again. */
export const givenKeyOf = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && VISIBLE_ASCII.test(key))) return key;
  throw new Problem('idempotency-key-invalid', { field: 'Idempotency-Key' });
};

/** Without a key of the client's, the request's own random id makes the command one of its own. */
export const commandContextOf = (request: FastifyRequest): CommandContext => {
  const { actor, organisation } = callerOf(request);
  return { actor, organisation, commandKey: givenKeyOf(request) ?? request.id, correlationId: request.id };
};

/** Who asks, on whose behalf and under which key, as a command carries it. */
export const AskedBy = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext =>
  commandContextOf(requestOf(context)));
