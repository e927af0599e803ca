import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import {
  MEASUREMENT_PARAMETERS,
  type MeasurementParameterCode,
} from '../../standards/domain/measurement-parameters.js';
import { outOfBounds } from './measurement-bounds.js';

describe('a measurement', () => {
  it.each([
    ['SMALLEST_DIAMETER', '53', true],
    ['SMALLEST_DIAMETER', '10', true],
    ['SMALLEST_DIAMETER', '300', true],
    ['SMALLEST_DIAMETER', '6.5', false],
    ['SMALLEST_DIAMETER', '2000', false],
    ['PACKAGE_SMALLEST_DIAMETER', '9.99', false],
    ['PACKAGE_LARGEST_DIAMETER', '300.1', false],
    ['TITRATABLE_ACID', '1.1', true],
    ['TITRATABLE_ACID', '11', false],
    ['SUGAR_ACID_RATIO', '9.3', true],
    ['TSS_ACID_RATIO', '130', true],
    ['TSS_ACID_RATIO', '1165', false],
    ['ANTHOCYANIN', '0', true],
    ['ANTHOCYANIN', '85.25', true],
    ['ANTHOCYANIN', '85250', false],
    ['TSS', '12.8', true],
    ['TSS', '118', false],
    ['JUICE_CONTENT', '100', true],
    ['JUICE_CONTENT', '100.1', false],
    ['DECAY_SHARE', '-0.1', false],
  ] as const)('%s of %s can be: %s', (parameter, value, canBe) => {
    expect(outOfBounds(parameter, decimal(value)) === null).toBe(canBe);
  });

  it.each(Object.keys(MEASUREMENT_PARAMETERS) as MeasurementParameterCode[])('%s has bounds', (parameter) => {
    expect(outOfBounds(parameter, decimal('-1'))).not.toBeNull();
    expect(outOfBounds(parameter, decimal('1000000'))).not.toBeNull();
  });
});
