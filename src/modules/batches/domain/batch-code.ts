import { createHash } from 'node:crypto';
import type { Season } from '../../../kernel/local-date.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford: no I, L, O, U, which are misread on a carton

const CHARACTERS = 10;

/**
 * A readable code that fits GS1 AI (10): 20 characters at most, of its character set. Made from the id, so that it
 * needs no counter that all writers would queue for. Ten characters carry 50 bits of the id's hash, fewer than the id
 * has: of two million codes of one season two meet once in six hundred seasons, and then the unique key of the table refuses
 * the second, which is told again under another id.
 *
 * @param prefix what it names: H harvest, P packed and so on
 * @param season 2025/26 gives 2526
 */
export function codeFor(prefix: string, season: Season, id: string): string {
  const hash = createHash('sha256').update(id).digest();
  const characters = Array.from(hash.subarray(0, CHARACTERS), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${prefix}${season.slice(2, 4)}${season.slice(5, 7)}-${characters.join('')}`;
}
