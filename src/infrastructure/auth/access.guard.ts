import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import type { GraphQLContext } from '../graphql/graphql-context.js';
import { ACCESS, type Access } from './access.js';
import { forbidden, unauthenticated } from './access-errors.js';

/**
 * Lets a root field run only if it says who may call it and the caller may. A field that says nothing is refused:
 * forgetting the decorator must not publish anything. Nested fields do not pass here; their rows are protected by the
 * query that fetches them.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    if (context.getType<GqlContextType>() !== 'graphql') return false;
    const { ctx } = GqlExecutionContext.create(context).getContext<GraphQLContext>();
    if (!ctx.actor) throw unauthenticated();
    if (!access || !ctx.actor.permissions.has(access.permission)) throw forbidden(access?.permission);
    return true;
  }
}
