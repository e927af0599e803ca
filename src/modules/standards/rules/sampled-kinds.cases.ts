import { sampleFacts, sampleSample, withBatch } from '../domain/sample-facts.js';
import { unexpected, type KindCases } from './kind-cases.js';

const fine = sampleFacts();
const STEPS = [
  { from: 1, to: 100, packages: 5 },
  { from: 101, to: null, packages: 10 },
];
const ISPM = { unit: 'FRUIT', detectionLevel: '1', confidenceLevel: '95', efficacy: '100' };

/** Cases of the kinds that look at what was sampled, and by whom. */
export const sampledKinds: Readonly<Record<string, KindCases>> = {
  'package-count-plan': {
    subject: 'BATCH',
    parameters: { steps: STEPS },
    pass: fine,
    // Too few cartons leave open: what is in the others is not known.
    fail: null,
    missing: withBatch({ samples: [] }),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { steps: [] },
      { steps: [{ from: 1, to: 10 }] },
      { steps: [{ from: 2, to: null, packages: 5 }] },
    ],
  },
  'iso-2859-plan': {
    subject: 'BATCH',
    parameters: { level: 'II', aql: '2.5', comparedWithText: true },
    pass: fine,
    fail: withBatch({ samples: [sampleSample({ nonconformingCartons: 2 })] }),
    missing: withBatch({ samples: [sampleSample({ nonconformingCartons: null })] }),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { level: 'IV', aql: '2.5' },
      { level: 'II', aql: '2.6' },
      { level: 'II', aql: '2.5', severity: 'REDUCED' },
    ],
  },
  'ispm31-sample': {
    subject: 'BATCH',
    parameters: { ...ISPM, comparedWithText: true },
    pass: fine,
    fail: withBatch({ samples: [sampleSample({ infestedFruits: 1 })] }),
    missing: withBatch({ samples: [sampleSample({ infestedFruits: null })] }),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { ...ISPM, unit: 'PALLET' },
      { ...ISPM, confidenceLevel: '100' },
      { ...ISPM, efficacy: '0' },
    ],
  },
  'self-check-signed': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch({
      selfChecks: (fine.batches[0]?.selfChecks ?? []).map((each) => ({ ...each, verdict: 'FAIL' })),
    }),
    missing: withBatch({ selfChecks: [] }),
    notApplicable: null,
    badParameters: unexpected,
  },
};
