import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultOf, type Log } from '../observability/log.js';
import { type Problem, problemOf } from './problem.js';

const LITTLE_BYTES = 1_048_576;

/** A large body that is not wanted is not waited for. */
const hasMuchToCome = ({ raw, headers }: FastifyRequest): boolean => !raw.complete
  && (headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > LITTLE_BYTES);

/** Answers with a problem, as RFC 9457 has it. */
export const sendProblem = (reply: FastifyReply, problem: Problem, correlationId: string): void => {
  reply.request.problem = problem;
  const { retryAfterSeconds, allow } = problem.details;
  if (retryAfterSeconds !== undefined) void reply.header('Retry-After', retryAfterSeconds);
  if (allow !== undefined) void reply.header('Allow', allow);
  if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  void reply.code(problem.status).header('Content-Type', 'application/problem+json')
    .send(JSON.stringify(problem.body(correlationId)));
};

/** Turns every error, from wherever in the API, into problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const problem = problemOf(error);
    if (problem.isFault) {
      const { code, details: { detail } } = problem;
      this.log.error({ correlationId: request.id, problem: code, detail, fault: faultOf(error) }, 'problem');
    }
    if (reply.sent) return;
    if (hasMuchToCome(request)) void reply.header('Connection', 'close');
    sendProblem(reply, problem, request.id);
  }
}
