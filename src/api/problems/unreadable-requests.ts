import type { FastifyServerOptions } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { IdSource } from '../../application/ports/id-source.js';
import { Problem } from './problem.js';
import type { ProblemCode } from './problem-types.js';

type AnswerToClientError = NonNullable<FastifyServerOptions['clientErrorHandler']>;

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'head-too-large', ERR_HTTP_REQUEST_TIMEOUT: 'body-too-slow',
};

/** Answers with a problem what is no HTTP, or too much or too slow for it, and so becomes no request. */
export const answerUnreadable = (ids: IdSource): AnswerToClientError => ({ code }, socket) => {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = new Problem(codes[code] ?? 'request-malformed');
  const body = JSON.stringify(problem.body(ids.next()));
  socket.end([
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, 'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body,
  ].join('\r\n'));
};
