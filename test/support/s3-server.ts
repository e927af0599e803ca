import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * As much of S3 as the product uses, written from the description of its signatures (Signature Version 4) and not from the
 * library that signs: what the two agree on is what the description says. `test/unit/s3-server.spec.ts` holds it against
 * the examples of that description.
 */

export interface S3Server {
  /** Origin. */
  readonly url: string;
  /** Key -> bytes. */
  readonly objects: Map<string, Buffer>;
  /** Status and method of every answer. */
  readonly answers: string[];
  /** Answers the next requests with this status, without looking at them. */
  failNext(status: number, times: number): void;
  close(): Promise<void>;
}

export interface S3Access {
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface SignedRequest {
  readonly method: string;
  /** Path and query, as they stand in the request's first line. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The signature a request ought to have, by the headers that it says are signed. */
export function signatureOf(
  { method, target, headers }: SignedRequest,
  access: S3Access,
  signed: string[],
): string {
  const [path = '/', query = ''] = target.split('?');
  const canonicalQuery = [...new URLSearchParams(query)]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const canonicalHeaders = signed
    .map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`)
    .join('');
  const canonicalPath = path
    .split('/')
    .map((part) => encoded(decodeURIComponent(part)))
    .join('/');
  const canonical = [
    method,
    canonicalPath,
    canonicalQuery,
    canonicalHeaders,
    signed.join(';'),
    headers['x-amz-content-sha256'] ?? '',
  ].join('\n');
  const at = headers['x-amz-date'] ?? '';
  const scope = [at.slice(0, 8), access.region, 's3', 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', at, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((k, part) => hmac(k, part), `AWS4${access.secretKey}`);
  return hmac(key, toSign).toString('hex');
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const SKEW_MILLIS = 15 * 60 * 1000;

/** Why a request is refused with 403; null if its signature is good, now and for what it says. */
function faultOf(request: SignedRequest, access: S3Access, body: Buffer): string | null {
  const match = AUTHORIZATION.exec(String(request.headers['authorization']));
  if (!match) return 'AccessDenied';
  const [, accessKey, day = '-', region, names = '', signature = ''] = match;
  if (accessKey !== access.accessKey) return 'InvalidAccessKeyId';
  if (!isOfNow(String(request.headers['x-amz-date']), day)) return 'RequestTimeTooSkewed';
  const signed = names.split(';');
  if (region !== access.region || !isAllSigned(request, signed)) return 'AccessDenied';
  const right = signatureOf(request, access, signed);
  if (!timingSafeEqual(Buffer.from(right), Buffer.from(signature))) return 'SignatureDoesNotMatch';
  return request.headers['x-amz-content-sha256'] === sha256(body) ? null : 'XAmzContentSHA256Mismatch';
}

/** Whoever could change a header of these on the way could change what is asked. */
const isAllSigned = ({ headers }: SignedRequest, signed: readonly string[]): boolean =>
  ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))].every((name) =>
    signed.includes(name),
  );

function isOfNow(at: string, day: string): boolean {
  const millis = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return at.startsWith(day) && Math.abs(Date.now() - millis) <= SKEW_MILLIS;
}

/** Starts it on loopback; the bucket may be named in the path or before the host's name. */
export async function startS3Server(access: S3Access): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const answers: string[] = [];
  let failing = { status: 0, times: 0 };
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { status, text = '', headers = {} } = reply(req, body);
    answers.push(`${status} ${req.method ?? ''}`);
    res.writeHead(status, headers).end(text);
  };
  const reply = (req: IncomingMessage, body: Buffer): Reply => {
    if (failing.times > 0) {
      failing = { ...failing, times: failing.times - 1 };
      return { status: failing.status };
    }
    const request = {
      method: req.method ?? '',
      target: req.url ?? '',
      headers: req.headers as SignedRequest['headers'],
    };
    const fault = faultOf(request, access, body);
    if (fault) return { status: 403, text: `<Error><Code>${fault}</Code></Error>` };
    // S3 takes no body of unknown length.
    if (request.method === 'PUT' && req.headers['content-length'] === undefined) return { status: 411 };
    const { pathname, searchParams } = new URL(request.target, 'http://x');
    const isHosted = req.headers.host?.startsWith(`${access.bucket}.`) ?? false;
    const [bucket, ...rest] = isHosted
      ? [access.bucket, ...pathname.slice(1).split('/')]
      : pathname.slice(1).split('/');
    if (bucket !== access.bucket) return { status: 404, text: '<Error><Code>NoSuchBucket</Code></Error>' };
    const key = rest.join('/');
    return key === '' ? listing(objects, searchParams) : ofObject(objects, request.method, key, body);
  };
  const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    answers,
    failNext: (status, times) => void (failing = { status, times }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Reply {
  readonly status: number;
  readonly text?: string | Buffer;
  readonly headers?: Record<string, string>;
}

function ofObject(objects: Map<string, Buffer>, method: string, key: string, body: Buffer): Reply {
  if (method === 'PUT') {
    objects.set(key, body);
    return { status: 200 };
  }
  if (method === 'DELETE') {
    objects.delete(key);
    return { status: 204 };
  }
  const found = objects.get(key);
  if (!found) return { status: 404, text: method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>' };
  const headers = { 'content-length': String(found.length) };
  return { status: 200, headers, text: method === 'HEAD' ? '' : found };
}

/** ListObjectsV2, two keys a page whatever is asked for, so that every listing has several pages. */
function listing(objects: Map<string, Buffer>, asked: URLSearchParams): Reply {
  if (asked.get('list-type') !== '2') return { status: 400 };
  const prefix = asked.get('prefix') ?? '';
  const after = asked.get('start-after') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, Math.min(2, Number(asked.get('max-keys') ?? 1_000)));
  const contents = page.map(
    (key) =>
      `<Contents><Key>${key}</Key><LastModified>${new Date().toISOString()}</LastModified><ETag>&quot;x&quot;</ETag><Size>${objects.get(key)?.length ?? 0}</Size></Contents>`,
  );
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult><IsTruncated>${keys.length > page.length}</IsTruncated>${contents.join('')}</ListBucketResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, text };
}
