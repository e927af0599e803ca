import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { noteOperation } from '../watching/watch-operations.plugin.js';
import type { Refusal } from './before-running.js';
import type { ContextFactory } from './context-factory.js';
import type { DocumentCache } from './document-cache.js';
import type { GraphQLContext } from './graphql-context.js';
import type { PlainQueries } from './plain-execution.js';

/** Of how many values of `Accept` it is known what they are answered with. */
const ACCEPTS = 50;

/** An answer as it is sent. */
export interface KnownAnswer {
  readonly contentType: string;
  readonly body: string;
}

interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | undefined;
}

/**
 * Answers queries on plain data that Yoga has answered before, of callers who are remembered: the document is parsed, valid
 * and within its limits, and what is left to do is to look at the variables, run it and write the result. Yoga makes
 * objects of the request, the answer and a dozen steps between them, which takes longer than that.
 *
 * Only what goes well goes this way. Whatever does not, a refusal or an error, is left to Yoga, which begins anew: a query
 * only reads, so it may.
 */
export class KnownQueries {
  private readonly valid = new WeakSet<DocumentNode>();
  /** What Yoga answered a result with, by what was accepted: it depends on nothing else. */
  private readonly contentTypes = new Map<string, string>();
  /** Contexts of requests that were begun here and are left to Yoga: who asks was counted. */
  private readonly begun = new WeakMap<FastifyRequest, Promise<GraphQLContext | null>>();

  /** @param refusals what a document is asked for each time, because it depends on the variables */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly documents: DocumentCache,
    private readonly queries: PlainQueries,
    private readonly contexts: ContextFactory,
    private readonly refusals: readonly Refusal[],
  ) {}

  /** Learns which documents are valid and within their limits: those that are run. To be the last of the plugins. */
  plugin(): Plugin {
    return { onExecute: ({ args }) => void this.valid.add((args as ExecutionArgs).document) };
  }

  /** The context of a request that Yoga answers. */
  async contextOf(req: FastifyRequest, reply: FastifyReply): Promise<GraphQLContext> {
    return (await this.begun.get(req)) ?? this.contexts.remembering(req, reply);
  }

  /** Learns what Yoga answers a result with. */
  learn(req: FastifyRequest, contentType: string | null): void {
    const accept = req.headers.accept ?? '';
    if (contentType !== null && this.contentTypes.size < ACCEPTS && accept.length < 200)
      this.contentTypes.set(accept, contentType);
  }

  /** @returns null where Yoga has to answer */
  async answer(req: FastifyRequest, reply: FastifyReply): Promise<KnownAnswer | null> {
    const contentType = this.contentTypes.get(req.headers.accept ?? '');
    const asked = req.method === 'POST' && contentType !== undefined ? askedBy(req.body) : null;
    const document = asked && this.documents.get(asked.query);
    if (!document || !this.valid.has(document)) return null;
    if (!this.queries.isPlain(this.schema, document, asked.operationName)) return null;
    try {
      const body = await this.resultOf(req, reply, document, asked);
      return body === null ? null : { contentType: contentType!, body };
    } catch {
      return null;
    }
  }

  /** @throws whatever Yoga is to meet again */
  private async resultOf(
    req: FastifyRequest,
    reply: FastifyReply,
    document: DocumentNode,
    { variables, operationName }: Asked,
  ): Promise<string | null> {
    const context = this.contexts.remembered(req, reply);
    this.begun.set(req, context);
    const http = await context;
    if (!http) return null;
    const args: ExecutionArgs = {
      schema: this.schema,
      document,
      contextValue: http,
      variableValues: variables,
      operationName,
    };
    if (this.refusals.some((refusal) => refusal(args) !== null)) return null;
    noteOperation(args);
    const result = await this.queries.run(args).catch((error: unknown) => {
      // The caller is not who it was: Yoga finds that out from the beginning.
      this.begun.delete(req);
      throw error;
    });
    return result && !isFaulty(result) ? JSON.stringify(result) : null;
  }
}

const isFaulty = ({ errors, data }: ExecutionResult): boolean => errors !== undefined || !data;

/** Null for anything that is not just a query with its variables. */
function askedBy(body: unknown): Asked | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { query, variables: given, operationName: name, ...more } = body as Record<string, unknown>;
  const variables = given ?? {};
  const operationName = name ?? undefined;
  const isOrdinary =
    typeof variables === 'object' && !Array.isArray(variables) && Object.keys(more).length === 0;
  if (typeof query !== 'string' || !isOrdinary) return null;
  if (operationName !== undefined && typeof operationName !== 'string') return null;
  return { query, variables: variables as Record<string, unknown>, operationName };
}
