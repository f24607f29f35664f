import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { Problem } from '../problems/problem.js';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Reads bodies: JSON up to a limit, and nothing else, save on routes that take a stream, which get the bytes
 * as they come. One parser for all types, since only the route tells which it is.
 */
export const installBodyParser = (instance: FastifyInstance, limitBytes: number): void => {
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', (request, payload, done) => {
    if (request.routeOptions.config.streamsBody) return done(null, payload);
    if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
      return done(new Problem('media-type-unsupported'));
    }
    return readText(request, payload, limitBytes, (error, text = '') => {
      if (error) return void done(error);
      void parseJson(request, text, (fault, value) => done(fault && malformed(fault), value));
    });
  });
};

/** What a JSON parser says quotes the body; it stays inside as the cause. */
const malformed = (cause: Error): Problem => new Problem('request-malformed', {}, { cause });

type Done = (error: Error | null, text?: string) => void;

const readText = (
  request: FastifyRequest, payload: IncomingMessage, limitBytes: number, done: Done,
): void => {
  if (Number(request.headers['content-length']) > limitBytes) return done(new Problem('body-too-large'));
  const pieces: Buffer[] = [];
  let bytes = 0;
  const settle: Done = (error, text) => {
    payload.removeAllListeners('data').removeAllListeners('end').removeAllListeners('error');
    done(error, text);
  };
  payload.on('data', (piece: Buffer) => {
    bytes += piece.length;
    pieces.push(piece);
    if (bytes > limitBytes) settle(new Problem('body-too-large'));
  });
  payload.on('end', () => settle(null, Buffer.concat(pieces).toString('utf8')));
  payload.on('error', (error) => settle(malformed(error)));
};
