import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grams, kg, type Grams } from '../../../kernel/mass.js';
import { ppm } from '../../../kernel/ppm.js';
import { weighRun, type MassBalance } from './mass-balance.js';

const HALF_PERCENT = ppm(5_000);
const outcome = (outputs: number[], discarded = 0, loss = 0) => ({
  outputs: outputs.map(kg),
  discarded: kg(discarded),
  loss: kg(loss),
});

describe('weighing a run', () => {
  it.each<[string, number[], ReturnType<typeof outcome>, boolean, MassBalance]>([
    [
      'everything accounted for',
      [1000],
      outcome([800, 150], 30, 20),
      false,
      { kind: 'balanced', difference: 0 },
    ],
    ['all of it thrown away', [10], outcome([], 10), false, { kind: 'balanced', difference: 0 }],
    [
      'a little less, inside the tolerance',
      [1000],
      outcome([995]),
      false,
      { kind: 'balanced', difference: 5_000 },
    ],
    [
      'a little more, inside the tolerance',
      [1000],
      outcome([1005]),
      false,
      { kind: 'balanced', difference: -5_000 },
    ],
    [
      'one gram more than the tolerance',
      [1000],
      outcome([1005.001]),
      true,
      { kind: 'outputs-exceed-inputs', excess: grams(5_001) },
    ],
    [
      'one gram less than the tolerance, unexplained',
      [1000],
      outcome([994.999]),
      false,
      { kind: 'unexplained-shortfall', shortfall: grams(5_001), tolerated: grams(5_000) },
    ],
    ['the same with a reason', [1000], outcome([994.999]), true, { kind: 'balanced', difference: 5_001 }],
    ['two inputs', [600, 400], outcome([1000]), false, { kind: 'balanced', difference: 0 }],
  ])('%s', (_, inputs, out, hasReason, expected) => {
    expect(weighRun(inputs.map(kg), out, HALF_PERCENT, hasReason)).toEqual(expected);
  });

  it('counts what was gained on the way before, so that weighing again and again makes nothing', () => {
    const again = (gainedBefore: number): MassBalance =>
      weighRun([kg(1000)], outcome([1002]), HALF_PERCENT, true, kg(gainedBefore));
    expect(again(3)).toEqual({ kind: 'balanced', difference: -2_000 });
    expect(again(3.001)).toEqual({ kind: 'outputs-exceed-inputs', excess: grams(2_000) });
    expect(weighRun([kg(1000)], outcome([1000]), HALF_PERCENT, false, kg(50)).kind).toBe('balanced');
  });

  it('refuses to weigh a run without inputs: that is a bug, not a business outcome', () => {
    expect(() => weighRun([], outcome([1]), HALF_PERCENT, false)).toThrow(RangeError);
  });

  it('never books more than the tolerance out of nothing, whatever the masses', () => {
    const mass = fc.integer({ min: 0, max: 10_000_000 }).map((n) => n as Grams);
    fc.assert(
      fc.property(
        fc.array(mass, { minLength: 1, maxLength: 5 }),
        fc.array(mass, { maxLength: 5 }),
        (inputs, outputs) => {
          const balance = weighRun(
            inputs,
            { outputs, discarded: grams(0), loss: grams(0) },
            HALF_PERCENT,
            true,
          );
          const [input, output] = [inputs, outputs].map((masses) => masses.reduce((a, b) => a + b, 0)) as [
            number,
            number,
          ];
          return balance.kind !== 'balanced' || output * 1000 <= input * 1005;
        },
      ),
    );
  });
});
