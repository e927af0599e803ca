import { describe, expect, it } from '@jest/globals';
import { differences, type CustomsFinding, type Declaration } from './declaration.js';

const declared: Declaration = {
  number: '530420260000000001',
  varietyCodes: ['TAROCCO'],
  cartonCount: 1200,
  registrationNumbers: ['5100GY001', '5000BZ002'],
};
const found: CustomsFinding = {
  varietyCodes: ['TAROCCO'],
  cartonCount: 1200,
  registrationNumbers: ['5000BZ002', '5100GY001'],
  fruitTemperatureCelsius: '4.2',
};

describe('what customs compares on site', () => {
  it('finds no difference where variety, quantity and registration numbers are equal, in any order', () => {
    expect(differences(declared, found)).toEqual([]);
    const repeated = { ...found, registrationNumbers: [...found.registrationNumbers, '5000BZ002'] };
    expect(differences(declared, repeated)).toEqual([]);
  });

  it.each([
    ['variety', { varietyCodes: ['TAROCCO', 'MORO'] }, 'TAROCCO', 'MORO, TAROCCO'],
    ['quantity', { cartonCount: 1199 }, '1200', '1199'],
    ['registration', { registrationNumbers: ['5100GY001'] }, '5000BZ002, 5100GY001', '5100GY001'],
  ] as const)('names a difference in %s', (what, change, was, is) => {
    expect(differences(declared, { ...found, ...change })).toEqual([{ what, declared: was, found: is }]);
  });

  it('names every difference at once', () => {
    const other = { ...found, varietyCodes: [], cartonCount: 1, registrationNumbers: [] };
    expect(differences(declared, other).map(({ what }) => what)).toEqual([
      'variety',
      'quantity',
      'registration',
    ]);
  });
});
