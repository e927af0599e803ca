import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, sha256Hex } from './canonical-json.js';

function doubleOf(hex: string): number {
  return Buffer.from(hex, 'hex').readDoubleBE();
}

describe('the examples of RFC 8785', () => {
  it('section 3.2.2: literals, numbers, escapes', () => {
    const parsed: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(parsed)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('section 3.2.3: keys by UTF-16 code units, so an emoji stands before U+FB33', () => {
    const text = canonicalJson({
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    });
    expect([...text.matchAll(/:"([^"]*)"/g)].map((match) => match[1])).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: the double %s is %s', (hex, expected) => {
    expect(canonicalJson(doubleOf(hex))).toBe(expected);
  });
});

describe('canonicalJson', () => {
  it('writes the same text whatever the order of the keys', () => {
    const facts = { lot: 'L1', members: [{ batch: 'B2', massGrams: 5 }], at: null };
    const turned = { at: null, members: [{ massGrams: 5, batch: 'B2' }], lot: 'L1' };
    expect(canonicalJson(facts)).toBe('{"at":null,"lot":"L1","members":[{"batch":"B2","massGrams":5}]}');
    expect(canonicalJson(turned)).toBe(canonicalJson(facts));
  });

  it('keeps Chinese as it is', () => {
    expect(canonicalJson({ 品种: '塔罗科' })).toBe('{"品种":"塔罗科"}');
  });

  it('takes the same object twice, as long as it does not hold itself', () => {
    const plot = { code: 'P1' };
    expect(canonicalJson([plot, plot])).toBe('[{"code":"P1"},{"code":"P1"}]');
  });

  it('is read back as the same value, and then written the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  class Batch {
    readonly code = 'B1';
  }
  const cyclic: { self?: unknown } = {};
  cyclic.self = [cyclic];
  it.each<[string, unknown, string]>([
    ['undefined', undefined, 'undefined at $ is not JSON'],
    ['an undefined member', { a: { b: undefined } }, 'undefined at $.a.b is not JSON'],
    ['an undefined item', [1, undefined], 'undefined at $[1] is not JSON'],
    ['a gap', Array(1), 'undefined at $[0] is not JSON'],
    ['NaN', [Number.NaN], 'NaN at $[0] is not JSON'],
    ['an infinity', Number.NEGATIVE_INFINITY, '-Infinity at $ is not JSON'],
    ['a function', { f: () => 1 }, 'function at $.f is not JSON'],
    ['a toJSON of its own', { toJSON: () => 1 }, 'function at $.toJSON is not JSON'],
    ['a symbol', [Symbol('s')], 'symbol at $[0] is not JSON'],
    ['a bigint', { massGrams: 1n }, 'bigint at $.massGrams is not JSON'],
    ['a Date', { at: new Date(0) }, 'object with a prototype of its own at $.at is not JSON'],
    ['a Map', new Map(), 'object with a prototype of its own at $ is not JSON'],
    ['an instance', new Batch(), 'object with a prototype of its own at $ is not JSON'],
    ['a lone surrogate', ['\ud83d'], 'lone surrogate at $[0]'],
    ['a lone surrogate in a name', { '\ude00': 1 }, 'lone surrogate in a name at $'],
    ['a cycle', cyclic, 'cycle at $.self[0]'],
  ])('refuses %s and says where', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(new RangeError(message));
  });
});

describe('sha256Hex', () => {
  it.each([
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ])('of %p, as FIPS 180-4 has it', (text, expected) => {
    expect(sha256Hex(text)).toBe(expected);
  });

  it('hashes the UTF-8 bytes', () => {
    expect(sha256Hex('橙')).not.toBe(sha256Hex('?'));
    expect(sha256Hex('橙')).toBe('1ad702b18a4d7bef0c76e9b9502ee5ceb4793aae913f8dd4757e5859d32c8655');
  });
});
