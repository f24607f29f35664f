import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { type Action, mustHaveRoleFor } from '../../application/access/access.js';
import { callerOf } from './request-context.js';

const marked = new WeakSet<object>();

/**
 * Says what a route, or all routes of a controller that do not say otherwise, are there to do. Whoever has no
 * role for it is refused before anything of the request is judged, so that they learn nothing of what a good
 * one looks like. Whose the thing is that they ask about, the route decides once it knows.
 */
export const Does = (action: Action, more: FastifyContextConfig = {}): ClassDecorator & MethodDecorator => {
  const mark = (target: object, key: string | symbol, descriptor: PropertyDescriptor): void => {
    marked.add(descriptor.value);
    RouteConfig({ ...more, action })(target, key, descriptor);
  };
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    if (key !== undefined && descriptor) return mark(target, key, descriptor);
    const { prototype } = target as { readonly prototype: object };
    for (const [name, own] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (typeof own.value === 'function' && !marked.has(own.value)) mark(prototype, name, own);
    }
  };
};

/** To be installed after authentication. */
export const installPermissions = (instance: FastifyInstance): void => {
  instance.addHook('onRequest', async (request) => {
    const { action } = request.routeOptions.config;
    if (action !== undefined) mustHaveRoleFor(callerOf(request), action);
  });
};
