import { listOf, mutation } from './documents.js';

const YIELD = 'id season massGrams declaredOn document attachmentId recordedAt confirmedAt';
const SUPPLY = `id organisationId holderId registrationId registrationNumber customsDistrictCode validFrom validTo endedOn
  document attachmentId recordedAt confirmedAt`;

const registration = `... on RegistrationPayload { registration { id nextReviewOn yields { ${YIELD} } } }`;
const supply = `... on SupplyRelationPayload { supplyRelation { ${SUPPLY} } }`;

/** The operations about what registrations declare and whom orchards supply, as a client sends them. */
export const registrationDocuments = {
  declareRegistrationYield: mutation('declareRegistrationYield', registration),
  confirmRegistrationYield: mutation('confirmRegistrationYield', registration),
  planRegistrationReview: mutation('planRegistrationReview', registration),
  recordSupplyRelation: mutation('recordSupplyRelation', supply),
  confirmSupplyRelation: mutation('confirmSupplyRelation', supply),
  endSupplyRelation: mutation('endSupplyRelation', supply),
  registration: `query ($id: ID!) { registration(id: $id) { id yields { ${YIELD} } } }`,
  supplyRelations: listOf('supplyRelations', 'SupplyRelationFilter', SUPPLY),
  registrationBoard: `query ($filter: RegistrationBoardFilter, $order: RegistrationBoardOrder = EXPIRY, $season: String, $first: Int = 25, $after: String) {
    answer: registrationBoard(filter: $filter, order: $order, season: $season, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node {
        registrationId kind number nameZh holder { id code } customsDistrictCode marketCodes validFrom endsOn daysToExpiry nextReviewOn
        plotCount declaredMu seenPlotCount seenMu
        capacity { declaredYieldGrams isConfirmed leftGrams returnedGrams clearedGrams plannedGrams unsureGrams remainingGrams exceededGrams }
        unconfirmed { registration plots yields supplyRelations } warnings } } } }`,
  registrationBoardPage: `query { answer: registrationBoard(order: REMAINING) { edges { node { number capacity { remainingGrams } warnings } } } }`,
  lotDocumentsDue: `query ($lotId: ID!) { answer: lotDocumentsDue(lotId: $lotId) { lotId judgedAt stage leavesOn
    documents { document standing number issuedOn validUntil providedBy recordedBy dueBefore ruleCode title stage effect
      subject { type id } verdict nextSteps { text by } }
    members { batchId batchCode packerCustomsDistrictCode originCustomsDistrictCodes crossesDistricts } } }`,
  memberCustoms: `query ($id: ID!) { lot(id: $id) { members { packerCustomsDistrictCode originCustomsDistrictCodes }
    transitions { toState declaredCustomsDistrictCodes originCustomsDistrictCodes } } }`,
};
