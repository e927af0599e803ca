import { Injectable } from '@nestjs/common';
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
import { refuseSelfCheck } from '../domain/refuse-self-check.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { newInspection } from '../new-inspection.js';

export interface StartSelfCheckTold {
  readonly batchId: BatchId;
}

/** Opens the packhouse's own worksheet 自检 for a batch that it packed and still has. */
@Injectable()
export class StartSelfCheck {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly batches: BatchQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: StartSelfCheckTold & CommandInput,
  ): Outcome<{ inspectionId: InspectionId }, InspectionRefusal | NotFound> {
    return this.uow.command(ctx, 'startSelfCheck', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { batchId }: StartSelfCheckTold,
  ): Promise<Result<{ inspectionId: InspectionId }, (InspectionRefusal | NotFound)[]>> {
    const [batch] = await this.batches.visible(tx, [batchId]);
    if (!batch) return err([notFound(batchId, 'batchId')]);
    await tx.manager.query(`SELECT id FROM batch WHERE id = $1 FOR NO KEY UPDATE`, [batchId]);
    const { organisationId } = actorOf(tx);
    const known = await aboutBatch(tx, batchId, organisationId);
    const refusals = refuseSelfCheck(batch, known.packerId, organisationId, known.unsigned);
    if (refusals.length > 0) return err(refusals);
    const inspection = newInspection(tx, {
      kind: 'SELF_CHECK',
      batchId,
      organisationId,
      visibleTo: known.visibleTo,
    });
    await tx.manager.insert(Inspection, inspection);
    await this.ledger.append(tx, {
      kind: 'inspection.self-check-started',
      subjects: [inspection.id, batchId],
      facts: { batchId },
    });
    return ok({ inspectionId: inspection.id });
  }
}

interface AboutBatch {
  readonly packerId: OrganisationId | null;
  readonly visibleTo: OrganisationId[];
  readonly unsigned: string | null;
}

async function aboutBatch(tx: Tx, batchId: BatchId, organisationId: OrganisationId): Promise<AboutBatch> {
  const [row] = await tx.manager.query<AboutBatch[]>(
    `SELECT r.organisation_id AS "packerId", b.visible_to AS "visibleTo",
       (SELECT i.code FROM inspection i WHERE i.batch_id = b.id AND i.organisation_id = $2 AND i.kind = 'SELF_CHECK'
          AND i.state IN ('REQUESTED', 'SAMPLED') ORDER BY i.id LIMIT 1) AS unsigned
     FROM batch b LEFT JOIN run r ON r.id = b.run_id WHERE b.id = $1`,
    [batchId, organisationId],
  );
  if (!row) throw new Error('a batch that was locked is there');
  return row;
}
