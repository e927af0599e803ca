import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { sha256 as asSha256, isSha256, type Sha256 } from '../../kernel/sha256.js';
import {
  BlobMissing,
  StorageUnavailable,
  type Blob,
  type BlobStorage,
  type StoredBlob,
} from './blob-storage.js';

/** A bucket of an S3-compatible server. */
export interface BucketSettings {
  /** Origin of the server, without a trailing slash. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  /** Whether the bucket is named in the path or before the host's name; some providers accept only the latter. */
  readonly addressing: 'path' | 'host';
  readonly accessKey: string;
  readonly secretKey: string;
}

const FOLDER = 'sha256/';
/** SHA-256 of nothing: what requests without a body are signed with. */
const OF_NOTHING = asSha256('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
const TRIES = 3;
const PAGE = 1_000;
/** Milliseconds until an answer begins; 20 MB to a distant bucket take longer than a question does. */
const PATIENCE = { ask: 15_000, send: 180_000 } as const;

interface Asked {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly key?: string;
  readonly query?: Record<string, string>;
  readonly body?: { readonly blob: globalThis.Blob; readonly sha256: Sha256 };
}

/**
 * Blobs as objects of a bucket, by the four requests that every S3-compatible server knows. The hash a blob is kept under
 * is also what its upload is signed with, so the server refuses bytes that were changed on the way.
 */
export class BucketStorage implements BlobStorage {
  constructor(private readonly settings: BucketSettings) {}

  async put({ sha256 }: Blob, file: string): Promise<void> {
    // Read from the file as it is sent, and again if it must be sent again.
    const body = { blob: await openAsBlob(file), sha256 };
    const response = await this.ask({ method: 'PUT', key: keyOf(sha256), body });
    await finish(response);
    if (!response.ok) throw refusal('PUT', response);
  }

  async sizeOf(sha256: Sha256): Promise<number | null> {
    const response = await this.ask({ method: 'HEAD', key: keyOf(sha256) });
    await finish(response);
    if (response.status === 404) return null;
    if (!response.ok) throw refusal('HEAD', response);
    return Number(response.headers.get('content-length'));
  }

  async open(sha256: Sha256): Promise<Readable> {
    const response = await this.ask({ method: 'GET', key: keyOf(sha256) });
    if (response.ok && response.body) return Readable.fromWeb(response.body as ReadableStream);
    await finish(response);
    if (response.status === 404) throw new BlobMissing(sha256);
    throw refusal('GET', response);
  }

  async remove(sha256: Sha256): Promise<void> {
    const response = await this.ask({ method: 'DELETE', key: keyOf(sha256) });
    await finish(response);
    if (!response.ok && response.status !== 404) throw refusal('DELETE', response);
  }

  async *all(): AsyncGenerator<StoredBlob> {
    for (let after = ''; ;) {
      const query = {
        'list-type': '2',
        prefix: FOLDER,
        'max-keys': String(PAGE),
        ...(after === '' ? {} : { 'start-after': after }),
      };
      const response = await this.ask({ method: 'GET', query });
      if (!response.ok) {
        await finish(response);
        throw refusal('LIST', response);
      }
      const found = objectsIn(await response.text());
      for (const { key, ...rest } of found) {
        const sha256 = key.slice(FOLDER.length);
        if (isSha256(sha256)) yield { sha256, ...rest };
      }
      const last = found.at(-1)?.key;
      // Whether there is more is not asked: the next page says so by being empty.
      if (last === undefined || last <= after) return;
      after = last;
    }
  }

  /** Tries again what may work the next time: all these requests can be repeated without harm. */
  private async ask(asked: Asked): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.once(asked).catch((cause: unknown) => {
        if (attempt < TRIES) return null;
        throw new StorageUnavailable(`the bucket did not answer ${asked.method}`, { cause });
      });
      const mayPass = !answer || answer.status >= 500 || answer.status === 429;
      if (answer && (!mayPass || attempt === TRIES)) return answer;
      if (answer) await finish(answer);
      await sleep(50 * 2 ** attempt);
    }
  }

  private async once({ method, key = '', query = {}, body }: Asked): Promise<Response> {
    const { accessKey: accessKeyId, secretKey: secretAccessKey, region } = this.settings;
    const url = `${addressOf(this.settings)}/${key}?${new URLSearchParams(query).toString()}`.replace(
      /\?$/,
      '',
    );
    const signed = await new AwsV4Signer({
      method,
      url,
      headers: { 'x-amz-content-sha256': body?.sha256 ?? OF_NOTHING },
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
    }).sign();
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), body ? PATIENCE.send : PATIENCE.ask);
    try {
      // The timer is for the answer's beginning only: who downloads may be slow.
      return await fetch(signed.url, {
        method,
        headers: signed.headers,
        body: body?.blob ?? null,
        redirect: 'error',
        signal: stop.signal,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Where the bucket is: its objects are below it. */
export function addressOf({ endpoint, bucket, addressing }: BucketSettings): string {
  if (addressing === 'path') return `${endpoint}/${bucket}`;
  const { protocol, host } = new URL(endpoint);
  return `${protocol}//${bucket}.${host}`;
}

const keyOf = (sha256: Sha256): string => FOLDER + asSha256(sha256);

/** Lets the connection be used again. */
const finish = async (response: Response): Promise<void> => {
  await response.body?.cancel();
};

const refusal = (what: string, { status }: Response): StorageUnavailable =>
  new StorageUnavailable(`the bucket answered ${what} with ${status}`);

/** Keys are ours and need no unescaping; what does is none of ours. */
function objectsIn(xml: string): { key: string; byteCount: number; storedAt: number }[] {
  return [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, object = '']) => ({
    key: within(object, 'Key'),
    byteCount: Number(within(object, 'Size')),
    storedAt: Date.parse(within(object, 'LastModified')),
  }));
}

const within = (xml: string, element: string): string =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? '';
