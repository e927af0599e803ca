import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import type { BatchFacts, MeasurementFacts } from '../domain/facts.js';
import { measured, withBatch } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

const judge = (
  kind: string,
  parameters: unknown,
  measurements: MeasurementFacts[],
  batch: Partial<BatchFacts> = {},
) => judgedBy({ kind, parameters }, withBatch({ measurements, ...batch }));
const on = (day: string, measurement: MeasurementFacts) => ({ ...measurement, measuredOn: localDate(day) });

describe('a number in a range', () => {
  const atLeast30 = { parameter: 'JUICE_CONTENT', minimum: '30' };
  it.each([
    ['30', atLeast30, 'PASS'],
    ['29.999', atLeast30, 'FAIL'],
    ['29.96', { ...atLeast30, decimals: 1 }, 'PASS'],
    ['29.94', { ...atLeast30, decimals: 1 }, 'FAIL'],
    ['20', { parameter: 'JUICE_CONTENT', maximum: '20' }, 'PASS'],
    ['20.1', { parameter: 'JUICE_CONTENT', maximum: '20' }, 'FAIL'],
    ['100', { parameter: 'JUICE_CONTENT', minimum: '9', maximum: '100' }, 'PASS'], // by value, not by letters
  ])('%s against %j: %s', (value, parameters, verdict) => {
    expect(judge('number-in-range', parameters, [measured('JUICE_CONTENT', value)]).verdict).toBe(verdict);
  });

  it('counts the latest day only, because fruit is sorted again and measured again', () => {
    const first = on('2027-01-15', measured('JUICE_CONTENT', '20'));
    const second = on('2027-01-16', measured('JUICE_CONTENT', '40'));
    expect(judge('number-in-range', atLeast30, [first, second]).verdict).toBe('PASS');
    expect(judge('number-in-range', atLeast30, [{ ...first, measuredOn: null }, second]).verdict).toBe(
      'PASS',
    );
  });

  it('lets the worst of several samples of that day decide', () => {
    const samples = [measured('JUICE_CONTENT', '40'), measured('JUICE_CONTENT', '29')];
    expect(judge('number-in-range', atLeast30, samples).verdict).toBe('FAIL');
  });

  describe('of a batch that was inspected again', () => {
    const failed = on('2027-01-15', measured('JUICE_CONTENT', '20'));
    const good = (day: string, more: Partial<MeasurementFacts> = {}) => ({
      ...on(day, measured('JUICE_CONTENT', '40')),
      id: 'again',
      ...more,
    });
    it.each<[string, MeasurementFacts[], string]>([
      ['turns by a signed sample of a later day', [failed, good('2027-01-16')], 'PASS'],
      ['does not turn by another sample of that day', [failed, good('2027-01-15')], 'FAIL'],
      ['does not turn by an older sample, signed later', [failed, good('2027-01-14')], 'FAIL'],
      [
        'does not turn by what nobody independent signed',
        [failed, good('2027-01-16', { isProvisional: true })],
        'FAIL',
      ],
      [
        'does not turn by what measured something else',
        [failed, good('2027-01-16', { parameter: 'TSS' })],
        'FAIL',
      ],
      [
        'fails by a later sample, whatever an earlier one said',
        [good('2027-01-15'), on('2027-01-16', measured('JUICE_CONTENT', '20'))],
        'FAIL',
      ],
    ])('%s', (_, measurements, verdict) => {
      expect(judge('number-in-range', atLeast30, measurements).verdict).toBe(verdict);
    });

    it('says how it turns', () => {
      expect(judge('number-in-range', atLeast30, [failed]).nextSteps).toEqual([
        {
          by: 'PACKHOUSE',
          zh: '包装厂重新分选或改发要求不同的市场；测定值录入有误的由检验员更正，签字后的更正须经基地办公室同意，也可改日重新抽样检验。',
          en: 'The packhouse sorts it again or packs it for a market that asks for less; where the measurement was typed wrongly, the inspector corrects it, after the signature with the agreement of the base office, or inspects a sample of a later day.',
        },
      ]);
    });
  });

  it('converts no unit by guess', () => {
    const finding = judge('number-in-range', atLeast30, [
      { ...measured('JUICE_CONTENT', '0.4'), unit: 'kg/kg' },
    ]);
    expect(finding.verdict).toBe('INDETERMINATE');
    expect(finding.explanation.en).toBe('Measured in kg/kg; the rule counts in %.');
  });
});

describe('a ratio', () => {
  const parameters = { parameter: 'TSS_ACID_RATIO', of: 'TSS', to: 'TITRATABLE_ACID', minimum: '10' };
  it.each([
    ['10', '1', {}, 'PASS'],
    ['9.9', '1', {}, 'FAIL'],
    ['8', '0.8', {}, 'PASS'],
    ['9.95', '1', { decimals: 1 }, 'PASS'],
    ['9.94', '1', { decimals: 1 }, 'FAIL'],
    ['10', '3', { minimum: '3.3333333333333333333333333333334' }, 'FAIL'],
    ['12', '0', {}, 'INDETERMINATE'],
  ])('%s to %s with %j: %s', (tss, acid, changes, verdict) => {
    const measurements = [measured('TSS', tss), measured('TITRATABLE_ACID', acid)];
    expect(judge('ratio', { ...parameters, ...changes }, measurements).verdict).toBe(verdict);
  });

  it('prefers the ratio the laboratory reported', () => {
    const measurements = [
      measured('TSS_ACID_RATIO', '9'),
      measured('TSS', '20'),
      measured('TITRATABLE_ACID', '1'),
    ];
    expect(judge('ratio', parameters, measurements).verdict).toBe('FAIL');
  });

  it('pairs no samples by guess', () => {
    const measurements = [measured('TSS', '12'), measured('TSS', '13'), measured('TITRATABLE_ACID', '1')];
    expect(judge('ratio', parameters, measurements).verdict).toBe('INDETERMINATE');
  });

  it('does not compute sugar/acid from TSS', () => {
    const measurements = [measured('TSS', '12'), measured('TITRATABLE_ACID', '1')];
    expect(judge('ratio', { parameter: 'SUGAR_ACID_RATIO', minimum: '6.5' }, measurements).verdict).toBe(
      'INDETERMINATE',
    );
  });
});

describe('the minimum size with its tolerance', () => {
  const parameters = { minimum: '53', never: '50', tolerance: '10' };
  it.each([
    ['53', [], 'PASS'],
    ['52.9', [measured('OUT_OF_SIZE_SHARE', '10')], 'PASS'],
    ['52.9', [measured('OUT_OF_SIZE_SHARE', '10.5')], 'FAIL'],
    ['52.9', [], 'INDETERMINATE'],
    ['50', [measured('OUT_OF_SIZE_SHARE', '1')], 'PASS'],
    ['49.9', [measured('OUT_OF_SIZE_SHARE', '1')], 'FAIL'],
  ])('smallest %s mm: %#', (smallest, more, verdict) => {
    expect(
      judge('minimum-size', parameters, [measured('SMALLEST_DIAMETER', smallest), ...more]).verdict,
    ).toBe(verdict);
  });
});

describe('the range within a package', () => {
  const parameters = {
    bands: [
      { below: '60', maximumRange: '10' },
      { below: '80', maximumRange: '15' },
      { below: '110', maximumRange: '20' },
      { maximumRange: null },
    ],
  };
  it.each([
    ['59.9', '69.9', 'PASS'],
    ['59.9', '70', 'FAIL'],
    ['60', '75', 'PASS'],
    ['60', '75.1', 'FAIL'],
    ['80', '100', 'PASS'],
    ['80', '100.1', 'FAIL'],
    ['110', '150', 'NOT_APPLICABLE'],
  ])('%s to %s mm: %s', (smallest, largest, verdict) => {
    const measurements = [
      measured('PACKAGE_SMALLEST_DIAMETER', smallest),
      measured('PACKAGE_LARGEST_DIAMETER', largest),
    ];
    expect(judge('size-range', parameters, measurements).verdict).toBe(verdict);
  });
});

describe('tolerances by class', () => {
  const parameters = {
    classes: {
      EXTRA: [
        { parameter: 'OUT_OF_CLASS_SHARE', maximum: '5' },
        { parameter: 'CLASS_II_SHARE', maximum: '0.5' },
      ],
      II: [{ parameter: 'OUT_OF_CLASS_SHARE', maximum: '10' }],
    },
  };
  it.each([
    ['EXTRA', '5', '0.5', 'PASS'],
    ['EXTRA', '5', '0.6', 'FAIL'],
    ['EXTRA', '5.1', '0', 'FAIL'],
    ['II', '10', '9', 'PASS'],
    ['III', '0', '0', 'INDETERMINATE'],
    [null, '0', '0', 'INDETERMINATE'],
  ])('class %s with %s %% and %s %%: %s', (qualityClass, total, inner, verdict) => {
    const measurements = [measured('OUT_OF_CLASS_SHARE', total), measured('CLASS_II_SHARE', inner)];
    expect(judge('tolerance-by-class', parameters, measurements, { qualityClass }).verdict).toBe(verdict);
  });

  it('leaves open what was measured in part', () => {
    const measurements = [measured('OUT_OF_CLASS_SHARE', '1')];
    expect(judge('tolerance-by-class', parameters, measurements, { qualityClass: 'EXTRA' }).verdict).toBe(
      'INDETERMINATE',
    );
  });
});

it('any red flesh at all keeps the class', () => {
  const judgeShare = (value: string) =>
    judge('flesh-colour', { classes: ['I'] }, [
      { ...measured('RED_FLESH_SHARE', '0'), value: decimal(value) },
    ]).verdict;
  expect(judgeShare('0')).toBe('FAIL');
  expect(judgeShare('0.0')).toBe('FAIL');
  expect(judgeShare('0.1')).toBe('PASS');
});
