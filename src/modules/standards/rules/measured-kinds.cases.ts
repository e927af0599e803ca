import type { Facts } from '../domain/facts.js';
import { measured, sampleBatch, sampleFacts, withBatch } from '../domain/sample-facts.js';
import { unexpected, type KindCases } from './kind-cases.js';

const fine = sampleFacts();
const without = (parameter: string): Facts =>
  withBatch({
    measurements: (sampleBatch().measurements ?? []).filter((each) => each.parameter !== parameter),
  });
const withMeasured = (...[parameter, value]: Parameters<typeof measured>): Facts =>
  withBatch({
    measurements: [...(without(parameter).batches[0]?.measurements ?? []), measured(parameter, value)],
  });

/** Cases of the kinds that look at measurements. */
export const measuredKinds: Readonly<Record<string, KindCases>> = {
  'flesh-colour': {
    subject: 'BATCH',
    parameters: { classes: ['EXTRA', 'I'] },
    pass: fine,
    fail: withMeasured('RED_FLESH_SHARE', '0'),
    missing: without('RED_FLESH_SHARE'),
    notApplicable: withBatch({ qualityClass: 'II' }),
    badParameters: [...unexpected, {}, { classes: [] }],
  },
  'minimum-size': {
    subject: 'BATCH',
    parameters: { minimum: '53', never: '50', tolerance: '10' },
    pass: fine,
    fail: withMeasured('SMALLEST_DIAMETER', '49.9'),
    missing: without('SMALLEST_DIAMETER'),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { minimum: 53, never: '50', tolerance: '10' },
      { minimum: '50', never: '53', tolerance: '1' },
    ],
  },
  'number-in-range': {
    subject: 'BATCH',
    parameters: { parameter: 'JUICE_CONTENT', minimum: '30' },
    pass: fine,
    fail: withMeasured('JUICE_CONTENT', '29.9'),
    missing: without('JUICE_CONTENT'),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      { parameter: 'JUICE_CONTENT' },
      { parameter: 'JUICE', minimum: '30' },
      { parameter: 'JUICE_CONTENT', minimum: 30 },
      { parameter: 'JUICE_CONTENT', minimum: '3e1' },
      { parameter: 'JUICE_CONTENT', minimum: '30', decimals: -1 },
    ],
  },
  ratio: {
    subject: 'BATCH',
    parameters: { parameter: 'TSS_ACID_RATIO', of: 'TSS', to: 'TITRATABLE_ACID', minimum: '8' },
    pass: fine,
    fail: withMeasured('TSS', '7'),
    missing: without('TITRATABLE_ACID'),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      { parameter: 'TSS_ACID_RATIO' },
      { parameter: 'TSS_ACID_RATIO', of: 'TSS', minimum: '8' },
    ],
  },
  'size-range': {
    subject: 'BATCH',
    parameters: { bands: [{ below: '80', maximumRange: '15' }, { maximumRange: null }] },
    pass: fine,
    fail: withMeasured('PACKAGE_LARGEST_DIAMETER', '89.1'),
    missing: without('PACKAGE_LARGEST_DIAMETER'),
    notApplicable: withMeasured('PACKAGE_SMALLEST_DIAMETER', '80'),
    badParameters: [...unexpected, {}, { bands: [] }, { bands: [{ below: '60', maximumRange: '10' }] }],
  },
  'size-uniformity': {
    subject: 'BATCH',
    parameters: { codes: { '5': { minimum: '60', maximum: '90' } }, tolerance: '10' },
    pass: fine,
    fail: withBatch({
      measurements: [
        measured('PACKAGE_SMALLEST_DIAMETER', '59.9'),
        measured('PACKAGE_LARGEST_DIAMETER', '70'),
        measured('OUT_OF_SIZE_SHARE', '10.1'),
      ],
    }),
    missing: without('PACKAGE_LARGEST_DIAMETER'),
    notApplicable: withBatch({ sizeCode: null }),
    badParameters: [
      ...unexpected,
      {},
      { codes: {}, tolerance: '10' },
      { codes: { '5': { minimum: '90', maximum: '60' } }, tolerance: '10' },
    ],
  },
  'tolerance-by-class': {
    subject: 'BATCH',
    parameters: { classes: { I: [{ parameter: 'OUT_OF_CLASS_SHARE', maximum: '10' }] } },
    pass: fine,
    fail: withMeasured('OUT_OF_CLASS_SHARE', '10.1'),
    missing: without('OUT_OF_CLASS_SHARE'),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { classes: { I: [] } },
      { classes: { I: [{ parameter: 'TSS', maximum: '1' }] } },
    ],
  },
};
