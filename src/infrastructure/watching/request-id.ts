import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { TrustProxy } from '../config/setting-parsers.js';

/** Long enough to be different each time, and without room for anything that is read. */
const SOUND = /^[0-9A-Za-z][0-9A-Za-z-]{15,63}$/;

/**
 * Gives each request its id: the one a trusted proxy has given it, so that both logs tell of the same request, else a
 * new one. Nobody else chooses what stands in the logs.
 */
export function requestIds(trusted: TrustProxy): (request: IncomingMessage) => string {
  const isProxy = proxies(trusted);
  return ({ headers, socket }) => {
    const given = headers['x-request-id'];
    if (typeof given !== 'string' || !SOUND.test(given)) return randomUUID();
    return isProxy(socket.remoteAddress ?? '') ? given : randomUUID();
  };
}

/** Whether the other end of the connection is a proxy that is trusted. */
function proxies(trusted: TrustProxy): (address: string) => boolean {
  if (typeof trusted === 'boolean') return () => trusted;
  if (typeof trusted === 'number') return () => trusted > 0;
  const list = new BlockList();
  for (const each of trusted) {
    const [address = '', bits] = each.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    list.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    if (isIPv4(plain)) return list.check(plain, 'ipv4');
    return isIPv6(plain) && list.check(plain, 'ipv6');
  };
}
