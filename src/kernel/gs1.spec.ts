import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDigit, isGln, isSscc, sscc, withCheckDigit } from './gs1.js';

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
    expect(withCheckDigit(key.slice(0, -1))).toBe(key);
  });

  it.each([['4012345000115'], ['4012345000054'], ['9506000134307']])('GLN %s of an EPCIS example', (key) => {
    expect(isGln(key)).toBe(true);
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
  it('are 13 digits for a GLN, 18 for an SSCC and nothing else', () => {
    fc.assert(
      fc.property(anyDigits, (text) => {
        const key = withCheckDigit(text);
        expect(isGln(key)).toBe(key.length === 13);
        expect(isSscc(key)).toBe(key.length === 18);
      }),
    );
  });

  it('says what is wrong', () => {
    expect(() => sscc('106141412345678909')).toThrow('SSCC 106141412345678909: check digit 8 expected');
    expect(() => sscc('6291041500213')).toThrow('SSCC: 18 digits expected');
  });

  it('refuses what is no text', () => {
    expect([isGln(6_291_041_500_213), isGln(null), isSscc(undefined)]).toEqual([false, false, false]);
  });
});
