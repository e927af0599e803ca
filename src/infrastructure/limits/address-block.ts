import { isIPv6 } from 'node:net';

/**
 * The addresses that are counted as one: an IPv4 address by itself, an IPv6 address with its /64, because that is what
 * a single customer is given at least (RFC 6177).
 *
 * @param address as the connection or a trusted proxy tells it; what is no address is returned as it is
 */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const bare = address.split('%')[0] ?? address;
  if (!isIPv6(bare)) return address;
  // The URL parser writes an IPv6 address in one form only, with `::` for its longest run of zeros.
  const [head = '', tail = ''] = new URL(`http://[${bare}]/`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
