import { isUtf8 } from 'node:buffer';
import { errorCodes, type FastifyInstance } from 'fastify';

/** Most bytes of a request's body; the largest boundary of an orchard needs a tenth. */
const BODY_LIMIT = 256 * 1024;

/** How long a client may take, in milliseconds; who trickles must not hold a connection for ever. */
export interface Patience {
  /** Until the headers are there. */
  readonly headers: number;
  /** Until the whole request is there: 256 KiB over a village's 2G in the rain. */
  readonly request: number;
  /** Without a byte in either direction. Event streams send a sign of life every 12 s. */
  readonly silence: number;
  /** How often the first two are looked at. */
  readonly lookEvery: number;
}

export const PATIENCE: Patience = { headers: 15_000, request: 60_000, silence: 120_000, lookEvery: 5_000 };

/** Fastify's words for it; left alone it waits for the rest of a request without end. */
export function serverLimits(patience: Patience, https: { cert: string; key: string } | undefined): object {
  const http = { headersTimeout: patience.headers, connectionsCheckingInterval: patience.lookEvery };
  return {
    bodyLimit: BODY_LIMIT,
    requestTimeout: patience.request,
    connectionTimeout: patience.silence,
    ...(https ? { https: { ...https, ...http } } : { http }),
  };
}

/**
 * Reads bodies of JSON and of nothing else: a form is not even parsed. Bytes that are not UTF-8 are refused, because
 * Node would put � in their place and a name would be kept that nobody wrote. Keys that reach for prototypes are refused.
 */
export function readOnlyJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (!isUtf8(body)) {
      done(new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY(), undefined);
      return;
    }
    void parse(request, body.toString('utf8'), done);
  });
}
