import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readReferenceTables } from '../../../../reference/reference-tables.js';
import { casesByKind } from '../rules/every-kind.cases.js';
import { senselessIn } from './senseless-parameters.js';

const { rules } = readReferenceTables(fileURLToPath(new URL('../../../../reference', import.meta.url)));

describe('parameters that a kind takes', () => {
  it.each<[string, object, string]>([
    ['a minimum above the maximum', { parameter: 'TSS', minimum: '12', maximum: '11.9' }, 'minimum'],
    ['more than all of the fruit', { parameter: 'JUICE_CONTENT', minimum: '100.1' }, 'minimum'],
    ['a share of more than 100 %', { parameter: 'DECAY_SHARE', maximum: '101' }, 'maximum'],
    ['a share of a class', { classes: { I: [{ parameter: 'DECAY_SHARE', maximum: '200' }] } }, 'maximum'],
    ['a tolerance of more than 100 %', { minimum: '53', never: '50', tolerance: '1000' }, 'tolerance'],
    ['a minimum below zero', { parameter: 'TSS', minimum: '-1' }, 'minimum'],
    ['a tolerance below zero', { minimum: '53', never: '50', tolerance: '-10' }, 'tolerance'],
    ['a hundred decimals', { parameter: 'TSS', minimum: '10', decimals: 100 }, 'decimals'],
    ['a window of eleven years', { windowDays: 4_015, everyDays: 7 }, 'windowDays'],
  ])('make no sense: %s', (_, parameters, field) => {
    const problem = senselessIn(parameters);
    expect(problem).toMatchObject({ field });
    expect(problem?.en).toContain(field);
    expect(problem?.zh).toMatch(/不得/);
  });

  it.each<[string, object]>([
    ['both limits the same', { parameter: 'TSS', minimum: '12', maximum: '12.0' }],
    ['all of the fruit', { parameter: 'JUICE_CONTENT', maximum: '100' }],
    ['more than 100 of what is no share', { parameter: 'ANTHOCYANIN', minimum: '120' }],
    ['cold below zero', { treatment: 'COLD', maximumCelsius: '-0.5' }],
    ['none at all', {}],
  ])('make sense: %s', (_, parameters) => {
    expect(senselessIn(parameters)).toBeNull();
  });

  it('make sense in everything that ships, and in every example of a kind', () => {
    const shipped = rules.map(({ code, parameters }) => [code, senselessIn(parameters)]);
    expect(shipped.length).toBeGreaterThan(20);
    expect(shipped.filter(([, problem]) => problem)).toEqual([]);
    for (const [kind, { parameters }] of Object.entries(casesByKind))
      expect([kind, senselessIn(parameters as object)]).toEqual([kind, null]);
  });
});
