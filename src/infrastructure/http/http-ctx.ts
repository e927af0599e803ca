import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Ctx } from '../database/context.js';

const contexts = new WeakMap<FastifyRequest, Ctx>();

/** Keeps what the guard found out of who asks, for the route. */
export const rememberCtx = (request: FastifyRequest, ctx: Ctx): void => void contexts.set(request, ctx);

/** Hands a route its context: who asks, when, in which language. Only behind `@Requires`. */
export const HttpCtx = createParamDecorator((_: unknown, host: ExecutionContext): Ctx => {
  const ctx = contexts.get(host.switchToHttp().getRequest<FastifyRequest>());
  if (!ctx) throw new Error('the route says not whom it requires');
  return ctx;
});
