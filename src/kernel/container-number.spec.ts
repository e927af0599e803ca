import { describe, expect, it } from '@jest/globals';
import { containerCheckDigit, isContainerNumber } from './container-number.js';

describe('a container number', () => {
  it.each([
    // The example that is published with the standard; the others are of an owner code for tests.
    ['CSQU3054383', true],
    ['TSTU0000014', true],
    ['TSTU1234568', true],
    ['CSQU3054384', false],
    ['CSQU3045383', false],
    ['SCQU3054383', false],
    ['CSQX3054383', false],
    ['csqu3054383', false],
    ['CSQU 305438 3', false],
    ['CSQU305438', false],
    ['x', false],
    ['.', false],
    ['', false],
  ])('%p: %p', (text, expected) => expect(isContainerNumber(text)).toBe(expected));

  it('has the digit that the standard says', () => {
    expect(containerCheckDigit('CSQU305438')).toBe(3);
    expect(() => containerCheckDigit('CSQU30543')).toThrow(RangeError);
  });

  it('leaves the multiples of 11 out of the values of letters, and writes a remainder of 10 as 0', () => {
    // With zeros behind, the sum is that of the letters alone: value of the first + 2, 4 and 8 times 10.
    const first = (letter: string) => containerCheckDigit(`${letter}AAA000000`);
    const values = { A: 10, B: 12, K: 21, L: 23, U: 32, V: 34, Z: 38 };
    for (const [letter, value] of Object.entries(values))
      expect([letter, first(letter)]).toEqual([letter, ((value + 140) % 11) % 10]);
    // C is 13: 153 leaves 10.
    expect(first('C')).toBe(0);
  });
});
