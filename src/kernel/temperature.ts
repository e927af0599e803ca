import { compareDecimal, decimal, type Decimal } from './decimal.js';

/** Nothing is colder than absolute zero; fruit is mostly water, which boils. */
const COLDEST = decimal('-273.15');
const WARMEST = decimal('100');

/** Whether fruit can have been so warm, in °C. What is too warm for a market is another matter. */
export const canFruitBe = (celsius: Decimal): boolean =>
  compareDecimal(celsius, COLDEST) >= 0 && compareDecimal(celsius, WARMEST) <= 0;
