import { Injectable } from '@nestjs/common';
import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, InspectionId, OrganisationId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseRequest } from '../domain/refuse-request.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { newInspection } from '../new-inspection.js';

export interface RequestInspectionTold {
  readonly batchId: BatchId;
  readonly inspectionBodyId: OrganisationId;
}

type Made = Result<{ inspectionId: InspectionId }, (InspectionRefusal | NotFound)[]>;

/** Asks an inspection body for an inspection of a packed batch, and lets it see how the fruit came to be. */
@Injectable()
export class RequestInspection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly batches: BatchQueries,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  execute(
    ctx: Ctx,
    told: RequestInspectionTold & CommandInput,
  ): Outcome<{ inspectionId: InspectionId }, InspectionRefusal | NotFound> {
    return this.uow.command(ctx, 'requestInspection', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: RequestInspectionTold): Promise<Made> {
    const { batchId, inspectionBodyId } = told;
    const [batch] = await this.batches.visible(tx, [batchId]);
    if (!batch) return err([notFound(batchId, 'batchId')]);
    // Two requests at once wait for each other here, so that the second finds the first one's inspection.
    await tx.manager.query(`SELECT id FROM batch WHERE id = $1 FOR NO KEY UPDATE`, [batchId]);
    const body = await kindOf(tx, inspectionBodyId);
    const refusals = refuseRequest(batch, body, actorOf(tx), await unsignedOf(tx, told));
    if (refusals.length > 0) return err(refusals);
    await tx.manager.query(`SELECT grant_upstream(ARRAY[$1::uuid], $2)`, [batchId, inspectionBodyId]);
    const inspectionId = await this.insert(tx, told);
    await this.ledger.append(tx, {
      kind: 'inspection.requested',
      subjects: [inspectionId, batchId],
      facts: { batchId, inspectionBodyId },
    });
    const change = { kind: 'REQUESTED', inspectionId, batchId, organisationId: inspectionBodyId } as const;
    await this.reactions.notify(tx, change);
    return ok({ inspectionId });
  }

  private async insert(tx: Tx, { batchId, inspectionBodyId }: RequestInspectionTold): Promise<InspectionId> {
    // Read again: the grant has just added the inspection body.
    const [seen] = await tx.manager.query<{ visible_to: OrganisationId[] }[]>(
      `SELECT visible_to FROM batch WHERE id = $1`,
      [batchId],
    );
    const inspection = newInspection(tx, {
      kind: 'INDEPENDENT',
      batchId,
      organisationId: inspectionBodyId,
      visibleTo: seen?.visible_to ?? [],
    });
    await tx.manager.insert(Inspection, inspection);
    return inspection.id;
  }
}

async function kindOf(tx: Tx, organisationId: OrganisationId): Promise<OrganisationKind | null> {
  const [found] = await tx.manager.query<{ kind: OrganisationKind }[]>(
    `SELECT kind FROM organisation WHERE id = $1 AND closed_at IS NULL`,
    [organisationId],
  );
  return found?.kind ?? null;
}

async function unsignedOf(tx: Tx, told: RequestInspectionTold): Promise<string | null> {
  const [found] = await tx.manager.query<{ code: string }[]>(
    `SELECT code FROM inspection WHERE batch_id = $1 AND organisation_id = $2 AND state IN ('REQUESTED', 'SAMPLED')
     ORDER BY id LIMIT 1`,
    [told.batchId, told.inspectionBodyId],
  );
  return found?.code ?? null;
}
