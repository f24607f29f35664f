import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiModule } from './api-module.js';
import type { ApiDependencies } from './dependencies.js';
import { Metrics } from './observability/metrics.js';
import { observeRequests } from './observability/observe-requests.js';
import { openApiDocument } from './openapi/openapi-document.js';
import { Problem } from './problems/problem.js';
import { ProblemFilter, sendProblem } from './problems/problem-filter.js';
import { installAuthentication } from './requests/authenticate.js';
import { installBodyParser } from './requests/body-parser.js';
import { installCommandAnswers } from './requests/command-answer.js';
import { installExpectContinue } from './requests/expect-continue.js';
import { requestValidation } from './requests/validation.js';

/** An address that cannot be decoded comes to no route, and so to no filter. */
const answerUnreadable = (_: Error, request: FastifyRequest, reply: FastifyReply): void =>
  sendProblem(reply, new Problem('request-malformed'), request.id);

const CORRELATION_HEADER = 'X-Correlation-Id';

/**
 * The HTTP API over what it is given; not listening yet. What happens to every request is done in hooks of
 * Fastify, once, so that a controller only says what is particular to its route.
 */
export const createApi = async (dependencies: ApiDependencies): Promise<NestFastifyApplication> => {
  const { ids, log, limits, tokens } = dependencies;
  const metrics = new Metrics();
  const adapter = new FastifyAdapter({
    logger: false, genReqId: () => ids.next(), frameworkErrors: answerUnreadable,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.over(dependencies, metrics), adapter, { logger: false, abortOnError: false, bodyParser: false },
  );
  const server = adapter.getInstance();
  installExpectContinue(server);
  installBodyParser(server, limits.bodyLimitBytes);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header(CORRELATION_HEADER, request.id);
    done();
  });
  observeRequests(server, log, metrics);
  installAuthentication(server, tokens);
  installCommandAnswers(server, metrics);
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter(log));
  SwaggerModule.setup('docs', app, openApiDocument(app), { jsonDocumentUrl: 'openapi.json', raw: ['json'] });
  await app.init();
  await server.ready();
  return app;
};
