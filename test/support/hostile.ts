import { request as httpRequest, type Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from '@jest/globals';

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
  const socket = connect(port, '127.0.0.1');
  // At once and not once it is connected: the first byte of the rest would come before it where that takes long.
  socket.write(beginning);
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

/** What live objects and buffers take in this process, in megabytes. */
export interface Memory {
  readonly heap: number;
  readonly buffers: number;
}

async function collected(): Promise<Memory> {
  if (!collectGarbage) {
    setFlagsFromString('--expose_gc');
    collectGarbage = runInNewContext('gc') as () => void;
  }
  await sleep(20);
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed / 1e6, buffers: arrayBuffers / 1e6 };
}

/** Memory once collecting garbage gives nothing back any more: what is garbage is found at once, and freed later. */
export async function settledMemory(): Promise<Memory> {
  let least = await collected();
  for (let idle = 0; idle < 5; idle += 1) {
    const now = await collected();
    if (now.heap < least.heap - 0.1 || now.buffers < least.buffers - 0.1) idle = -1;
    least = { heap: Math.min(now.heap, least.heap), buffers: Math.min(now.buffers, least.buffers) };
  }
  return least;
}

/**
 * Waits until no more than so many megabytes live on beyond what lived before, and fails where that does not come
 * about: something keeps them. How long freeing takes is the machine's business, so it is given time.
 */
export async function expectFreed(
  what: keyof Memory,
  before: Memory,
  megabytes: number,
  withinMs = 30_000,
): Promise<void> {
  let kept = Infinity;
  for (const end = performance.now() + withinMs; kept >= megabytes && performance.now() < end;)
    kept = Math.min(kept, (await collected())[what] - before[what]);
  expect(kept).toBeLessThan(megabytes);
}
