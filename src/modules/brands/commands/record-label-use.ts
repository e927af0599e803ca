import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type {
  BatchId,
  LabelDesignId,
  LabelRangeId,
  LabelUseId,
  OrganisationId,
} from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseUse, usedAlready, type Serials } from '../domain/refuse-serials.js';
import { LabelReactions } from '../label-reactions.js';
import { LabelDesign, LabelUse } from '../label.entity.js';
import type { LabelRefusal } from '../label.refusals.js';
import { overlaps } from './issue-label-range.js';

export interface UseLabels {
  readonly batchId: BatchId;
  readonly labelDesignId: LabelDesignId;
  readonly firstSerial?: number | null | undefined;
  readonly lastSerial?: number | null | undefined;
}
export interface CorrectUse {
  readonly labelUseId: LabelUseId;
  /** What it should have said; left out, the labels were not used at all. */
  readonly firstSerial?: number | null | undefined;
  readonly lastSerial?: number | null | undefined;
}
type Used = { labelUseId: LabelUseId };
type Refusal = LabelRefusal | NotFound;
/** What labels were on what, before they are written. */
type Content = Pick<LabelUse, 'batchId' | 'designId' | 'rangeId' | 'series' | 'firstSerial' | 'lastSerial'>;

/** Checks and writes which labels a packhouse put on the cartons of a batch, for the commands that record and correct. */
@Injectable()
export class LabelUses {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly batches: BatchQueries,
    private readonly reactions: LabelReactions,
    private readonly ledger: Ledger,
  ) {}

  /** What was told, with the range the numbers come from; or why it cannot be. @param besides a use that is replaced */
  async read(tx: Tx, told: UseLabels, besides: LabelUseId | null): Promise<Result<Content, Refusal[]>> {
    const { batchId, labelDesignId: designId } = told;
    const [batch] = await this.batches.visible(tx, [batchId]);
    const design = await tx.manager.findOneBy(LabelDesign, { id: designId });
    if (!batch || !design)
      return err([
        ...(batch ? [] : [notFound(batchId, 'batchId')]),
        ...(design ? [] : [notFound(designId, 'labelDesignId')]),
      ]);
    if (batch.kind !== 'PACKED' || (await packerOf(tx, batchId)) !== actorOf(tx).organisationId)
      return err([{ code: 'LABELS_NEED_A_PACKED_BATCH', values: { batch: batch.code }, path: ['batchId'] }]);
    return this.serials(tx, told, design, besides);
  }

  private async serials(
    tx: Tx,
    { batchId, firstSerial, lastSerial }: UseLabels,
    { id: designId, series, code }: LabelDesign,
    besides: LabelUseId | null,
  ): Promise<Result<Content, Refusal[]>> {
    const [first, last] = [firstSerial ?? null, lastSerial ?? null];
    const asked = series !== null && first !== null && last !== null && first <= last;
    const serials = asked ? { series, first, last } : null;
    // Others may hold such numbers, whose rows the packhouse does not see: the product asks.
    const { rangeId, isUsed } = await this.uow.elevated(tx, 'system', async (wider) => ({
      rangeId: serials && (await rangeOf(wider, serials)),
      isUsed: serials !== null && (await overlaps(wider, 'label_use', serials, besides)),
    }));
    const known = { design: { code, series, isConfirmed: true }, isIssued: rangeId !== null, isUsed };
    const refusals = refuseUse({ first, last }, known);
    if (refusals.length > 0) return err(refusals);
    return ok({ batchId, designId, rangeId, series, firstSerial: first, lastSerial: last });
  }

  /** @param corrects the use whose place it takes */
  async write(
    tx: Tx,
    content: Content,
    corrects: { id: LabelUseId; isVoid: boolean } | null,
  ): Promise<Result<Used, Refusal[]>> {
    const id = tx.ids.next<LabelUseId>();
    const { organisationId, userId } = actorOf(tx);
    const viewers = await this.viewersOf(tx, content.batchId);
    const how = { correctsId: corrects?.id ?? null, isVoid: corrects?.isVoid ?? false };
    const taken = serialsOf(content);
    return refusingViolations<Used, Refusal>(
      taken ? { label_use_once: usedAlready(taken) } : {},
      async () => {
        if (corrects) await tx.manager.update(LabelUse, { id: corrects.id }, { replacedAt: tx.now });
        await tx.manager.insert(LabelUse, {
          id,
          organisationId,
          ...content,
          ...how,
          recordedAt: tx.now,
          recordedById: userId,
          replacedAt: null,
          visibleTo: viewers,
        });
        await this.ledger.append(tx, {
          kind: corrects ? 'label-use.corrected' : 'label-use.recorded',
          subjects: [id, content.batchId, ...(corrects ? [corrects.id] : [])],
          facts: { ...content, ...how },
          shownTo: viewers,
        });
        await this.reactions.notify(tx, { by: 'BATCH', id: content.batchId });
        return ok({ labelUseId: id });
      },
    );
  }

  /** Who sees the batch; it is locked, so that a grant under way is waited for. */
  private viewersOf(tx: Tx, batchId: BatchId): Promise<OrganisationId[]> {
    return this.uow.elevated(tx, 'system', async ({ manager }) => {
      const [row] = await manager.query<{ viewers: OrganisationId[] }[]>(
        `SELECT b.visible_to AS viewers FROM batch b WHERE b.id = $1 FOR SHARE`,
        [batchId],
      );
      return row?.viewers ?? [];
    });
  }
}

/** Records which labels are on the cartons of a batch: their design, and the serial numbers if they carry any. */
@Injectable()
export class RecordLabelUse {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly uses: LabelUses,
  ) {}

  execute(ctx: Ctx, told: UseLabels & CommandInput): Outcome<Used, Refusal> {
    return this.uow.command(ctx, 'recordLabelUse', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: UseLabels): Promise<Result<Used, Refusal[]>> {
    const content = await this.uses.read(tx, told, null);
    return content.ok ? this.uses.write(tx, content.value, null) : content;
  }
}

/** Puts right which serial numbers were used, or says that the labels were not; by a new entry, and both stay. */
@Injectable()
export class CorrectLabelUse {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly uses: LabelUses,
  ) {}

  execute(ctx: Ctx, told: CorrectUse & CommandInput): Outcome<Used, Refusal> {
    return this.uow.command(ctx, 'correctLabelUse', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: CorrectUse): Promise<Result<Used, Refusal[]>> {
    const { labelUseId: id, firstSerial, lastSerial } = told;
    const { organisationId } = actorOf(tx);
    const use = await tx.manager.findOne(LabelUse, {
      where: { id, organisationId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!use) return err([notFound(id, 'labelUseId')]);
    if (use.replacedAt !== null || use.isVoid)
      return err([{ code: 'LABEL_USE_CORRECTED_ALREADY', values: {}, path: ['labelUseId'] }]);
    const isVoid = (firstSerial ?? null) === null && (lastSerial ?? null) === null;
    if (isVoid) return this.uses.write(tx, contentOf(use), { id, isVoid });
    const { batchId, designId: labelDesignId } = use;
    const content = await this.uses.read(tx, { batchId, labelDesignId, firstSerial, lastSerial }, id);
    return content.ok ? this.uses.write(tx, content.value, { id, isVoid }) : content;
  }
}

const contentOf = ({ batchId, designId, rangeId, series, firstSerial, lastSerial }: LabelUse): Content => ({
  batchId,
  designId,
  rangeId,
  series,
  firstSerial,
  lastSerial,
});

const serialsOf = ({ series, firstSerial: first, lastSerial: last }: Content): Serials | null =>
  series === null || first === null || last === null ? null : { series, first, last };

async function packerOf({ manager }: Tx, batchId: BatchId): Promise<OrganisationId | null> {
  const [row] = await manager.query<{ id: OrganisationId }[]>(
    `SELECT r.organisation_id AS id FROM batch b JOIN run r ON r.id = b.run_id WHERE b.id = $1`,
    [batchId],
  );
  return row?.id ?? null;
}

/** The one range that holds all of these numbers. */
async function rangeOf({ manager }: Tx, { series, first, last }: Serials): Promise<LabelRangeId | null> {
  const [row] = await manager.query<{ id: LabelRangeId }[]>(
    `SELECT x.id FROM label_range x WHERE label_series_range(x.series, x.series, '[]') && label_series_range($1, $1, '[]')
       AND int8range(x.first_serial, x.last_serial, '[]') @> int8range($2, $3, '[]')`,
    [series, first, last],
  );
  return row?.id ?? null;
}
