import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance } from 'fastify';
import type { DestinationStream, Logger } from 'pino';
import { AppModule, type AppOptions } from './app.module.js';
import { InputPipe } from './graphql/input-errors.js';
import { installPgTypes } from './infrastructure/database/pg-types.js';
import { DRAIN_MS, drainOnClose } from './infrastructure/http/draining.js';
import { bodyProblem } from './infrastructure/graphql/localise-errors.http.js';
import type { LogLevel, TrustProxy } from './infrastructure/config/setting-parsers.js';
import { createLogger, NestLog } from './infrastructure/watching/logger.js';
import { Metrics } from './infrastructure/watching/metrics.js';
import type { Watcher } from './infrastructure/watching/noted.js';
import { requestIds } from './infrastructure/watching/request-id.js';
import { requestLog, watchRequests } from './infrastructure/watching/watch-requests.js';
import { sendProblem } from './infrastructure/http/http-problem.js';
import { sendSecurityHeaders } from './infrastructure/http/security-headers.js';
import {
  endSlowBodies,
  passUploads,
  PATIENCE,
  readOnlyJson,
  serverLimits,
  uploadTypes,
  type Patience,
  type Uploads,
} from './infrastructure/http/receiving.js';
import { MEDIA_TYPES } from './modules/attachments/domain/media-type.js';
import { notAccepted } from './modules/attachments/attachment.refusals.js';

/** What is not JSON and comes in all the same. */
const UPLOADS: Uploads = { '/attachments': MEDIA_TYPES };

export interface ServerOptions extends AppOptions {
  readonly trustProxy?: TrustProxy;
  readonly https?: { cert: string; key: string } | undefined;
  readonly logLevel?: LogLevel;
  readonly patience?: Patience;
  /** How long what runs may take to finish when the server stops, in milliseconds. */
  readonly drainMs?: number;
  /** Where log lines go; to standard output without. */
  readonly logTo?: DestinationStream;
  /** A collector of OpenTelemetry traces; without, none of that is even loaded. */
  readonly tracesTo?: string | undefined;
}

/** Makes the application as it is served: limits, headers, the guard against forged forms. */
export async function createApp(options: ServerOptions): Promise<NestFastifyApplication> {
  installPgTypes();
  const patience = options.patience ?? PATIENCE;
  const logger = createLogger(options.logLevel ?? 'info', options.logTo);
  const adapter = new FastifyAdapter({
    ...serverLimits(patience, options.https),
    trustProxy: proxies(options.trustProxy ?? false),
    loggerInstance: logger,
    // One line a request is ours; Fastify's two would name its address and query.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: () => logger,
    genReqId: requestIds(options.trustProxy ?? false),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(options), adapter, {
    logger: new NestLog(logger),
    abortOnError: false,
    bufferLogs: false,
    bodyParser: false,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  watchRequests(fastify, await watchers(app, options, logger));
  drainOnClose(fastify, options.drainMs ?? DRAIN_MS);
  // Before any hook that answers: whoever is refused must not be waited for either.
  endSlowBodies(fastify, patience, UPLOADS);
  refuseForms(fastify);
  readOnlyJson(fastify);
  passUploads(fastify, UPLOADS);
  await fastify.register(fastifyCookie);
  sendSecurityHeaders(fastify, {
    contentSecurityPolicy: false,
    strictTransportSecurity: options.https ? { includeSubDomains: false } : false,
  });
  app.useGlobalPipes(new InputPipe());
  return app;
}

/**
 * A form of another site can post urlencoded or plain text with the visitor's cookie and without asking first; JSON
 * it cannot, nor any of the types that are uploaded. So a POST of anything else, or of what does not say what it is, is
 * refused before its body is read.
 */
function refuseForms(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'POST') return done();
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const uploaded = uploadTypes(UPLOADS, request);
    if (uploaded?.includes(type) || (!uploaded && type === 'application/json')) return done();
    if (uploaded) void sendProblem(reply, notAccepted());
    else void reply.status(415).send(bodyProblem(415, request.headers['accept-language']));
  });
}

type Trusted = boolean | string[] | ((address: string, hop: number) => boolean);

/** In Fastify's words: a number of proxies becomes the question whether a hop is among them. */
function proxies(trusted: TrustProxy): Trusted {
  if (typeof trusted === 'number') return (_, hop) => hop < trusted;
  return typeof trusted === 'boolean' ? trusted : [...trusted];
}

/** Who is told of requests: the log, and what the settings ask for. */
async function watchers(
  app: NestFastifyApplication,
  { metricsToken, tracesTo }: ServerOptions,
  logger: Logger,
): Promise<Watcher[]> {
  const all: Watcher[] = [requestLog(logger)];
  if (metricsToken !== undefined) all.push(app.get(Metrics));
  if (tracesTo !== undefined) {
    const { startTracing } = await import('./infrastructure/watching/tracing.js');
    const tracing = startTracing(tracesTo);
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onClose', () => tracing.end());
    all.push(tracing);
  }
  return all;
}
