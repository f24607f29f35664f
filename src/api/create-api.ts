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
import { answerUnreadable } from './problems/unreadable-requests.js';
import { installAnswerHeaders } from './requests/answer-headers.js';
import { installAuthentication } from './requests/authenticate.js';
import { installBodyParser } from './requests/body-parser.js';
import { installCommandAnswers } from './requests/command-answer.js';
import { installExpectContinue } from './requests/expect-continue.js';
import { OtherMethods } from './requests/other-methods.js';
import { installPageTokens } from './requests/page-tokens.js';
import { installPermissions } from './requests/permission.js';
import { installStopping } from './requests/stopping.js';
import { requestValidation } from './requests/validation.js';

/** An address that cannot be decoded comes to no route, and so to no filter. */
const answerUnroutable = (_: Error, request: FastifyRequest, reply: FastifyReply): void =>
  sendProblem(reply, new Problem('request-malformed'), request.id);

/**
 * The HTTP API over what it is given; not listening yet. What happens to every request is done in hooks of
 * Fastify, once, so that a controller only says what is particular to its route.
 */
export const createApi = async (dependencies: ApiDependencies): Promise<NestFastifyApplication> => {
  const { ids, log, limits, tokens, pageTokens } = dependencies;
  const metrics = new Metrics();
  const adapter = new FastifyAdapter({
    logger: false, return503OnClosing: false, genReqId: () => ids.next(), frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable(ids),
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.over(dependencies, metrics), adapter, { logger: false, abortOnError: false, bodyParser: false },
  );
  const server = adapter.getInstance();
  const otherMethods = new OtherMethods();
  otherMethods.collect(server);
  installExpectContinue(server);
  installBodyParser(server, limits);
  installAnswerHeaders(server, dependencies.staleSince);
  observeRequests(server, log, metrics);
  installStopping(server);
  installAuthentication(server, tokens);
  installPermissions(server);
  installCommandAnswers(server, metrics);
  installPageTokens(server, pageTokens);
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter(log));
  SwaggerModule.setup(
    'docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'openapi.json', raw: ['json'] });
  await app.init();
  otherMethods.install(server);
  await server.ready();
  return app;
};
