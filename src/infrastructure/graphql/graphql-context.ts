import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../database/context.js';

/** What resolvers find in the GraphQL context. */
export interface GraphQLContext {
  readonly ctx: Ctx;
  readonly req: FastifyRequest;
  readonly reply: FastifyReply;
}
