import { Inject, Injectable } from '@nestjs/common';
import { AbstractGraphQLDriver, type GqlModuleOptions } from '@nestjs/graphql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isEnumType, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { beforeRunning } from './before-running.js';
import { ContextFactory } from './context-factory.js';
import { DocumentCache, documentCaches } from './document-cache.js';
import { serveGraphiql, type GraphiqlOptions } from './graphiql.js';
import { maskError } from './mask-error.js';
import { KnownQueries } from './known-queries.js';
import { PlainQueries } from './plain-execution.js';
import { protectionPlugins, refusalsByVariables } from './protection.js';
import { noteErrors, noteOperations } from '../watching/watch-operations.plugin.js';
import { emptyBodyProblem } from './localise-errors.http.js';
import { localiseErrors } from './localise-errors.plugin.js';
import type { ValuesOf } from './localise-errors.sayings.js';

export interface YogaOptions extends GqlModuleOptions {
  /** Whether introspection and GraphiQL are offered; off for anything but loopback unless a setting says so. */
  introspection?: boolean;
  graphiql?: GraphiqlOptions | null;
}

/**
 * Serves the schema that Nest builds with GraphQL Yoga on Nest's own Fastify instance: the server of docs/adr/0002.
 * Errors are masked here, because the schema is public and stack traces are not.
 */
@Injectable()
export class YogaDriver extends AbstractGraphQLDriver<YogaOptions> {
  @Inject(ContextFactory) private readonly contexts!: ContextFactory;

  start(options: YogaOptions): Promise<void> {
    const fastify = this.httpAdapterHost.httpAdapter.getInstance<FastifyInstance>();
    const path = this.getNormalizedPath(options);
    const schema = options.schema!;
    const documents = new DocumentCache();
    const queries = new PlainQueries((http) => this.contexts.anew(http));
    const refusals = refusalsByVariables();
    const known = new KnownQueries(schema, documents, queries, this.contexts, refusals);
    const yoga = createYoga<{ req: FastifyRequest; reply: FastifyReply }>({
      schema,
      graphqlEndpoint: path,
      context: ({ req, reply }) => known.contextOf(req, reply),
      // Yoga's default lets every other site read answers with the visitor's cookie. Programs need no such leave.
      cors: false,
      graphiql: false,
      landingPage: false,
      batching: false,
      multipart: false,
      parserAndValidationCache: documentCaches(documents),
      maskedErrors: { maskError: (error) => maskError(error) },
      logging: false,
      plugins: [
        noteOperations(),
        ...protectionPlugins({ introspection: options.introspection ?? false }),
        ...refusals.map(beforeRunning),
        localiseErrors(options.introspection ? enumValues(schema) : () => null),
        noteErrors(),
        queries.plugin(),
        known.plugin(),
      ] as Plugin[],
    });
    if (options.graphiql) serveGraphiql(fastify, path, options.graphiql);
    fastify.route({
      url: path,
      method: ['GET', 'POST', 'OPTIONS'],
      handler: async (req, reply) => {
        const empty =
          req.method === 'POST' ? emptyBodyProblem(req.body, req.headers['accept-language']) : null;
        if (empty) return reply.status(400).send(empty);
        const answer = await known.answer(req, reply);
        if (answer) return reply.header('content-type', answer.contentType).send(answer.body);
        const response = await yoga.handleNodeRequestAndResponse(req, reply, { req, reply });
        for (const [name, value] of response.headers) void reply.header(name, value);
        if (response.status === 200) known.learn(req, response.headers.get('content-type'));
        return reply.status(response.status).send(isStream(response) ? response.body : await response.text());
      },
    });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

const enumValues =
  (schema: GraphQLSchema): ValuesOf =>
  (name) => {
    const type = schema.getType(name);
    return isEnumType(type) ? type.getValues().map((value) => value.name) : null;
  };

/** Events are sent as they come; anything else is there as one text, which needs no stream around it. */
const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') ?? false;
