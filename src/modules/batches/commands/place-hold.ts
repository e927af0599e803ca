import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { seesAll } from '../../../infrastructure/database/scope.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, HoldId, LotId, OrganisationId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { BatchQueries } from '../batch.queries.js';
import type { BatchRefusal } from '../batch.refusals.js';
import type { HoldReason } from '../domain/hold-reason.js';
import { Hold } from '../hold.entity.js';
import { HoldReactions } from '../hold-reactions.js';

export interface PlaceHoldTold {
  readonly batchIds: readonly BatchId[];
  readonly reason: HoldReason;
  readonly note?: string | null | undefined;
  readonly ruleCode?: string | null | undefined;
  readonly causeType: string;
  readonly causeId?: string | null | undefined;
  /** Whose fruit it is about, where somebody else brought it about: who confirms a label learns of no fruit by it. */
  readonly concerns?: OrganisationId | undefined;
}

export interface HoldPlaced {
  readonly holdId: HoldId;
  readonly batchIds: BatchId[];
  readonly lotIds: LotId[];
}

/** Stops fruit, everything made of it, and the lots it is in; whoever holds it now. */
@Injectable()
export class PlaceHold {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: BatchQueries,
    private readonly ledger: Ledger,
    private readonly reactions: HoldReactions,
  ) {}

  /** A person's decision. */
  execute(
    ctx: Ctx,
    told: CommandInput & { batchIds: readonly BatchId[]; note: string },
  ): Outcome<{ holdId: HoldId }, BatchRefusal> {
    return this.uow.command(ctx, 'placeHold', told, async (tx) => {
      const strange = await this.withoutPart(tx, told.batchIds);
      if (strange.length > 0)
        return err(
          strange.map((batch) => ({ code: 'BATCH_NOT_FOUND', values: { batch }, path: ['batchIds'] })),
        );
      const placed = await this.within(tx, {
        ...told,
        reason: 'MANUAL',
        causeType: 'person',
        causeId: actorOf(tx).userId,
      });
      return placed.ok ? ok({ holdId: placed.value.holdId }) : placed;
    });
  }

  /**
   * Those of the batches in which the caller has no part: it neither grew, holds or took of them, nor inspects them or
   * has them in a lot. Having once been named as consignee is no part.
   */
  private async withoutPart(tx: Tx, batchIds: readonly BatchId[]): Promise<BatchId[]> {
    if (seesAll(tx)) return [];
    const rows = await tx.manager.query<{ id: BatchId }[]>(WITHOUT_PART, [
      batchIds,
      actorOf(tx).organisationId,
    ]);
    return rows.map(({ id }) => id);
  }

  async within(tx: Tx, told: PlaceHoldTold): Promise<Result<HoldPlaced, BatchRefusal[]>> {
    const batchIds = [...new Set(told.batchIds)];
    const visible = new Set((await this.queries.visible(tx, batchIds)).map((batch) => batch.id));
    const missing = batchIds.filter((id) => !visible.has(id));
    if (missing.length > 0 || batchIds.length === 0)
      return err(
        missing.map((batch) => ({ code: 'BATCH_NOT_FOUND', values: { batch }, path: ['batchIds'] })),
      );
    const holdId = tx.ids.next<HoldId>();
    const actor = actorOf(tx);
    const organisationId = told.concerns ?? actor.organisationId;
    await tx.manager.insert(Hold, {
      id: holdId,
      reasonCode: told.reason,
      ruleCode: told.ruleCode ?? null,
      note: told.note ?? null,
      causeType: told.causeType,
      causeId: told.causeId ?? null,
      organisationId,
      placedAt: tx.now,
      placedById: actor.userId,
      causeWithdrawnAt: null,
      releasedAt: null,
      releasedById: null,
      releaseReason: null,
      visibleTo: [organisationId],
    });
    const [reached] = await tx.manager.query<{ batch_ids: BatchId[]; lot_ids: LotId[] }[]>(
      `SELECT batch_ids, lot_ids FROM place_hold($1, $2)`,
      [holdId, batchIds],
    );
    const placed = { holdId, batchIds: reached?.batch_ids ?? [], lotIds: reached?.lot_ids ?? [] };
    await this.remember(tx, told, placed, organisationId);
    await this.reactions.notify(tx, { holdId });
    return ok(placed);
  }

  /**
   * Who stopped the fruit named it; what the hold then reached may be others' fruit and lots, so that is the product's own
   * entry, which the base office alone reads.
   */
  private async remember(tx: Tx, told: PlaceHoldTold, placed: HoldPlaced, of: OrganisationId): Promise<void> {
    const { batchIds, reason, note, ruleCode, causeType, causeId } = told;
    const isOwn = of === actorOf(tx).organisationId;
    await this.ledger.append(isOwn ? tx : { ...tx, actor: null }, {
      kind: 'hold.placed',
      subjects: [placed.holdId, ...new Set(batchIds)],
      facts: { batchIds, reasonCode: reason, note, ruleCode, causeType, causeId },
      shownTo: isOwn ? [] : [of],
    });
    await this.uow.elevated(tx, 'system', (wider) =>
      this.ledger.append(
        { ...wider, actor: null },
        {
          kind: 'hold.reached',
          subjects: [placed.holdId, ...placed.lotIds],
          facts: { batchIds: placed.batchIds, lotIds: placed.lotIds },
        },
      ),
    );
  }
}

const WITHOUT_PART = `
  SELECT s.id FROM unnest($1::uuid[]) AS s (id) WHERE NOT EXISTS (
    SELECT FROM batch b WHERE b.id = s.id AND (
      b.holder_id = $2 OR $2 = ANY (b.origin_organisation_ids)
      OR EXISTS (SELECT FROM run_draw d JOIN run r ON r.id = d.run_id WHERE d.batch_id = b.id AND r.organisation_id = $2)
      OR EXISTS (SELECT FROM inspection i WHERE i.batch_id = b.id AND i.organisation_id = $2)
      OR EXISTS (SELECT FROM lot_member m JOIN lot l ON l.id = m.lot_id WHERE m.batch_id = b.id AND l.exporter_id = $2)))`;
