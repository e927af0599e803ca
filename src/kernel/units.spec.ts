import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDecimal, decimal, decimalFromUnits } from './decimal.js';
import { areComparable, convertUnit, unitNamed, type UnitName } from './units.js';

const value = fc
  .tuple(fc.bigInt({ min: -1_000_000_000n, max: 1_000_000_000n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, places]) => decimalFromUnits(units, places));
const NAMES: readonly UnitName[] = [
  'ug/kg', 'mg/kg', 'mg/L', 'g/L', 'g/100ml', 'g', 'jin', 'kg', 't', 'm2', 'mu', 'ha', 'mm', 'cm', '%', 'Brix', '1',
]; // prettier-ignore
const pair = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
  .filter(([a, b]) => areComparable(a, b));

describe('a value in another unit', () => {
  it.each<[string, UnitName, UnitName, string]>([
    ['0.1', 'mg/kg', 'ug/kg', '100'],
    ['20', 'ug/kg', 'mg/kg', '0.02'],
    ['1', 'g/100ml', 'mg/L', '10000'],
    ['37.8', 'mg/L', 'g/L', '0.0378'],
    ['37.8', 'mg/L', 'g/100ml', '0.00378'],
    ['3', 'jin', 'kg', '1.5'],
    ['2.5', 't', 'jin', '5000'],
    ['15', 'mu', 'ha', '1'],
    ['1.5', 'mu', 'm2', '1000'],
    ['1', 'ha', 'mu', '15'],
    ['5.3', 'cm', 'mm', '53'],
    ['12.8', 'Brix', 'Brix', '12.8'],
    ['-0.5', '%', '%', '-0.5'],
  ])('is exact: %s %s in %s', (of, from, to, expected) => {
    expect(convertUnit(decimal(of), from, to)).toBe(expected);
  });

  it.each<[UnitName, UnitName]>([
    ['mg/L', 'mg/kg'],
    ['Brix', '%'],
    ['kg', 'mu'],
    ['1', '%'],
  ])('of another dimension is refused: %s into %s', (from, to) => {
    expect(() => convertUnit(decimal('1'), from, to)).toThrow('cannot be turned into');
  });

  it('that no decimal number says is refused, not rounded', () => {
    expect(() => convertUnit(decimal('1'), 'mu', 'ha')).toThrow('no exact decimal value');
  });

  it('and back is the same, wherever it can be said', () => {
    fc.assert(
      fc.property(value, pair, (of, [from, to]) => {
        let there;
        try {
          there = convertUnit(of, from, to);
        } catch {
          return from === 'mu'; // the one unit with thirds in it
        }
        return convertUnit(there, to, from) === of;
      }),
    );
  });

  it('keeps the order of values', () => {
    fc.assert(
      fc.property(value, value, pair, (a, b, [from, to]) => {
        fc.pre(from !== 'mu'); // the one unit with thirds in it
        const [x, y] = [convertUnit(a, from, to), convertUnit(b, from, to)];
        expect(compareDecimal(x, y)).toBe(compareDecimal(a, b));
      }),
    );
  });
});

describe('the name of a unit', () => {
  it.each([
    ['mg/kg', 'mg/kg'],
    ['µg/kg', 'ug/kg'],
    ['μg/kg', 'ug/kg'],
    ['g/100 mL', 'g/100ml'],
    ['斤', 'jin'],
    ['公斤', 'kg'],
    ['毫克/千克', 'mg/kg'],
    ['厘米', 'cm'],
    ['亩', 'mu'],
    ['°Brix', 'Brix'],
    ['mg', null],
    ['toString', null],
    ['', null],
  ])('%s is %s', (written, name) => {
    expect(unitNamed(written)).toBe(name);
  });
});
