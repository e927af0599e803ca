import { isUtf8 } from 'node:buffer';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';

/** Most bytes of a request's body; the largest boundary of an orchard needs a tenth. */
const BODY_LIMIT = 256 * 1024;

/** How long a client may take, in milliseconds; who trickles must not hold a connection for ever. */
export interface Patience {
  /** Until the headers are there. */
  readonly headers: number;
  /** Until the whole request is there: 256 KiB over a village's 2G in the rain. */
  readonly request: number;
  /** Until a whole upload is there: 20 MB at 23 kB a second. */
  readonly upload: number;
  /** Until who was refused in the middle of sending is cut off: time to read why. */
  readonly farewell: number;
  /** Without a byte in either direction. Event streams send a sign of life every 12 s. */
  readonly silence: number;
  /** How often the first two are looked at. */
  readonly lookEvery: number;
}

export const PATIENCE: Patience = {
  headers: 15_000,
  request: 60_000,
  upload: 900_000,
  farewell: 5_000,
  silence: 120_000,
  lookEvery: 5_000,
};

/** Fastify's words for it; left alone it waits for the rest of a request without end. */
export function serverLimits(patience: Patience, https: { cert: string; key: string } | undefined): object {
  const http = { headersTimeout: patience.headers, connectionsCheckingInterval: patience.lookEvery };
  return {
    bodyLimit: BODY_LIMIT,
    // The longest that any request may take; what is no upload is ended earlier, by `endSlowBodies`.
    requestTimeout: patience.upload,
    connectionTimeout: patience.silence,
    ...(https ? { https: { ...https, ...http } } : { http }),
  };
}

/** Routes that take something else than JSON: path as it is declared -> media types, none of which a form can send. */
export type Uploads = Readonly<Record<string, readonly string[]>>;

/** The media types that a route takes as they come, if it is one for uploads. */
export const uploadTypes = (uploads: Uploads, request: FastifyRequest): readonly string[] | null =>
  uploads[request.routeOptions.url ?? ''] ?? null;

/**
 * Ends a connection whose request does not come to its end in time. Node knows one limit for all requests; an upload over
 * a village's line takes longer than anything else may.
 */
export function endSlowBodies(fastify: FastifyInstance, patience: Patience, uploads: Uploads): void {
  fastify.addHook('onRequest', (request, _, done) => {
    const { raw } = request;
    if (!uploadTypes(uploads, request) && hasBody(request)) {
      const timer = setTimeout(() => raw.complete || raw.socket.destroy(), patience.request).unref();
      raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    }
    done();
  });
  fastify.addHook('onResponse', (request, _, done) => {
    const { raw } = request;
    if (uploadTypes(uploads, request) && !raw.complete) {
      // Node reads on and throws away; for a while, or the client would lose the answer with the connection.
      const timer = setTimeout(() => raw.complete || raw.socket.destroy(), patience.farewell).unref();
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Leaves the bodies of uploads alone: their routes read them, piece by piece. */
export function passUploads(fastify: FastifyInstance, uploads: Uploads): void {
  const types = [...new Set(Object.values(uploads).flat())];
  fastify.addContentTypeParser(types, (_, _stream, done) => done(null));
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
