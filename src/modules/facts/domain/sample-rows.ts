import type { BatchId, OrganisationId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import type { BatchFacts } from '../../standards/domain/facts.js';
import type { FruitFactRow, GrowingFactRow, HoldFactRow, MemberRow, StatedDaysRow } from '../fact-rows.js';
import { batchFacts } from './facts-of.js';
import type { Inspected } from './inspected.js';

const org = (id: string) => id as OrganisationId;

/** A packed batch of which all is known. */
export const member = (given: Partial<MemberRow> = {}): MemberRow => ({
  id: 'batch' as BatchId,
  code: 'P-1',
  massGrams: grams(1_000),
  varietyCode: 'TAROCCO',
  packedOn: localDate('2026-01-23'),
  runId: 'run',
  packerId: org('packhouse'),
  packerCustomsDistrict: 'CHONGQING',
  marketCode: 'XD',
  brandCode: null,
  indicationCode: null,
  markedRegistration: null,
  class: 'I',
  sizeCode: '5',
  cartonCount: 100,
  certificate: null,
  isCertificateNoted: false,
  interestedOrganisationIds: [org('coop'), org('exporter'), org('packhouse')],
  openHoldCount: 0,
  labels: [],
  ...given,
});

/** A harvest of it, on this plot. */
export const origin = (plotId: string): FruitFactRow['origins'][number] => ({
  batchId: 'batch',
  plotId,
  plotCode: plotId,
  plotVarietyCode: 'TAROCCO',
  unprovenVarietyId: null,
  townCode: '511025123',
  countyCode: '511025',
  customsDistrict: 'CHENGDU',
  harvestBatchId: `harvest-${plotId}`,
  ownerId: 'coop',
  harvestedOn: localDate('2026-01-20'),
  massGrams: grams(500),
});

/** A spray on this plot, of a product without a label. */
export const work = (plotId: string, given: Partial<GrowingFactRow> = {}): GrowingFactRow => ({
  id: `work-${plotId}`,
  plotId,
  substances: ['abamectin'],
  performedOn: localDate('2025-10-10'),
  labelId: null,
  withdrawnById: null,
  ...given,
});

/** Of the year up to the harvest. */
export const stated = (plotId: string, from = '2025-01-21', to = '2026-01-20'): StatedDaysRow => ({
  plotId,
  from: localDate(from),
  to: localDate(to),
});

/** An inspection that nobody signed and that recorded nothing. */
export const inspected = (given: Partial<Inspected> = {}): Inspected => ({
  id: 'inspection',
  batchId: 'batch',
  kind: 'INDEPENDENT',
  sampledOn: localDate('2026-01-24'),
  sampledCartons: 5,
  sampledFruits: 50,
  counts: [],
  signedOn: null,
  organisationId: 'body',
  inspectorOrganisationIds: null,
  verdict: null,
  measurements: [],
  results: [],
  ...given,
});

export const held: HoldFactRow = {
  id: 'hold',
  batchId: 'batch',
  reasonCode: 'MANUAL',
  placedOn: localDate('2026-01-24'),
  isCauseWithdrawn: false,
  placedByKind: 'PACKHOUSE',
};

/** With the figures in their inspections. */
type Given = Partial<Omit<FruitFactRow, 'inspections'>> & { readonly inspections?: readonly Inspected[] };

/** What one statement answers of a batch from two plots, sprayed once each. */
export const recorded = ({ inspections = [], ...given }: Given = {}): FruitFactRow => ({
  members: [member()],
  origins: [origin('a'), origin('b')],
  receipts: [],
  inspections,
  measurements: inspections.flatMap(({ measurements }) => measurements),
  laboratoryResults: inspections.flatMap(({ results }) => results),
  defectCounts: inspections.flatMap(({ counts }) => counts),
  holds: [],
  growing: [work('a'), work('b')],
  productLabels: [],
  stated: [stated('a'), stated('b')],
  called: [],
  treatments: [],
  coverages: [],
  registrations: [],
  capacities: [],
  supplyRelations: [],
  documents: [],
  varietyLists: [],
  customsDistricts: [],
  earlierSamples: [],
  correctiveActions: [],
  pests: { areaStatuses: [], officers: [], traps: [], treatments: [] },
  names: {},
  ...given,
});
/** Of the first batch. */
export const facts = (given: Given = {}): BatchFacts => batchFacts(recorded(given))[0]!;
