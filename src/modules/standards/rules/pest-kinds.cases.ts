import { localDate } from '../../../kernel/local-date.js';
import { sampleFacts, sampleOrigin, samplePests, withBatch } from '../domain/sample-facts.js';
import { unexpected, type KindCases } from './kind-cases.js';

const fine = sampleFacts();
const pests = samplePests();
const [status] = pests.areaStatuses;
const [trap] = pests.traps;
const [treatment] = pests.treatments;
if (!status || !trap || !treatment) throw new Error('the sample has one of each');

const MONITORING = { pests: ['PEST-1'], windowDays: 21, everyDays: 7, limit: 0 };

/** The cases of the kinds about pests; figures are those of the sample and of no market. */
export const pestKinds: Readonly<Record<string, KindCases>> = {
  'pest-area-status': {
    subject: 'BATCH',
    parameters: { pests: ['PEST-1'], accepted: ['FREE_AREA'] },
    pass: fine,
    fail: sampleFacts({ pests: samplePests({ areaStatuses: [{ ...status, status: 'PRESENT' }] }) }),
    missing: sampleFacts({ pests: samplePests({ areaStatuses: [] }) }),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { pests: [], accepted: ['FREE_AREA'] },
      { pests: ['PEST-1'], accepted: ['FREE'] },
      { pests: ['PEST-1'], accepted: ['FREE_AREA'], orTreated: 'yes' },
    ],
    others: { PLOT: {} },
  },
  'plant-protection-officer': {
    subject: 'BATCH',
    parameters: { of: 'ORCHARD' },
    pass: fine,
    fail: sampleFacts({
      pests: samplePests({
        officers: pests.officers.map((each) => ({ ...each, validTo: localDate('2027-01-11') })),
      }),
    }),
    missing: sampleFacts({ pests: samplePests({ officers: [] }) }),
    notApplicable: null,
    badParameters: [...unexpected, {}, { of: 'LOT' }],
    byOtherRules: [{ validFrom: localDate('2027-01-16'), facts: fine, verdict: 'NOT_APPLICABLE' }],
    others: { PLOT: {} },
  },
  'quarantine-treatment': {
    subject: 'BATCH',
    parameters: { treatment: 'COLD', minimumHours: 48, maximumCelsius: '1.5', readingEveryHours: 1 },
    pass: fine,
    fail: sampleFacts({ pests: samplePests({ treatments: [{ ...treatment, minutes: 2_879 }] }) }),
    missing: sampleFacts({ pests: samplePests({ treatments: [] }) }),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { treatment: 'WAX' },
      { treatment: 'COLD', minimumHours: -1 },
      { treatment: 'COLD', maximumCelsius: 1.5 },
    ],
  },
  'trap-monitoring': {
    subject: 'BATCH',
    parameters: MONITORING,
    pass: fine,
    fail: sampleFacts({
      pests: samplePests({
        traps: [
          {
            ...trap,
            inspections: trap.inspections.map((each) => ({ ...each, counts: { 'PEST-1': 1 } })),
          },
        ],
      }),
    }),
    missing: withBatch({ origins: null }),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { ...MONITORING, windowDays: 0 },
      { ...MONITORING, everyDays: '7' },
      { ...MONITORING, limit: -1 },
      { ...MONITORING, pests: 'PEST-1' },
    ],
    others: { PLOT: { missing: withBatch({ origins: [sampleOrigin({ harvestedOn: null })] }) } },
  },
};
