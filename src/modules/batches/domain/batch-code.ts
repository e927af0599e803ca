import { createHash } from 'node:crypto';
import type { Season } from '../../../kernel/local-date.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford: no I, L, O, U, which are misread on a carton

/**
 * A readable code that fits GS1 AI (10): 20 characters at most, of its character set. Made from the id, so that it
 * needs no counter that all writers would queue for. 8 characters carry 40 bits of the id's hash, fewer than the id
 * has: should two codes of a season ever meet, the unique key of the table refuses the second.
 *
 * @param prefix what it names: H harvest, P packed and so on
 * @param season 2025/26 gives 2526
 */
export function codeFor(prefix: string, season: Season, id: string): string {
  const hash = createHash('sha256').update(id).digest();
  const characters = Array.from(hash.subarray(0, 8), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${prefix}${season.slice(2, 4)}${season.slice(5, 7)}-${characters.join('')}`;
}
