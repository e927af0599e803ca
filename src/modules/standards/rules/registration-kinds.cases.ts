import { grams } from '../../../kernel/mass.js';
import { sampleCapacity, sampleFacts, withBatch } from '../domain/sample-facts.js';
import { unexpected, type KindCases } from './kind-cases.js';

const fine = sampleFacts();

/** The cases of the kinds about what a registration may export, and whom its orchard supplies. */
export const registrationKinds: Readonly<Record<string, KindCases>> = {
  'registration-capacity': {
    subject: 'LOT',
    parameters: {},
    pass: fine,
    fail: sampleFacts({ capacities: [sampleCapacity({ leftGrams: grams(3_000_001) })] }),
    missing: sampleFacts({ capacities: [sampleCapacity({ declared: null })] }),
    notApplicable: sampleFacts({ capacities: [] }),
    badParameters: unexpected,
    others: { BATCH: {} },
  },
  'supply-relation': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: sampleFacts({ supplyRelations: [] }),
    missing: withBatch({ packerId: null }),
    notApplicable: null,
    badParameters: [...unexpected, { anyMarket: true }],
  },
};
