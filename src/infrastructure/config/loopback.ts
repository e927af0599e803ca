import { isIPv4, isIPv6 } from 'node:net';

/**
 * Whether a server bound to `host` can be reached from its own machine only.
 *
 * @param host an IP address (IPv6 with or without brackets) or a name; of names only `localhost` and names
 *   below it count, because any other could resolve to anything
 * @see RFC 6761 section 6.3 (localhost), RFC 1122 section 3.2.1.3 (127.0.0.0/8), RFC 4291 section 2.5.3 (::1)
 */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (isIPv4(bare)) return bare.startsWith('127.');
  if (isIPv6(bare)) return isLoopbackIPv6(bare);
  return bare === 'localhost' || bare.endsWith('.localhost');
}

function isLoopbackIPv6(address: string): boolean {
  // The URL parser writes an IPv6 address in its shortest form, IPv4-mapped ones as two hexadecimal groups.
  const shortest = new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1);
  return shortest === '::1' || /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(shortest);
}
