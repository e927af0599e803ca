import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Ctx as Context } from '../database/context.js';
import type { GraphQLContext } from './graphql-context.js';

/** Hands the resolver its context: who asks, when, in which language. */
export const Ctx = createParamDecorator(
  (_: unknown, context: ExecutionContext): Context =>
    GqlExecutionContext.create(context).getContext<GraphQLContext>().ctx,
);
