import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDigit, gln, gtin, gtin14, isGln, isGtin, isSscc, sscc, withCheckDigit } from './gs1.js';

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const anyDigits = fc.integer({ min: 1, max: 17 }).chain(digits);

describe('published examples', () => {
  it.each([
    ['GTIN-13 of the GS1 check digit page', '6291041500213'],
    ['GTIN-13 of GS1 Sweden', '7300011000017'],
    ['GTIN-13 of GS1 India', '8904000210037'],
    ['GTIN-14 of an EPCIS example', '70614141123451'],
  ])('%s', (_, key) => {
    expect(gtin(key)).toBe(key);
  });

  it.each([['4012345000115'], ['4012345000054'], ['9506000134307']])('GLN %s of an EPCIS example', (key) => {
    expect(gln(key)).toBe(key);
  });

  it('SSCC of the GS1 EPC Tag Data Standard', () => {
    expect(sscc('106141412345678908')).toBe('106141412345678908');
  });
});

describe('checkDigit', () => {
  it.each(['', '12a', '１２', '1 2', '-1', '12\n'])('refuses %p', (text) => {
    expect(() => checkDigit(text)).toThrow(RangeError);
  });

  it('makes the weighted sum a multiple of ten', () => {
    fc.assert(
      fc.property(anyDigits, (text) => {
        const sum = Array.from(withCheckDigit(text))
          .toReversed()
          .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
        expect(sum % 10).toBe(0);
      }),
    );
  });

  it('finds every single wrong digit in an SSCC', () => {
    fc.assert(
      fc.property(
        digits(17),
        fc.integer({ min: 0, max: 17 }),
        fc.integer({ min: 1, max: 9 }),
        (text, at, by) => {
          const right = withCheckDigit(text);
          const wrong = (Number(right.charAt(at)) + by) % 10;
          expect(isSscc(right)).toBe(true);
          expect(isSscc(`${right.slice(0, at)}${wrong}${right.slice(at + 1)}`)).toBe(false);
        },
      ),
    );
  });

  it('tells apart 18-digit keys that are one JavaScript number', () => {
    const [a, b] = ['106141412345678908', '106141412345678915'];
    expect(Number(a)).toBe(Number(b));
    expect(isSscc(a)).toBe(true);
    expect(isSscc(b)).toBe(true);
    expect(sscc(a)).not.toBe(sscc(b));
  });
});

describe('lengths', () => {
  it('takes a GTIN of 8, 12, 13 or 14 digits and nothing else', () => {
    fc.assert(
      fc.property(anyDigits, (text) => {
        const key = withCheckDigit(text);
        expect(isGtin(key)).toBe([8, 12, 13, 14].includes(key.length));
        expect(isGln(key)).toBe(key.length === 13);
        expect(isSscc(key)).toBe(key.length === 18);
      }),
    );
  });

  it('says what is wrong', () => {
    expect(() => gln('6291041500214')).toThrow('GLN 6291041500214: check digit 3 expected');
    expect(() => gln('629104150021')).toThrow('GLN: 13 digits expected');
    expect(() => gtin('123')).toThrow('GTIN: 8, 12, 13, 14 digits expected');
    expect(() => sscc('6291041500213')).toThrow('SSCC: 18 digits expected');
  });

  it('refuses what is no text', () => {
    expect([isGln(6_291_041_500_213), isGtin(null), isSscc(undefined)]).toEqual([false, false, false]);
  });
});

describe('gtin14', () => {
  it('pads to a key that is still valid', () => {
    fc.assert(
      fc.property(fc.constantFrom(7, 11, 12, 13).chain(digits), (text) => {
        const padded = gtin14(gtin(withCheckDigit(text)));
        expect(padded).toHaveLength(14);
        expect(isGtin(padded)).toBe(true);
      }),
    );
  });
});
