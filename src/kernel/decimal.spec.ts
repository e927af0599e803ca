import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDecimal,
  compareDecimal,
  decimal,
  decimalFromUnits,
  decimalUnits,
  multiplyDecimal,
  ratio,
  roundDecimal,
} from './decimal.js';

const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, places]) => decimalFromUnits(units, places));

describe('decimal', () => {
  it.each([
    ['12.80', '12.8'],
    ['007', '7'],
    ['-3', '-3'],
    ['-0.0', '0'],
    ['0.010', '0.01'],
    ['100', '100'],
    ['123456789012345678901234567890.5', '123456789012345678901234567890.5'],
    [0.1, '0.1'],
    [-0, '0'],
    [12.8, '12.8'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('reads %p as %s', (given, expected) => {
    expect(decimal(given)).toBe(expected);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '1\n',
    '+1',
    '.5',
    '5.',
    '1e3',
    '1,000',
    '0x10',
    '١٢',
    '--1',
    '-',
    'NaN',
    '9'.repeat(61),
  ])('refuses %p', (given) => {
    expect(() => decimal(given)).toThrow(RangeError);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-7])('refuses the number %p', (given) => {
    expect(() => decimal(given)).toThrow(RangeError);
  });

  it('writes equal numbers alike', () => {
    fc.assert(
      fc.property(anyDecimal, fc.integer({ min: 0, max: 8 }), (d, zeros) => {
        const longer = `${d}${d.includes('.') ? '' : '.'}${'0'.repeat(zeros + 1)}`;
        expect(decimal(longer)).toBe(d);
      }),
    );
  });

  it('reads any number of ordinary size back as the same number', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 6 }), (n, places) => {
        const value = n / 10 ** places;
        fc.pre(Math.abs(value) >= 1e-6 || value === 0);
        expect(Number(decimal(value))).toBeCloseTo(value, 12);
        expect(Number(decimal(value)) === value).toBe(true);
      }),
    );
  });
});

describe('decimalUnits', () => {
  it.each([
    ['0.01', 3, 10n],
    ['12.8', 1, 128n],
    ['-3', 2, -300n],
    ['0', 0, 0n],
  ])('%s has 10^-%d of', (d, places, expected) => {
    expect(decimalUnits(decimal(d), places)).toBe(expected);
  });

  it('refuses to round', () => {
    expect(() => decimalUnits(decimal('0.015'), 2)).toThrow('0.015 has more than 2 decimals');
  });

  it('undoes decimalFromUnits', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 30 }), (units, places) => {
        expect(decimalUnits(decimalFromUnits(units, places), places)).toBe(units);
      }),
    );
  });

  it.each([-1, 1.5, 101, Number.NaN])('refuses %p as a number of decimals', (places) => {
    expect(() => decimalUnits(decimal('1'), places)).toThrow(RangeError);
  });
});

describe('compareDecimal', () => {
  it.each([
    ['2', '10', -1],
    ['0.1', '0.09', 1],
    ['-2', '-10', 1],
    ['-1', '0.5', -1],
    ['3', '3', 0],
  ])('%s against %s', (a, b, expected) => {
    expect(compareDecimal(decimal(a), decimal(b))).toBe(expected);
  });

  it('calls a value of 0.010 equal to a limit of 0.01', () => {
    expect(compareDecimal(decimal('0.010'), decimal('0.01'))).toBe(0);
  });
});

describe('sums and products', () => {
  it('adds 0.1 and 0.2 to 0.3', () => {
    expect(addDecimal(decimal(0.1), decimal(0.2))).toBe('0.3');
  });

  it('multiplies exactly', () => {
    expect(multiplyDecimal(decimal('-1.5'), decimal('0.02'))).toBe('-0.03');
  });

  it('adds in any order, and distributes', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, anyDecimal, (a, b, c) => {
        expect(addDecimal(a, b)).toBe(addDecimal(b, a));
        expect(multiplyDecimal(a, addDecimal(b, c))).toBe(
          addDecimal(multiplyDecimal(a, b), multiplyDecimal(a, c)),
        );
      }),
    );
  });
});

describe('roundDecimal', () => {
  it.each([
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['2.4999', 0, '2'],
    ['1.005', 2, '1.01'],
    ['-0.04', 1, '0'],
    ['9.99', 1, '10'],
    ['1.5', 4, '1.5'],
  ])('%s to %d decimals is %s', (d, places, expected) => {
    expect(roundDecimal(decimal(d), places)).toBe(expected);
  });
});

describe('ratio', () => {
  it.each([
    ['12', '0.9', 1, '13.3'],
    ['1', '3', 4, '0.3333'],
    ['2', '3', 4, '0.6667'],
    ['1', '8', 2, '0.13'],
    ['-1', '8', 2, '-0.13'],
    ['1', '-8', 2, '-0.13'],
    ['0', '7', 3, '0'],
    ['11.0', '1.00', 1, '11'],
  ])('%s over %s with %d decimals is %s', (a, b, places, expected) => {
    expect(ratio(decimal(a), decimal(b), places)).toBe(expected);
  });

  it('refuses a ratio to zero', () => {
    expect(() => ratio(decimal('12'), decimal('0.00'), 1)).toThrow(RangeError);
  });

  it('is never further off than half of its last decimal', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, fc.integer({ min: 0, max: 6 }), (a, b, places) => {
        fc.pre(b !== '0');
        const error = addDecimal(multiplyDecimal(ratio(a, b, places), b), multiplyDecimal(a, decimal('-1')));
        const double = multiplyDecimal(multiplyDecimal(error, error), decimal('4'));
        const unit = decimalFromUnits(1n, places);
        const allowed = multiplyDecimal(multiplyDecimal(unit, b), multiplyDecimal(unit, b));
        expect(compareDecimal(double, allowed)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
