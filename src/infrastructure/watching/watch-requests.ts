import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { notes, outcomeOf, type Noted, type RequestEnd, type Watcher } from './noted.js';
import { operationWords } from './operation.js';

/** Begins the note of each request, carries it through what the request does, and tells the watchers how it ended. */
export function watchRequests(fastify: FastifyInstance, watchers: readonly Watcher[]): void {
  const open = new WeakMap<FastifyRequest, Noted>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const note = begin(request);
    open.set(request, note);
    void reply.header('x-request-id', note.requestId);
    for (const watcher of watchers) watcher.begun?.(note);
    // Not onResponse: that is not called where the client leaves before it was answered.
    reply.raw.once('close', () => end(note, reply, watchers));
    notes.run(note, done);
  });
  // A body arrives by events of its connection, which belong to no request; from here on it is this one again.
  fastify.addHook('preHandler', (request, _, done) => notes.run(open.get(request)!, done));
}

function begin(request: FastifyRequest): Noted {
  return {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? null,
    startedAt: performance.now(),
    type: null,
    fields: [],
    refusals: [],
    errors: [],
    actor: null,
    retries: 0,
    isEnded: false,
  };
}

function end(note: Noted, reply: FastifyReply, watchers: readonly Watcher[]): void {
  note.isEnded = true;
  const status = reply.statusCode;
  const told: RequestEnd = {
    status,
    durationMs: performance.now() - note.startedAt,
    outcome: outcomeOf(note, { status, isAnswered: reply.raw.writableFinished }),
  };
  for (const watcher of watchers) watcher.ended(note, told);
}

/** Routes that are asked every few seconds by machines; their success is worth a line to nobody. */
const QUIET: ReadonlySet<string | null> = new Set(['/health/live', '/health/ready', '/metrics']);

/** One line a request. */
export function requestLog(logger: Logger): Watcher {
  return {
    ended(request, end_) {
      const level = QUIET.has(request.route) && end_.outcome === 'ok' ? 'debug' : 'info';
      if (logger.isLevelEnabled(level)) logger[level](lineOf(request, end_), 'request');
    },
  };
}

function lineOf(request: Noted, { status, durationMs, outcome }: RequestEnd): object {
  const { type, fields, actor, refusals, errors, retries } = request;
  return {
    requestId: request.requestId,
    method: request.method,
    route: request.route,
    ...(type ? { type, operation: operationWords(fields) } : {}),
    outcome,
    ...(refusals.length > 0 ? { refusals: [...new Set(refusals)] } : {}),
    ...(errors.length > 0 ? { errors: [...new Set(errors)] } : {}),
    status,
    durationMs: Math.round(durationMs * 10) / 10,
    ...(retries > 0 ? { retries } : {}),
    ...actor,
  };
}
