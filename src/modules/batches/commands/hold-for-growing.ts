import { Injectable, type OnModuleInit } from '@nestjs/common';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { BatchId, OrganisationId, PlotId } from '../../../kernel/ids.js';
import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import {
  GrowingReactions,
  type GrowingReaction,
  type SpraysChange,
} from '../../growing/growing-reactions.js';
import { HarvestSafetyQueries, type HarvestProblem } from '../../growing/harvest-safety.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { BatchQueries } from '../batch.queries.js';
import { Hold } from '../hold.entity.js';
import { PlaceHold } from './place-hold.js';

/** A spray can speak against fruit for so long after it; the same year that sight of growing records goes back. */
const DAYS_A_SPRAY_MATTERS = 365;

const CAUSE = 'growing-record';
/** The working rule that judges the same at the gate, see reference/rules.json. */
const INTERVAL_RULE = 'WORK-INTERVAL';

/**
 * Holds fruit that its growing records speak against: when it is picked, and when a spray is entered late or corrected
 * for fruit that was picked before. A correction that takes the
 * reason away is noted on the hold, which the base office may then release.
 */
@Injectable()
export class HoldForGrowing implements GrowingReaction, OnModuleInit {
  constructor(
    private readonly reactions: GrowingReactions,
    private readonly safety: HarvestSafetyQueries,
    private readonly batches: BatchQueries,
    private readonly holds: PlaceHold,
    private readonly ledger: Ledger,
  ) {}

  onModuleInit(): void {
    this.reactions.register(this);
  }

  async forHarvest(tx: Tx, batchId: BatchId, plotId: PlotId, harvestedOn: LocalDate): Promise<void> {
    const problems = await this.safety.problems(tx, plotId, harvestedOn);
    const standing = await this.standing(tx, batchId);
    const holderId = await holderOf(tx, batchId);
    const isFor = (hold: Hold, problem: HarvestProblem): boolean =>
      hold.reasonCode === problem.kind && hold.causeId === problem.recordId;
    for (const problem of problems)
      if (!standing.some((hold) => isFor(hold, problem))) await this.hold(tx, { batchId, holderId }, problem);
    for (const hold of standing)
      if (!hold.causeWithdrawnAt && !problems.some((problem) => isFor(hold, problem)))
        await this.withdrawCause(tx, hold, holderId);
  }

  async onSpraysChanged(tx: Tx, { plotId, performedOn, lastOn = performedOn }: SpraysChange): Promise<void> {
    const span = { from: performedOn, to: addDays(lastOn, DAYS_A_SPRAY_MATTERS) };
    for (const harvest of await this.batches.harvestsOf(tx, plotId, span))
      await this.forHarvest(tx, harvest.id, plotId, harvest.madeOn);
  }

  private async hold(
    tx: Tx,
    { batchId, holderId }: { batchId: BatchId; holderId: OrganisationId },
    problem: HarvestProblem,
  ): Promise<void> {
    const isBan = problem.kind === 'BANNED_SUBSTANCE';
    await this.holds.within(tx, {
      batchIds: [batchId],
      reason: problem.kind,
      ruleCode: isBan ? problem.ruleCode : INTERVAL_RULE,
      note: isBan ? problem.substance : problem.clearFrom,
      causeType: CAUSE,
      causeId: problem.recordId,
      concerns: holderId,
    });
  }

  /** Whoever sprayed also corrects, so a correction alone lets nothing go: the base office has to agree. */
  private async withdrawCause(tx: Tx, hold: Hold, holderId: OrganisationId): Promise<void> {
    await tx.manager.update(Hold, { id: hold.id }, { causeWithdrawnAt: tx.now });
    const isOwn = actorOf(tx).organisationId === holderId;
    await this.ledger.append(isOwn ? tx : { ...tx, actor: null }, {
      kind: 'hold.cause-withdrawn',
      subjects: [hold.id],
      facts: {},
      shownTo: isOwn ? [] : [holderId],
    });
  }

  /** Open holds that growing records put on this batch itself. */
  private standing(tx: Tx, batchId: BatchId): Promise<Hold[]> {
    return tx.manager
      .createQueryBuilder(Hold, 'h')
      .where('h.causeType = :cause AND h.releasedAt IS NULL', { cause: CAUSE })
      .andWhere('EXISTS (SELECT FROM hold_batch hb WHERE hb.hold_id = h.id AND hb.batch_id = :batchId)', {
        batchId,
      })
      .orderBy('h.id')
      .getMany();
  }
}

async function holderOf(tx: Tx, batchId: BatchId): Promise<OrganisationId> {
  const [batch] = await tx.manager.query<{ id: OrganisationId }[]>(
    `SELECT holder_id AS id FROM batch WHERE id = $1`,
    [batchId],
  );
  if (!batch) throw new Error('a harvest that growing records speak of is seen by whoever entered them');
  return batch.id;
}
