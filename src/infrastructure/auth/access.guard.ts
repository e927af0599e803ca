import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../database/context.js';
import { ContextFactory } from '../graphql/context-factory.js';
import type { GraphQLContext } from '../graphql/graphql-context.js';
import { rememberCtx } from '../http/http-ctx.js';
import { ACCESS, type Access } from './access.js';
import { forbidden, unauthenticated } from './access-errors.js';

/**
 * Lets a root field, or a route beside GraphQL, run only if it says who may call it and the caller may. A field that says nothing is refused:
 * forgetting the decorator must not publish anything. Nested fields do not pass here; their rows are protected by the
 * query that fetches them.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly contexts: ContextFactory,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    if (context.getType<GqlContextType>() !== 'graphql') return this.mayAsk(context, access);
    const { ctx } = GqlExecutionContext.create(context).getContext<GraphQLContext>();
    return permitted(ctx, access);
  }

  /** Before anything of the body is read. */
  private async mayAsk(context: ExecutionContext, access: Access | undefined): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { ctx } = await this.contexts.graphql(request, http.getResponse<FastifyReply>());
    rememberCtx(request, ctx);
    return permitted(ctx, access);
  }
}

function permitted({ actor }: Ctx, access: Access | undefined): true {
  if (!actor) throw unauthenticated();
  const permission = access?.kind === 'requires' ? access.permission : undefined;
  if (!permission || !actor.permissions.has(permission)) throw forbidden(permission);
  return true;
}
