import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../application/access/caller.js';
import type { CommandContext } from '../../application/ledger/ledger.js';
import { Problem } from '../problems/problem.js';
import { EXAMPLE_ID } from '../requests/fields.js';
import { callerOf, commandContextOf } from '../requests/request-context.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Who says something about whom. */
export interface Saying {
  readonly person: string;
  readonly caller: Caller;
  readonly context: CommandContext;
}

const personIn = (request: FastifyRequest): string => {
  const { person } = request.params as { person: string };
  if (UUID.test(person)) return person;
  throw new Problem('request-invalid', { errors: [{ field: 'person', rule: 'Must be a person id.' }] });
};

/** The person that an address names, by id: a number never stands in an address. */
export const PersonId = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  personIn(context.switchToHttp().getRequest()));

/** Who says something about the person that the address names. */
export const SaidAbout = createParamDecorator((_: unknown, context: ExecutionContext): Saying => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { person: personIn(request), caller: callerOf(request), context: commandContextOf(request) };
});

/** Documents the person in the address, for controllers that take it with one of the above. */
export const AboutPerson = (): ClassDecorator & MethodDecorator => applyDecorators(ApiParam({
  name: 'person', description: 'Person id',
  schema: { type: 'string', format: 'uuid', example: EXAMPLE_ID },
}));
