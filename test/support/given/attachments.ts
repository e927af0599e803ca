import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Member } from './organisations.js';
import { send, type Answer } from './send.js';

/** Bytes by chance, but none of those a letter is made of: no signature of another kind stands in them by accident. */
const filler = (byteCount: number): Buffer => randomBytes(byteCount).map((byte) => byte | 0x80) as Buffer;

/** A PDF in so far as the product looks at it, different every time. @param byteCount in all */
export function pdf(byteCount = 2_000): Buffer {
  const [head, end] = [Buffer.from('%PDF-1.7\n'), Buffer.from('\n%%EOF\n')];
  return Buffer.concat([head, filler(byteCount - head.length - end.length), end]);
}

export const jpeg = (byteCount = 2_000): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), filler(byteCount - 4)]);

export const png = (): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    Buffer.from('IHDR'),
    filler(1_500),
    Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
  ]);

export const heic = (): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), filler(1_500)]);

export interface Upload {
  readonly body: Buffer;
  readonly type?: string;
  /** As people write it. */
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Uploaded {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    id: string;
    sha256: string;
    mediaType: string;
    byteCount: number;
    fileName: string | null;
    code?: string;
    message?: string;
  };
}

/** Sends a file as a client would, whatever comes of it. */
export async function upload(
  { url, token }: { readonly url: string; readonly token: string | null },
  { body, type = 'application/pdf', name, headers = {} }: Upload,
): Promise<Uploaded> {
  const response = await fetch(`${url}/attachments`, {
    method: 'POST',
    headers: {
      'content-type': type,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(name === undefined ? {} : { 'x-file-name': encodeURIComponent(name) }),
      ...headers,
    },
    body: new Uint8Array(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Uploaded['body'],
  };
}

/** A request that a test sends by hand. */
export interface Begun {
  readonly socket: Socket;
  /** Head and body, once the body is there. */
  readonly answer: Promise<string>;
  /** Milliseconds until the server closed the connection. */
  readonly closed: Promise<number>;
}

/** A request by hand: its head, and then whatever the test writes. */
export function beginUpload(
  to: { readonly url: string; readonly token: string | null },
  headers: Record<string, string>,
): Begun {
  const { port } = new URL(to.url);
  const head = Object.entries({
    host: 'x',
    authorization: `Bearer ${to.token ?? ''}`,
    'content-type': 'application/pdf',
    ...headers,
  });
  const startedAt = performance.now();
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `POST /attachments HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
  socket.on('error', () => undefined);
  const answer = new Promise<string>((resolve) => {
    let told = '';
    socket.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.endsWith('}')) resolve(told);
    });
    socket.on('close', () => resolve(told));
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', () => resolve(performance.now() - startedAt));
  });
  return { socket, answer, closed };
}

const ERASE = `mutation ($input: EraseAttachmentInput!) { answer: eraseAttachment(input: $input) { __typename
  ... on EraseAttachmentPayload { attachment { id erasedAt } }
  ... on Refused { reasons { code message facts { name value } } } } }`;

/** Erases a file, whatever comes of it. */
export const erase = (by: Member, attachmentId: string): Promise<Answer> => send(by, ERASE, { attachmentId });
