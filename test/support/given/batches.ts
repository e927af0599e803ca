import { randomUUID } from 'node:crypto';
import { kg } from '../../../src/kernel/mass.js';
import { mutation } from './documents.js';
import type { Member } from './organisations.js';
import { done, type Answer } from './send.js';

const BATCH = `id code kind state holderId consignedToId varietyCode season madeOn massGrams remainingGrams deficitGrams
  cartonCount remainingCartons marketCode class sizeCode brandCode geographicalIndicationCode registrationId countyCodes originOrganisationIds openHoldCount enteredOnBehalf
  origins { originBatchId plotCode organisationId countyCode massGrams remainingGrams }
  holds { id reasonCode reason note releasedAt }`;
const one = (name: string): string => mutation(name, `... on BatchPayload { batch { ${BATCH} } }`);
const many = (name: string): string => mutation(name, `... on BatchesPayload { batches { ${BATCH} } }`);

const TREATMENT = `id kind organisationId lineCode productLabelId labelNumber labelNameZh productName substances concentration
  concentrationUnit bathMadeUpAt bathChangedAt performedAt performedOn correctsId correctedById isVoid voidReason needsAgreement agreedAt
  declinedAt declineReason declinedBy batches { id code runId }`;
const treatment = (name: string): string =>
  mutation(name, `... on PostHarvestTreatmentPayload { treatment { ${TREATMENT} } }`);

/** The operations of the way of the fruit, as a client sends them. */
export const batchDocuments = {
  recordPostHarvestTreatment: treatment('recordPostHarvestTreatment'),
  correctPostHarvestTreatment: treatment('correctPostHarvestTreatment'),
  voidPostHarvestTreatment: treatment('voidPostHarvestTreatment'),
  agreeToTreatmentCorrection: treatment('agreeToTreatmentCorrection'),
  declineTreatmentCorrection: treatment('declineTreatmentCorrection'),
  postHarvestTreatments: `query ($filter: PostHarvestTreatmentFilter, $first: Int = 25, $after: String) {
    postHarvestTreatments(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${TREATMENT} } } } }`,
  recordHarvest: one('recordHarvest'),
  consignBatch: one('consignBatch'),
  receiveBatch: one('receiveBatch'),
  correctHarvest: one('correctHarvest'),
  relabelBatch: one('relabelBatch'),
  gradeBatches: many('gradeBatches'),
  packBatches: many('packBatches'),
  processBatches: many('processBatches'),
  batch: `query ($id: ID, $code: String) { batch(id: $id, code: $code) { ${BATCH} } }`,
};

/** Fruit at each step, brought there through the API. */
export const givenBatches = () => ({
  async harvest(by: Member, plotId: string, kilograms: number, more: object = {}): Promise<Answer> {
    const harvestedAt = '2026-01-20T02:00:00.000Z';
    const input = { plotId, harvestedAt, massGrams: kg(kilograms), ...more };
    return (await done(by, batchDocuments.recordHarvest, input)).batch;
  },

  /** Harvested by one, consigned to the other and weighed in there, with nothing lost on the way. */
  async received(by: Member, at: Member, plotId: string, kilograms: number): Promise<Answer> {
    const batch = await this.harvest(by, plotId, kilograms, { consignedToId: at.organisationId });
    return this.weighedIn(at, batch, kilograms);
  },

  async weighedIn(at: Member, batch: { id: string }, kilograms: number): Promise<Answer> {
    const ticket = { number: randomUUID().slice(0, 8), grossGrams: kg(kilograms + 50), tareGrams: kg(50) };
    const input = { batchId: batch.id, ticket, weighedAt: '2026-01-21T02:00:00.000Z' };
    return (await done(at, batchDocuments.receiveBatch, input)).batch;
  },

  /** All of a received batch graded into one class and packed into cartons of ten kilograms; nothing was applied to it. */
  async packed(at: Member, received: { id: string; massGrams: number }, more: object = {}): Promise<Answer> {
    const massGrams = received.massGrams;
    const graded = await done(at, batchDocuments.gradeBatches, {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: [{ batchId: received.id, massGrams }],
      outputs: [{ massGrams, class: 'I' }],
    });
    const { outputs, ...rest } = more as { outputs?: object };
    const packed = await done(at, batchDocuments.packBatches, {
      performedAt: '2026-01-23T02:00:00.000Z',
      draws: [{ batchId: graded.batches[0].id, massGrams }],
      outputs: [{ massGrams, cartonCount: Math.floor(massGrams / 10_000), class: 'I', ...outputs }],
      ...rest,
    });
    await this.untreated(at, [packed.batches[0]]);
    return packed.batches[0];
  },

  /** The packhouse states that nothing was applied to what it packed on the day of the scene. */
  async untreated(at: Member, batches: readonly { id: string }[]): Promise<void> {
    const batchIds = batches.map(({ id }) => id);
    const input = { kind: 'NONE', performedAt: '2026-01-23T03:00:00.000Z', batchIds };
    await done(at, batchDocuments.recordPostHarvestTreatment, input);
  },
});
