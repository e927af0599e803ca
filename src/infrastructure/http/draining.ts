import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long what runs may take to finish once the server stops. Statements end after 15 s by themselves. */
export const DRAIN_MS = 20_000;

/** A connection, and how many requests it is being answered. */
interface Connection {
  readonly socket: Socket;
  running: number;
}

/**
 * Lets a server that closes finish what it has begun and nothing else. Closing alone waits for every connection, and
 * browsers keep some open on which they have not asked anything yet: those are ended at once, and what still runs after
 * `patience` is ended then; its transactions are rolled back.
 */
export function drainOnClose(fastify: FastifyInstance, patience: number): void {
  // By the other end's address: below TLS the socket that is accepted is another object than that of its requests.
  const connections = new Map<string, Connection>();
  let isClosing = false;
  fastify.server.on('connection', (socket: Socket) => {
    const key = keyOf(socket);
    connections.set(key, { socket, running: 0 });
    socket.once('close', () => connections.delete(key));
  });
  fastify.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(keyOf(socket));
    if (!connection) return;
    connection.running += 1;
    response.once('close', () => {
      connection.running -= 1;
      if (isClosing && connection.running === 0) socket.end();
    });
  });
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    for (const { socket, running } of connections.values()) if (running === 0) socket.destroy();
    const late = setTimeout(() => {
      for (const { socket } of connections.values()) socket.destroy();
    }, patience);
    late.unref();
    fastify.server.once('close', () => clearTimeout(late));
    done();
  });
}

const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
