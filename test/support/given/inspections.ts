import { mutation } from './documents.js';
import type { Member } from './organisations.js';
import { done, type Answer } from './send.js';

const INSPECTION = `id code state batchId batchCode organisationId requestedById sampledOn sampledCartons sampledFruits verdict
  remarks signedAt signatureSha256
  measurements { id parameter value unit method samplePosition }
  laboratoryResults { id laboratory reportNumber accreditation testedOn substance mgPerKg limitOfQuantification
    residueDefinitionKind residueDefinition }`;

const onInspection = (name: string): string =>
  mutation(name, `... on InspectionPayload { inspection { ${INSPECTION} } }`);

/** The operations of an inspection, as a client sends them. */
export const inspectionDocuments = {
  requestInspection: onInspection('requestInspection'),
  cancelInspection: onInspection('cancelInspection'),
  recordSample: onInspection('recordSample'),
  recordMeasurements: onInspection('recordMeasurements'),
  recordLaboratoryResults: onInspection('recordLaboratoryResults'),
  signInspection: onInspection('signInspection'),
  inspection: `query ($id: ID, $code: String) { inspection(id: $id, code: $code) { ${INSPECTION} } }`,
  inspections: `query ($filter: InspectionFilter, $first: Int = 25, $after: String) {
    inspections(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${INSPECTION} } } } }`,
};

/** What good fruit measures: within the round figures of the demonstration market. */
export const GOOD_FRUIT = [
  { parameter: 'JUICE_CONTENT', value: '48' },
  { parameter: 'TSS', value: '12.5' },
  { parameter: 'TITRATABLE_ACID', value: '1.1' },
  { parameter: 'RED_FLESH_SHARE', value: '95' },
  { parameter: 'ANTHOCYANIN', value: '85', samplePosition: 'EQUATOR' },
];

/** Inspections, brought as far as a test needs them through the API. */
export const givenInspections = () => ({
  async requested(by: Member, batch: { id: string }, body: Member): Promise<Answer> {
    const input = { batchId: batch.id, inspectionBodyId: body.organisationId };
    return (await done(by, inspectionDocuments.requestInspection, input)).inspection;
  },

  /** Requested, and sampled on the day given. */
  async sampled(by: Member, batch: { id: string }, inspector: Member, sampledOn: string): Promise<Answer> {
    const { id } = await this.requested(by, batch, inspector);
    const input = { inspectionId: id, sampledOn, cartons: 5, fruits: 50 };
    return (await done(inspector, inspectionDocuments.recordSample, input)).inspection;
  },

  async measured(
    inspector: Member,
    inspection: { id: string },
    measurements: object[] = GOOD_FRUIT,
  ): Promise<void> {
    const input = { inspectionId: inspection.id, measurements };
    await done(inspector, inspectionDocuments.recordMeasurements, input);
  },

  /** What was sprayed, and what the demonstration market watches for. @param residues null: below the limit of quantification of 0.01 mg/kg */
  async tested(
    inspector: Member,
    inspection: { id: string; sampledOn: string },
    residues: Record<string, string | null> = { abamectin: null, chlorpyrifos: null },
  ): Promise<void> {
    await done(inspector, inspectionDocuments.recordLaboratoryResults, {
      inspectionId: inspection.id,
      laboratory: '示范实验室',
      reportNumber: `R-${inspection.id.slice(-6)}-${Object.keys(residues).join('-')}`,
      accreditation: 'CNAS L00000',
      testedOn: inspection.sampledOn,
      results: Object.entries(residues).map(([substance, mgPerKg]) => ({
        substance,
        mgPerKg,
        limitOfQuantification: '0.01',
      })),
    });
  },

  async signed(
    inspector: Member,
    inspection: { id: string },
    verdict: 'PASS' | 'FAIL' = 'PASS',
    remarks?: string,
  ): Promise<Answer> {
    const input = { inspectionId: inspection.id, verdict, remarks };
    return (await done(inspector, inspectionDocuments.signInspection, input)).inspection;
  },

  /** The whole of it: good fruit, nothing found, signed as fit. */
  async passed(by: Member, batch: { id: string }, inspector: Member, sampledOn: string): Promise<Answer> {
    const inspection = await this.sampled(by, batch, inspector, sampledOn);
    await this.measured(inspector, inspection);
    await this.tested(inspector, inspection);
    return this.signed(inspector, inspection);
  },
});
