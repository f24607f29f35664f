import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { ApiLimits } from '../dependencies.js';
import { Problem } from '../problems/problem.js';

/** JSON is UTF-8 (RFC 8259); whoever says otherwise would have letters changed. */
const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

type Limits = Pick<ApiLimits, 'bodyLimitBytes' | 'bodyWaitMs'>;

/**
 * Reads bodies: JSON up to a limit, and nothing else, save on routes that take a stream, which get the bytes
 * as they come. One parser for all types, since only the route tells which it is.
 */
export const installBodyParser = (instance: FastifyInstance, limits: Limits): void => {
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', (request, payload, done) => {
    if (isEncoded(request)) return done(new Problem('media-type-unsupported'));
    if (request.routeOptions.config.streamsBody) return done(null, payload);
    if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
      return done(new Problem('media-type-unsupported'));
    }
    return readText(request, payload, limits, (error, text = '') => {
      if (error) return void done(error);
      if (request.routeOptions.config.readsText) return void done(null, text);
      void parseJson(request, text, (fault, value: unknown) => {
        if (fault) return done(malformed('The body is no JSON.', fault));
        if (!isObject(value)) return done(malformed('The body must be a JSON object.'));
        if (nestsDeeper(value, DEEPEST)) return done(malformed('The body is nested too deeply.'));
        return done(null, value);
      });
    });
  });
};

const isEncoded = ({ headers }: FastifyRequest): boolean =>
  !['identity', undefined].includes(headers['content-encoding']?.toLowerCase());

/** What a JSON parser says quotes the body; it stays inside as the cause. */
const malformed = (detail: string, cause?: Error): Problem =>
  new Problem('request-malformed', { detail }, { cause });

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** No body that is read here comes near; checking fields goes down the stack by each level. */
const DEEPEST = 32;

const nestsDeeper = (value: unknown, levels: number): boolean => typeof value === 'object' && value !== null
  && (levels === 0 || Object.values(value).some((inner) => nestsDeeper(inner, levels - 1)));

type Done = (error: Error | null, text?: string) => void;

const readText = (request: FastifyRequest, payload: IncomingMessage, limits: Limits, done: Done): void => {
  const { bodyLimitBytes, bodyWaitMs } = limits;
  if (Number(request.headers['content-length']) > bodyLimitBytes) return done(new Problem('body-too-large'));
  const pieces: Buffer[] = [];
  let bytes = 0;
  const settle: Done = (error, text) => {
    clearTimeout(timer);
    payload.removeAllListeners('data').removeAllListeners('end').removeAllListeners('error');
    done(error, text);
  };
  const timer = setTimeout(() => settle(new Problem('body-too-slow')), bodyWaitMs);
  payload.on('data', (piece: Buffer) => {
    bytes += piece.length;
    pieces.push(piece);
    if (bytes > bodyLimitBytes) settle(new Problem('body-too-large'));
  });
  payload.on('end', () => {
    const body = Buffer.concat(pieces);
    if (isUtf8(body)) settle(null, body.toString('utf8'));
    else settle(malformed('The body is not UTF-8.')); // replacing what is not would change names
  });
  payload.on('error', (error) => settle(malformed('The body broke off.', error)));
};
