import { sampleFacts, withBatch } from '../domain/sample-facts.js';
import { sampleLabel } from '../domain/sample-labels.js';
import { unexpected, type KindCases } from './kind-cases.js';

const fine = sampleFacts();

/** Cases of the kinds that look at the labels on the cartons. */
export const labelKinds: Readonly<Record<string, KindCases>> = {
  'label-design-approved': {
    subject: 'BATCH',
    parameters: {},
    pass: withBatch({ labels: [sampleLabel({ market: 'XD' })] }),
    fail: withBatch({ labels: [sampleLabel({ market: 'TH' })] }),
    missing: withBatch({ labels: [] }),
    notApplicable: withBatch({ brandClaims: [] }),
    badParameters: unexpected,
  },
  'label-marks': {
    subject: 'BATCH',
    parameters: { marks: ['PACKER', 'ORIGIN', 'CLASS'] },
    pass: fine,
    fail: withBatch({ labels: [sampleLabel({ marks: ['PACKER', 'CLASS'] })] }),
    missing: withBatch({ labels: [sampleLabel({ isConfirmed: false })] }),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { marks: [] },
      { marks: ['PRICE'] },
      { marks: ['CLASS'], when: 'SOMETIMES' },
    ],
    byOtherRules: [
      {
        parameters: { marks: ['POST_HARVEST_TREATMENT'], when: 'TREATED_AFTER_HARVEST' },
        facts: fine,
        verdict: 'NOT_APPLICABLE',
      },
    ],
  },
  'label-serials-unique': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch({ labels: [sampleLabel({}, { issuedToId: 'another' })] }),
    missing: withBatch({ labels: [] }),
    notApplicable: withBatch({ labels: [{ ...sampleLabel(), serials: null }] }),
    badParameters: unexpected,
  },
};
