import { localDate } from '../../../kernel/local-date.js';
import {
  ENTERED,
  sampleBatch,
  sampleFacts,
  sampleOrigin,
  sampleReceipt,
  sampleSpray,
  tested,
  withBatch,
} from '../domain/sample-facts.js';
import { unexpected, type KindCases } from './kind-cases.js';
import { labelKinds } from './label-kinds.cases.js';
import { measuredKinds } from './measured-kinds.cases.js';
import { sampledKinds } from './sampled-kinds.cases.js';
import { pestKinds } from './pest-kinds.cases.js';
import { registrationKinds } from './registration-kinds.cases.js';

const fine = sampleFacts();
const secondOrigin = sampleOrigin({
  plotId: 'plot-2',
  plotCode: 'P-2',
  townCode: '500153112',
  countyCode: '500153',
  harvestBatchId: 'harvest-2',
});
const A_SUM = { residueDefinitionKind: 'SUM', residueDefinition: 'sum of isomers' } as const;
const [registration, packhouse] = fine.registrations;

const ofLot = (document: string) => ({
  parameters: { document, on: 'SUBJECT' },
  pass: fine,
  fail: sampleFacts({ documents: [] }),
  missing: sampleFacts({ documents: null }),
  notApplicable: null,
  byOtherRules: [
    {
      parameters: { document, on: 'SUBJECT', when: 'OTHER_CUSTOMS_DISTRICT' },
      facts: fine,
      verdict: 'NOT_APPLICABLE' as const,
    },
  ],
});

/** The cases of every kind, by its name. */
export const casesByKind: Readonly<Record<string, KindCases>> = {
  ...measuredKinds,
  ...sampledKinds,
  ...pestKinds,
  ...labelKinds,
  'applications-per-season': {
    subject: 'BATCH',
    parameters: { per: 'PRODUCT' },
    pass: fine,
    fail: withBatch({
      sprays: [sampleSpray(), sampleSpray({ id: 'spray-2', performedOn: localDate('2026-10-20') })],
    }),
    missing: withBatch({ sprays: [sampleSpray({ label: null })] }),
    notApplicable: withBatch({ sprays: [] }),
    badParameters: [...unexpected, {}, { per: 'PLOT' }],
    others: { PLOT: {} },
  },
  ...registrationKinds,
  'banned-substance': {
    subject: 'BATCH',
    parameters: { substances: ['omethoate'] },
    pass: fine,
    fail: withBatch({ sprays: [sampleSpray({ substances: ['omethoate'] })] }),
    missing: withBatch({ sprays: null }),
    notApplicable: null,
    badParameters: [...unexpected, {}, { substances: [] }, { substances: [1] }],
    // A list that nobody confirmed cannot acquit.
    byOtherRules: [{ confidence: 'secondary', facts: fine, verdict: 'NOT_APPLICABLE' }],
    others: { PLOT: {} },
  },
  'brand-licence': {
    subject: 'BATCH',
    parameters: { holder: 'PACKER' },
    pass: fine,
    fail: sampleFacts({ licences: [] }),
    missing: withBatch({ brandClaims: null }),
    notApplicable: withBatch({ brandClaims: [] }),
    badParameters: [...unexpected, {}, { holder: 'GROWER' }],
  },
  'channel-open': {
    subject: 'LOT',
    parameters: {},
    pass: fine,
    fail: sampleFacts({ channel: fine.channel && { ...fine.channel, openTo: localDate('2027-01-19') } }),
    missing: sampleFacts({ channel: null }),
    notApplicable: null,
    badParameters: unexpected,
    others: { SHIPMENT: {} },
  },
  'contaminant-limit': {
    subject: 'BATCH',
    parameters: { contaminant: 'lead', maximum: '0.1', unit: 'mg/kg' },
    pass: fine,
    fail: withBatch({ contaminants: [tested('lead', 101)] }),
    missing: withBatch({ contaminants: null }),
    notApplicable: null,
    badParameters: [
      ...unexpected,
      {},
      { contaminant: 'imazalil', maximum: '0.1', unit: 'mg/kg' },
      { contaminant: 'lead', maximum: '0.1' },
      { contaminant: 'lead', maximum: '0.1', unit: 'mg/L' },
      { contaminant: 'lead', maximum: '0.0001', unit: 'mg/kg' },
      { contaminant: 'lead', maximum: 0.1, unit: 'mg/kg' },
    ],
  },
  'document-present': {
    subject: 'BATCH',
    parameters: { document: 'COMPLIANCE_CERTIFICATE', on: 'HARVEST_BATCHES' },
    pass: fine,
    fail: withBatch({ receipts: [sampleReceipt({ certificate: null, isNoted: false })] }),
    missing: withBatch({ receipts: [sampleReceipt({ certificate: null })] }),
    notApplicable: withBatch({ receipts: [] }),
    badParameters: [
      ...unexpected,
      { document: 'LETTER', on: 'SUBJECT' },
      { document: 'PACKING_LIST', on: 'MOON' },
    ],
    others: {
      LOT: ofLot('PACKING_LIST'),
      SHIPMENT: ofLot('PHYTOSANITARY_CERTIFICATE'),
    },
  },
  'geographical-indication-origin': {
    subject: 'BATCH',
    parameters: { indication: 'ZIZHONG-BLOOD-ORANGE', areaCode: '511025' },
    pass: fine,
    fail: withBatch({ origins: [sampleOrigin(), secondOrigin] }),
    missing: withBatch({ origins: null }),
    notApplicable: withBatch({ indicationClaims: [] }),
    badParameters: [...unexpected, {}, { indication: 'X', areaCode: '5110' }],
  },
  'geographical-indication-user': {
    subject: 'BATCH',
    parameters: { indication: 'ZIZHONG-BLOOD-ORANGE' },
    pass: fine,
    fail: sampleFacts({ licences: [] }),
    missing: withBatch({ indicationClaims: null }),
    notApplicable: withBatch({ indicationClaims: [] }),
    badParameters: [...unexpected, {}],
  },
  'harvest-window': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch({ origins: [sampleOrigin({ harvestedOn: localDate('2026-11-30') })] }),
    missing: withBatch({ origins: null }),
    notApplicable: sampleFacts({ varietyLists: [] }),
    badParameters: unexpected,
    others: { PLOT: { missing: withBatch({ origins: [sampleOrigin({ harvestedOn: null })] }) } },
  },
  'inspection-signed': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch({
      inspections: (sampleBatch().inspections ?? []).map((each) => ({
        ...each,
        inspectorOrganisationIds: ['packhouse'],
      })),
    }),
    missing: withBatch({ inspections: null }),
    notApplicable: null,
    badParameters: unexpected,
  },
  'marked-registration': {
    subject: 'BATCH',
    parameters: { mayBeUnmarked: true },
    pass: fine,
    fail: withBatch({ markedRegistration: { id: 'registration-9', number: 'ORCHARD-9' } }),
    missing: withBatch({ origins: null }),
    notApplicable: withBatch({ markedRegistration: null }),
    badParameters: [...unexpected, { mayBeUnmarked: 'yes' }],
  },
  'market-open': {
    subject: 'SHIPMENT',
    parameters: {},
    pass: fine,
    fail: sampleFacts({ marketStatus: fine.marketStatus.map((each) => ({ ...each, status: 'CLOSED' })) }),
    missing: sampleFacts({ marketStatus: [] }),
    notApplicable: null,
    badParameters: unexpected,
    others: { LOT: {} },
  },
  'market-pack-confirmed': {
    subject: 'LOT',
    parameters: {},
    pass: fine,
    fail: null,
    missing: sampleFacts({ marketPack: null }),
    notApplicable: null,
    badParameters: unexpected,
    others: { SHIPMENT: {} },
  },
  'no-open-hold': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch({
      openHolds: [
        { id: 'hold-1', reason: { zh: '间隔期', en: 'interval' }, placedOn: localDate('2027-01-14') },
      ],
    }),
    missing: withBatch({ openHolds: null }),
    notApplicable: null,
    badParameters: unexpected,
  },
  'orchard-registration': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: sampleFacts({ registrations: packhouse ? [packhouse] : [] }),
    missing: sampleFacts({ registrations: registration ? [{ ...registration, markets: null }] : [] }),
    notApplicable: null,
    badParameters: [...unexpected, { anyMarket: 'yes' }],
    others: { PLOT: {} },
  },
  'packhouse-registration': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: sampleFacts({ registrations: registration ? [registration] : [] }),
    missing: withBatch({ packerId: null }),
    notApplicable: null,
    badParameters: [...unexpected, { anyMarket: 1 }],
  },
  'preharvest-interval': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch({ sprays: [sampleSpray({ performedOn: localDate('2027-01-01') })] }),
    missing: withBatch({ sprays: [sampleSpray({ preharvestIntervalDays: null })] }),
    notApplicable: withBatch({ sprays: [] }),
    badParameters: unexpected,
    others: { PLOT: {} },
  },
  // It never fails: what was not tested is not known, and what was found is the business of `residue-limit`.
  'residue-coverage': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: null,
    missing: withBatch({ treatments: null }),
    notApplicable: null,
    badParameters: unexpected,
  },
  'residue-limit': {
    subject: 'BATCH',
    parameters: {},
    pass: withBatch(
      { laboratoryResults: [{ ...tested('imidacloprid', 120), ...A_SUM }] },
      { residueLimits: fine.residueLimits.map((limit) => ({ ...limit, ...A_SUM })) },
    ),
    fail: withBatch({ laboratoryResults: [tested('imidacloprid', 501)] }),
    missing: withBatch({ laboratoryResults: null }),
    notApplicable: null,
    badParameters: unexpected,
  },
  'single-registration-per-run': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch(
      { origins: [sampleOrigin(), secondOrigin] },
      {
        registrations: registration
          ? [
              registration,
              {
                ...registration,
                id: 'registration-3',
                number: 'ORCHARD-2',
                plots: [{ plotId: 'plot-2', from: localDate('2026-01-01'), to: null, ...ENTERED }],
              },
            ]
          : [],
      },
    ),
    missing: withBatch({ origins: null }),
    notApplicable: null,
    badParameters: unexpected,
  },
  'variety-listed': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch({ varietyCode: 'MORO' }),
    missing: sampleFacts({ varietyLists: [] }),
    notApplicable: null,
    badParameters: unexpected,
    others: { PLOT: { fail: withBatch({ origins: [sampleOrigin({ plotVarietyCode: 'MORO' })] }) } },
  },
  'variety-matches-plot': {
    subject: 'BATCH',
    parameters: {},
    pass: fine,
    fail: withBatch({ varietyCode: 'MORO' }),
    missing: withBatch({ origins: [sampleOrigin({ plotVarietyCode: null })] }),
    notApplicable: null,
    badParameters: unexpected,
  },
};
