import { describe, expect, it } from '@jest/globals';
import { kg } from '../../../kernel/mass.js';
import { correctHarvest } from './correct-harvest.js';

const masses = (mass: number, remaining: number, deficit = 0) => ({
  massGrams: kg(mass),
  remainingGrams: kg(remaining),
  deficitGrams: kg(deficit),
});

describe('correcting a harvest', () => {
  it.each([
    ['upwards: the remainder grows', masses(100, 40), 120, masses(120, 60)],
    ['downwards: the remainder shrinks', masses(100, 40), 70, masses(70, 10)],
    ['to exactly what was drawn', masses(100, 40), 60, masses(60, 0)],
    ['below what was drawn: a deficit', masses(100, 40), 50, masses(50, 0, 10)],
    ['a deficit that grows', masses(50, 0, 10), 45, masses(45, 0, 15)],
    ['a deficit reconciled', masses(50, 0, 10), 60, masses(60, 0)],
    ['a deficit more than reconciled', masses(50, 0, 10), 65, masses(65, 5)],
  ])('%s', (_, before, to, after) => {
    expect(correctHarvest(before, kg(to))).toEqual(after);
  });
});
