import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface GraphiqlOptions {
  /** Where `scripts/lib/graphiql.mjs` wrote its files. */
  readonly directory: string;
  /** What stands in the editor at first. */
  readonly defaultQuery: string;
}

const TITLE = '橙源 Chengyuan · GraphiQL';

/**
 * People type their tokens into this page, so it runs nothing and asks nobody but this server. The editor puts styles
 * into the page while it runs, which is why those alone may stand inside.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves GraphiQL to browsers at `path`, where `/` sends them, and its files below `/graphiql/`. They are streamed as they lie on the disk,
 * compressed, and never held in memory; their names change with their contents, so browsers may keep them.
 */
export function serveGraphiql(fastify: FastifyInstance, path: string, options: GraphiqlOptions): void {
  const list = join(options.directory, 'files.json');
  if (!existsSync(list)) {
    new Logger('GraphQL').warn(
      `GraphiQL is not served: ${list} is missing, which npm start makes when it builds`,
    );
    return;
  }
  const names = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>;
  const page = pageOf(names, path, options.defaultQuery);
  fastify.addHook('onRequest', async (request, reply) => {
    if (!isBrowserAt(path, request)) return;
    await reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': POLICY, 'cache-control': 'no-cache' })
      .send(page);
  });
  // Whoever opens the address alone looks for this page. Other programs are told, as before, that nothing is there.
  fastify.get('/', (request, reply) => {
    void reply.header('vary', 'accept');
    return wantsHtml(request) ? reply.redirect(path, 302) : reply.callNotFound();
  });
  const files = new Set(Object.values(names));
  fastify.get<{ Params: { file: string } }>('/graphiql/:file', (request, reply) => {
    const { file } = request.params;
    if (!files.has(file)) return reply.callNotFound();
    return sendCompressed(request, reply, join(options.directory, file));
  });
}

/** Programs that ask by GET do not prefer HTML; what they ask goes on to GraphQL. */
const isBrowserAt = (path: string, request: FastifyRequest): boolean =>
  request.method === 'GET' && request.url.split('?', 1)[0]!.replace(/\/$/, '') === path && wantsHtml(request);

const wantsHtml = ({ headers }: FastifyRequest): boolean => (headers.accept ?? '').includes('text/html');

function sendCompressed(request: FastifyRequest, reply: FastifyReply, file: string): FastifyReply {
  const stored = createReadStream(`${file}.gz`);
  void reply
    .type(file.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8')
    .headers({
      'cache-control': 'public, max-age=31536000, immutable',
      // A worker has the policy of its own file, not of the page.
      'content-security-policy': POLICY,
      vary: 'accept-encoding',
    });
  if (/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')))
    return reply.header('content-encoding', 'gzip').send(stored);
  return reply.send(stored.pipe(createGunzip()));
}

function pageOf(names: Record<string, string>, endpoint: string, defaultQuery: string): string {
  const at = (file: string): string => `/graphiql/${names[file] ?? file}`;
  const settings = {
    workers: {
      editorWorkerService: at('editor-worker.js'),
      json: at('json-worker.js'),
      graphql: at('graphql-worker.js'),
    },
    options: { endpoint, title: TITLE, defaultQuery, credentials: 'same-origin', logo: LOGO },
  };
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE}</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${at('graphiql.css')}">
</head>
<body id="body" class="no-focus-outline">
<noscript>此页面需要 JavaScript。 · This page needs JavaScript.</noscript>
<div id="root" style="height: 100vh"></div>
<script type="application/json" id="settings">${JSON.stringify(settings).replaceAll('<', '\\u003c')}</script>
<script src="${at('graphiql.js')}"></script>
<script src="${at('start.js')}"></script>
</body>
</html>
`;
}

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8.5" r="6.5" fill="#c8401e"/><path d="M8 2c1-2 3-2 4-1-1 2-3 2-4 1" fill="#3c7a3a"/></svg>',
)}`;
/** GraphiQL takes it as HTML. */
const LOGO = `<img src="${ICON}" alt="" width="28">`;
