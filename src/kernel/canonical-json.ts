import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';

// Its types speak of an ES module, its file is a CommonJS one: what is imported is the function itself.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** What JSON can hold. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * The one text of a JSON value under RFC 8785 (JCS): keys by UTF-16 code units, numbers as ECMAScript writes them,
 * no spaces. What is hashed is what is stored, and anyone can make it again.
 *
 * `unknown` and not {@link JsonValue}, because interfaces do not fit an index signature; the value is checked instead.
 *
 * @throws RangeError naming the place, for anything JSON would drop or bend: undefined (also as a member), NaN,
 *   infinities, functions, symbols, bigint, gaps in arrays, lone surrogates, cycles, and objects with a prototype
 *   of their own (Date, Map, class instances)
 */
export function canonicalJson(value: unknown): string {
  check(value, '$', new Set());
  const text = canonicalize(value);
  if (text === undefined) throw new RangeError('not a JSON value');
  return text;
}

/** SHA-256 of the text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function check(value: unknown, at: string, above: Set<object>): void {
  switch (typeof value) {
    case 'boolean':
      return;
    case 'string':
      if (!value.isWellFormed()) throw new RangeError(`lone surrogate at ${at}`);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError(`${value} at ${at} is not JSON`);
      return;
    case 'object':
      if (value !== null) checkObject(value, at, above);
      return;
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new RangeError(`${typeof value} at ${at} is not JSON`);
  }
}

function checkObject(value: object, at: string, above: Set<object>): void {
  if (above.has(value)) throw new RangeError(`cycle at ${at}`);
  above.add(value);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) check(value[i], `${at}[${i}]`, above);
  } else {
    if (!isPlain(value)) throw new RangeError(`object with a prototype of its own at ${at} is not JSON`);
    for (const [name, member] of Object.entries(value)) {
      if (!name.isWellFormed()) throw new RangeError(`lone surrogate in a name at ${at}`);
      check(member, `${at}.${name}`, above);
    }
  }
  above.delete(value);
}

/** Compares by shape and not by identity, since each realm has an Object.prototype of its own. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
