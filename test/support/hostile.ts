import { request as httpRequest, type Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What came back for bytes that no well-behaved client sends. */
export interface BareAnswer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  /** The codes of the errors in it, if it is an answer of GraphQL. */
  readonly codes: unknown[];
}

/** Sends a body as it is: fetch would refuse or repair some of these. */
export function postBytes(
  url: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
  agent?: Agent,
): Promise<BareAnswer> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      ...(agent ? { agent } : {}),
    };
    const sent = httpRequest(`${url}/graphql`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, codes: codesIn(text) });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function codesIn(text: string): unknown[] {
  try {
    const { errors = [] } = JSON.parse(text) as { errors?: { extensions?: { code?: string } }[] };
    return errors.map(({ extensions }) => extensions?.code);
  } catch {
    return [];
  }
}

/** A connection that sends what it is told to, and how long it was held. */
export interface Trickle {
  readonly socket: Socket;
  /** Resolves with the milliseconds until the server closed it. */
  readonly closed: Promise<number>;
}

/** Opens a connection, writes the beginning, and goes on byte by byte. */
export function trickle(port: number, beginning: string, everyMs: number): Trickle {
  const startedAt = performance.now();
  const socket = connect(port, '127.0.0.1', () => socket.write(beginning));
  const timer = setInterval(() => socket.write('x'), everyMs);
  const closed = new Promise<number>((resolve) => {
    socket.on('close', () => {
      clearInterval(timer);
      resolve(performance.now() - startedAt);
    });
  });
  socket.on('error', () => undefined);
  socket.resume();
  return { socket, closed };
}

let collectGarbage: (() => void) | undefined;

/** Megabytes that live objects take, after everything that may go is gone. */
export async function liveHeap(): Promise<number> {
  if (!collectGarbage) {
    setFlagsFromString('--expose_gc');
    collectGarbage = runInNewContext('gc') as () => void;
  }
  await sleep(20);
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}
