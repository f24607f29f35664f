import type { FastifyInstance } from 'fastify';
import { Problem } from '../problems/problem.js';

interface Address {
  readonly url: string;
  readonly methods: Set<string>;
}

/** Which methods each address has: collected before routes are made, answered for when all of them are. */
export class OtherMethods {
  /** By what they match: the same address may name its parameters differently for GET and POST. */
  private readonly addresses = new Map<string, Address>();

  collect(instance: FastifyInstance): void {
    instance.addHook('onRoute', ({ url, method }) => {
      const pattern = url.replace(/:\w+/g, ':');
      const address = this.addresses.get(pattern) ?? { url, methods: new Set() };
      for (const each of [method].flat()) address.methods.add(each);
      this.addresses.set(pattern, address);
    });
  }

  /** Answers OPTIONS with the methods that an address has, and every other one with a problem. */
  install(instance: FastifyInstance): void {
    for (const { url, methods } of [...this.addresses.values()]) {
      if (url.includes('*')) continue;
      const known = new Set([...methods, 'OPTIONS']);
      const allow = [...known].sort().join(', ');
      instance.route({
        url, method: instance.supportedMethods.filter((each) => !known.has(each)),
        handler: () => { throw new Problem('method-not-allowed', { allow }); },
      });
      instance.route({
        url, method: 'OPTIONS', handler: (_, reply) => reply.code(204).header('Allow', allow).send(),
      });
    }
  }
}
