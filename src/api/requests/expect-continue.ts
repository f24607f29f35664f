import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Who asks before sending a body (`Expect: 100-continue`) is told to go on once it is wanted: when the token
 * has been checked, and on routes that take a stream when they say so (`askForBody`). So a large file that is
 * refused is not sent, and the refusal is heard: otherwise it may get lost as the connection breaks.
 */
export const installExpectContinue = (instance: FastifyInstance): void => {
  const { server } = instance;
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response);
  });
  instance.addHook('preParsing', (request, reply, payload, done) => {
    if (!request.routeOptions.config.streamsBody) askForBody(request, reply);
    done(null, payload);
  });
};

/** Lets a caller who waits for it send the body. */
export const askForBody = ({ headers }: FastifyRequest, reply: FastifyReply): void => {
  if (headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue();
};
