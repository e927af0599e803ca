import { actorOf, type Tx } from '../../infrastructure/database/context.js';
import type { BatchId, InspectionId, OrganisationId } from '../../kernel/ids.js';
import { legalDay, seasonOf } from '../../kernel/local-date.js';
import { codeFor } from '../batches/domain/batch-code.js';
import type { InspectionKind } from './domain/inspection-state.js';

interface Begun {
  readonly kind: InspectionKind;
  readonly batchId: BatchId;
  /** Who inspects. */
  readonly organisationId: OrganisationId;
  /** Who sees the batch. */
  readonly visibleTo: readonly OrganisationId[];
}

/** The row of an inspection that begins, asked for by the actor. */
export function newInspection(tx: Tx, { kind, batchId, organisationId, visibleTo }: Begun) {
  const { organisationId: requestedById } = actorOf(tx);
  const id = tx.ids.next<InspectionId>();
  return {
    id,
    code: codeFor('I', seasonOf(legalDay(tx.now)), id),
    kind,
    batchId,
    organisationId,
    requestedById,
    inspectorId: null,
    inspectorOrganisationIds: null,
    state: 'REQUESTED' as const,
    requestedAt: tx.now,
    sampledAt: null,
    sampledOn: null,
    sampledCartons: null,
    sampledFruits: null,
    samplePlaces: null,
    verdict: null,
    remarks: null,
    signedAt: null,
    signatureSha256: null,
    visibleTo: [...new Set([...visibleTo, organisationId, requestedById])],
  };
}
