import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type {
  BatchFacts,
  Facts,
  LaboratoryResultFacts,
  MeasurementFacts,
  OriginFacts,
  ReceiptFacts,
  ResidueLimitFacts,
  SampleFacts,
  SprayFacts,
  VarietyListFacts,
} from './facts.js';
import type { MeasurementParameterCode } from './measurement-parameters.js';
import { MEASUREMENT_PARAMETERS } from './measurement-parameters.js';
import type { Names } from './names.js';
import { ALL_FRUIT } from './rule-conditions.js';
import type { Rule } from './rule.js';
import { sampleLabel } from './sample-labels.js';
import type { At } from './rule-kind.js';
import { sampleWatchList } from './sample-coverage.js';
import { ENTERED, SOURCE } from './sample-entered.js';
import { samplePests } from './sample-pests.js';
import { sampleCapacity, sampleSupply } from './sample-registrations.js';

export { ENTERED, SOURCE } from './sample-entered.js';
export * from './sample-coverage.js';
export * from './sample-pests.js';
export * from './sample-registrations.js';

/**
 * Facts for specs: one lot for the fictional market with one packed batch, of which everything is recorded and in
 * order. A spec changes the one thing it is about.
 */
export const sampleFacts = (changes: Partial<Facts> = {}): Facts => ({
  lot: {
    id: 'lot-1',
    code: 'L-1',
    exporterId: 'exporter',
    plannedDeparture: localDate('2027-01-20'),
    departedOn: null,
  },
  market: 'XD',
  batches: [sampleBatch()],
  channel: {
    id: 'channel-1',
    market: 'XD',
    exporterId: 'exporter',
    openFrom: localDate('2026-09-01'),
    openTo: null,
  },
  licences: [
    sampleLicence('BRAND', 'JOINT', 'packhouse'),
    sampleLicence('BRAND', 'JOINT', 'exporter'),
    sampleLicence('GEOGRAPHICAL_INDICATION', 'ZIZHONG-BLOOD-ORANGE', 'packhouse'),
  ],
  registrations: registrations(),
  marketStatus: [{ status: 'OPEN', validFrom: null, validTo: null, source: SOURCE, confidence: 'confirmed' }],
  marketPack: {
    edition: 'DEMO',
    validFrom: null,
    validTo: null,
    source: SOURCE,
    confidence: 'confirmed',
    missing: [],
  },
  documents: documents(),
  varietyLists: [list()],
  customsDistricts: [
    { code: 'CHENGDU', counties: ['511025'], confidence: 'confirmed' },
    { code: 'CHONGQING', counties: ['500153'], confidence: 'confirmed' },
  ],
  residueLimits: [limit()],
  residueFallback: {
    kind: 'UNIFORM',
    limitMicrogramsPerKg: microgramsPerKg(10),
    listComplete: true,
    source: SOURCE,
    confidence: 'confirmed',
  },
  pests: samplePests(),
  coarseTestsAnswered: true,
  correctionsApart: true,
  coverages: [],
  watchList: [sampleWatchList()],
  capacities: [sampleCapacity()],
  supplyRelations: [sampleSupply()],
  ...changes,
});

/** What the codes of the sample are called. */
export const SAMPLE_NAMES: Names = {
  variety: { TAROCCO: { zh: '塔罗科血橙', en: 'Tarocco' }, MORO: { zh: '摩洛血橙', en: 'Moro' } },
  substance: {
    imidacloprid: { zh: '吡虫啉', en: 'Imidacloprid' },
    omethoate: { zh: '氧乐果', en: 'Omethoate' },
  },
  brand: {
    JOINT: { zh: '示范品牌', en: 'Demo brand' },
    'ZIZHONG-BLOOD-ORANGE': { zh: '资中血橙', en: 'Zizhong blood orange' },
  },
  market: { XD: { zh: '示范市场', en: 'Demo market' } },
  region: { '511025': { zh: '资中县', en: 'Zizhong County' } },
  pest: { 'PEST-1': { zh: '示范实蝇', en: 'Demo fruit fly' } },
};

/** The facts with the one batch changed. */
export const withBatch = (changes: Partial<BatchFacts>, more: Partial<Facts> = {}): Facts =>
  sampleFacts({ batches: [sampleBatch(changes)], ...more });

/** A packed batch of 1,000 kg of Tarocco, of which everything is recorded and in order. */
export const sampleBatch = (changes: Partial<BatchFacts> = {}): BatchFacts => ({
  id: 'batch-1',
  code: 'B-1',
  massGrams: grams(1_000_000),
  varietyCode: 'TAROCCO',
  packedOn: localDate('2027-01-15'),
  packerId: 'packhouse',
  packerCustomsDistrict: 'CHENGDU',
  brandClaims: ['JOINT'],
  indicationClaims: ['ZIZHONG-BLOOD-ORANGE'],
  markedRegistration: { id: 'registration-1', number: 'ORCHARD-1' },
  qualityClass: 'I',
  sizeCode: '5',
  origins: [sampleOrigin()],
  measurements: [
    measured('JUICE_CONTENT', '45'),
    measured('SUGAR_ACID_RATIO', '9'),
    measured('TSS', '12'),
    measured('TITRATABLE_ACID', '0.9'),
    measured('GREEN_SURFACE_SHARE', '0'),
    measured('RED_FLESH_SHARE', '80'),
    measured('SMALLEST_DIAMETER', '74'),
    measured('PACKAGE_SMALLEST_DIAMETER', '74'),
    measured('PACKAGE_LARGEST_DIAMETER', '82'),
    measured('OUT_OF_SIZE_SHARE', '3'),
    measured('OUT_OF_CLASS_SHARE', '4'),
    measured('BELOW_CLASS_II_SHARE', '0'),
  ],
  laboratoryResults: [tested('imidacloprid', 120)],
  contaminants: [tested('lead', 40), belowLoq('cadmium', 5)],
  labels: [sampleLabel()],
  inspections: [
    {
      id: 'inspection-1',
      signedOn: localDate('2027-01-16'),
      inspectorOrganisationIds: ['inspection-body'],
      verdict: 'PASS',
    },
  ],
  sprays: [sampleSpray()],
  treatments: [],
  openHolds: [],
  interestedOrganisationIds: ['cooperative', 'packhouse', 'exporter'],
  cartonCount: 100,
  samples: [sampleSample()],
  earlierSamples: [],
  selfChecks: [
    { id: 'self-check-1', organisationId: 'packhouse', signedOn: localDate('2027-01-15'), verdict: 'PASS' },
  ],
  certificate: {
    id: 'certificate-1',
    number: 'HGZ-P-1',
    issuedOn: localDate('2027-01-15'),
    massGrams: grams(1_000_000),
    coversBatch: true,
    withdrawnOn: null,
  },
  receipts: [sampleReceipt()],
  ...changes,
});

/** Twenty cartons of the sample batch, opened and counted, in order. */
export const sampleSample = (changes: Partial<SampleFacts> = {}): SampleFacts => ({
  id: 'inspection-1',
  sampledOn: localDate('2027-01-16'),
  cartonsOpened: 20,
  fruitsExamined: 1_000,
  cartonsCounted: 20,
  nonconformingCartons: 0,
  infestedFruits: 0,
  ...changes,
});

/** Fruit of the cooperative, weighed in by the packhouse with its certificate. */
export const sampleReceipt = (changes: Partial<ReceiptFacts> = {}): ReceiptFacts => ({
  id: 'receipt-1',
  receivedOn: localDate('2027-01-12'),
  supplierId: 'cooperative',
  buyerId: 'packhouse',
  isNoted: true,
  certificate: {
    id: 'collected-1',
    number: 'HGZ-H-1',
    collectedOn: localDate('2027-01-12'),
    withdrawnOn: null,
  },
  ...changes,
});

/** A whole batch picked on one plot in Zizhong on one day. */
export const sampleOrigin = (changes: Partial<OriginFacts> = {}): OriginFacts => ({
  plotId: 'plot-1',
  plotCode: 'P-1',
  plotVarietyCode: 'TAROCCO',
  townCode: '511025105',
  countyCode: '511025',
  customsDistrict: 'CHENGDU',
  harvestBatchId: 'harvest-1',
  ownerId: 'cooperative',
  harvestedOn: localDate('2027-01-12'),
  massGrams: grams(1_000_000),
  ...changes,
});

/** One spray on the sample's plot, long enough before the harvest. */
export const sampleSpray = (changes: Partial<SprayFacts> = {}): SprayFacts => ({
  id: 'spray-1',
  plotId: 'plot-1',
  productLabel: '示范农药 / demonstration product',
  substances: ['imidacloprid'],
  performedOn: localDate('2026-10-01'),
  preharvestIntervalDays: 28,
  label: { id: 'product-label-1', isConfirmed: true, maxApplications: 1 },
  ...changes,
});

/** A measurement of the sample day, in the parameter's own unit. */
export const measured = (parameter: MeasurementParameterCode, value: string): MeasurementFacts => ({
  id: `measurement-${parameter}`,
  parameter,
  value: decimal(value),
  unit: MEASUREMENT_PARAMETERS[parameter].unit,
  measuredOn: localDate('2027-01-16'),
  method: null,
});

/** A residue found, in µg/kg. */
export const tested = (substance: string, found: number): LaboratoryResultFacts => ({
  id: `result-${substance}`,
  substance,
  result: { kind: 'QUANTIFIED', microgramsPerKg: microgramsPerKg(found) },
  testedOn: localDate('2027-01-16'),
});

/** A residue not found, with the limit of quantification in µg/kg. */
export const belowLoq = (substance: string, limitOfQuantification: number): LaboratoryResultFacts => ({
  ...tested(substance, 0),
  result: { kind: 'BELOW_LOQ', limitOfQuantification: microgramsPerKg(limitOfQuantification) },
});

/** A confirmed legal rule about batches that is always in force, unless said otherwise. */
export const sampleRule = (changes: Partial<Rule> & Pick<Rule, 'kind'>): Rule => ({
  id: 'rule-1',
  code: 'SAMPLE',
  versionId: 'version-1',
  unity: 'STANDARD',
  subject: 'BATCH',
  parameters: {},
  conditions: ALL_FRUIT,
  market: null,
  exceptMarkets: [],
  stage: 'PACK',
  effect: 'LEGAL',
  edition: 'DEMO',
  validFrom: null,
  validTo: null,
  source: SOURCE,
  isOwn: false,
  confidence: 'confirmed',
  lastChecked: localDate('2026-11-22'),
  title: { zh: '示例', en: 'Sample' },
  ...changes,
});

export const SAMPLE_AT: At = { stage: 'DECLARE', date: localDate('2027-01-18') };

const sampleLicence = (kind: 'BRAND' | 'GEOGRAPHICAL_INDICATION', name: string, organisationId: string) => ({
  id: `licence-${name}-${organisationId}`,
  kind,
  name,
  organisationId,
  validFrom: localDate('2026-09-01'),
  validTo: localDate('2027-08-31'),
});

const sampleDocument = (kind: string, type: 'BATCH' | 'LOT', id: string) => ({
  id: `document-${kind}-${id}`,
  kind,
  subject: { type, id },
  number: 'DEMO-1',
  issuedOn: localDate('2027-01-15'),
  validTo: null,
});

const registrations = (): Facts['registrations'] => [
  {
    id: 'registration-1',
    kind: 'ORCHARD',
    number: 'ORCHARD-1',
    validFrom: localDate('2026-01-01'),
    validTo: localDate('2027-12-31'),
    markets: ['XD'],
    organisationId: null,
    plots: [{ plotId: 'plot-1', from: localDate('2026-01-01'), to: null, ...ENTERED }],
    ...ENTERED,
  },
  {
    id: 'registration-2',
    kind: 'PACKHOUSE',
    number: 'PACKHOUSE-1',
    validFrom: localDate('2026-01-01'),
    validTo: localDate('2027-12-31'),
    markets: ['XD'],
    organisationId: 'packhouse',
    plots: [],
    ...ENTERED,
  },
];

const list = (): VarietyListFacts => ({
  edition: 'DEMO',
  validFrom: localDate('2020-01-01'),
  validTo: null,
  confidence: 'confirmed',
  entries: [{ varietyCode: 'TAROCCO', harvestFrom: '12-01', harvestTo: '05-31' }],
});

const limit = (): ResidueLimitFacts => ({
  substance: 'imidacloprid',
  limitMicrogramsPerKg: microgramsPerKg(500),
  edition: 'DEMO',
  validFrom: null,
  validTo: null,
  source: SOURCE,
  confidence: 'confirmed',
});

const documents = (): Facts['documents'] => [
  sampleDocument('COMPLIANCE_CERTIFICATE', 'BATCH', 'batch-1'),
  sampleDocument('COMPLIANCE_CERTIFICATE', 'BATCH', 'harvest-1'),
  sampleDocument('PACKING_LIST', 'LOT', 'lot-1'),
  sampleDocument('PHYTOSANITARY_CERTIFICATE', 'LOT', 'lot-1'),
];
