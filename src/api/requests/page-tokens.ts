import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Sealer, SealBroken } from '../../application/ports/sealer.js';
import { Problem } from '../problems/problem.js';

const encoder = new TextEncoder();
/** What may differ between a page and the next: how much is asked for, not what. */
const APART_FROM = new Set(['after', 'limit', 'atLeast']);

/**
 * The tokens that lists are gone through with. A place in a list may hold a name, and a token stands in
 * addresses, which end in logs and histories: so it is sealed. It opens for the list, filter and sort it was
 * made for, and for nothing else.
 */
export class PageTokens {
  constructor(private readonly sealer: Sealer, private readonly key: Uint8Array) {}

  seal(place: string, list: string): string {
    const sealed = this.sealer.seal(this.key, encoder.encode(place), encoder.encode(list));
    return Buffer.from(sealed).toString('base64url');
  }

  /** The place a token names. Throws the problem `cursor-invalid`. */
  open(token: string, list: string): string {
    try {
      const sealed = Buffer.from(token, 'base64url');
      return Buffer.from(this.sealer.open(this.key, sealed, encoder.encode(list))).toString('utf8');
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      throw new Problem('cursor-invalid', { field: 'after' }, { cause: error });
    }
  }
}

/** Seals `next` in every answer, and opens `after` in every query, so that no list has to think of it. */
export const installPageTokens = (instance: FastifyInstance, tokens: PageTokens): void => {
  instance.addHook('preValidation', (request, _reply, done) => {
    const query = request.query as Record<string, unknown>;
    if (isList(request) && typeof query.after === 'string') {
      query.after = tokens.open(query.after, listIn(request));
    }
    done();
  });
  instance.addHook('preSerialization', (request, _reply, payload, done) => {
    const { next } = (payload ?? {}) as { next?: unknown };
    if (!isList(request) || typeof next !== 'string') return void done(null, payload);
    done(null, { ...payload as object, next: tokens.seal(next, listIn(request)) });
  });
};

const isList = ({ method, routeOptions }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && routeOptions.url?.startsWith('/v1/') === true;

/** Which list a request asks for: the address, filter and sort. */
const listIn = ({ routeOptions, params, query }: FastifyRequest): string => {
  const asked = Object.entries(query as object).filter(([name]) => !APART_FROM.has(name)).sort();
  return JSON.stringify([routeOptions.url, params, asked]);
};
