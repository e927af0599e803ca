import { Injectable } from '@nestjs/common';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { BatchId, GrowerId, OrganisationId, RegistrationId, RunId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { legalDay, seasonOf } from '../../../kernel/local-date.js';
import { grams, sumGrams, type Grams } from '../../../kernel/mass.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { BatchOrigin } from '../batch-origin.entity.js';
import { Batch } from '../batch.entity.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { codeFor } from '../domain/batch-code.js';
import type { QualityClass } from '../../../kernel/quality-class.js';
import type { BatchKind, RunKind } from '../domain/batch-kind.js';
import { inherit } from '../domain/made-batch.js';
import { SCALE_TOLERANCE } from '../domain/mass-balance.js';
import { mergeShares, originsOfOutputs, type OriginShare } from '../domain/origins.js';
import type { DrawRequest } from '../domain/refuse-draw.js';
import { refuseRun } from '../domain/refuse-run.js';
import { Run, RunDraw } from '../run.entity.js';
import { Draw, type Drawn } from './draw.js';

/** One batch that a run makes. */
export interface RunOutput {
  readonly kind: BatchKind;
  readonly massGrams: Grams;
  readonly code?: string | null;
  readonly class?: QualityClass | null;
  readonly sizeCode?: string | null;
  readonly cartonCount?: number | null;
  readonly registrationId?: RegistrationId | null;
  readonly brandCode?: string | null;
  readonly geographicalIndicationCode?: string | null;
  readonly certificateNumber?: string | null;
}

export interface RunTold {
  readonly kind: RunKind;
  readonly performedAt: Instant;
  readonly draws: readonly DrawRequest[];
  readonly outputs: readonly RunOutput[];
  readonly discardedGrams: Grams;
  readonly lossGrams: Grams;
  readonly differenceReason: string | null;
  readonly marketCode?: string | null;
  readonly code?: string | null;
  readonly onBehalfOfId?: GrowerId | null;
  /** What else the ledger is to remember of it: the weigh ticket, pallets. */
  readonly details?: object;
  /** What the ledger is only to commit to. */
  readonly personal?: Readonly<Record<string, string>>;
}

export interface RunMade {
  readonly runId: RunId;
  readonly batchIds: BatchId[];
}

const CODE_PREFIX: Record<BatchKind, string> = {
  HARVEST: 'H',
  RECEIVED: 'R',
  GRADED: 'G',
  PACKED: 'P',
  CULL: 'C',
  PRODUCT: 'W',
};

/**
 * The one way in which batches become other batches. Weighing in, grading, packing and processing say what they are
 * about and leave the masses, origins, visibility and the ledger to this.
 */
@Injectable()
export class RecordRun {
  constructor(
    private readonly draw: Draw,
    private readonly ledger: Ledger,
  ) {}

  async within(tx: Tx, told: RunTold): Promise<Result<RunMade & { drawn: Drawn[] }, BatchRefusal[]>> {
    if (told.performedAt > tx.now)
      return err([{ code: 'IN_THE_FUTURE', values: { moment: told.performedAt } }]);
    const taken = await this.draw.take(tx, told.draws, told.kind === 'RECEIPT');
    if (!taken.ok) return taken;
    const drawn = taken.value;
    const { refusals, booked } = refuseRun(
      told.kind,
      told.performedAt,
      drawn.map(({ batch, massGrams }) => ({
        code: batch.code,
        kind: batch.kind,
        massGrams,
        madeAt: batch.madeAt,
      })),
      { outputs: told.outputs.map((o) => o.massGrams), discarded: told.discardedGrams, loss: told.lossGrams },
      {
        tolerance: SCALE_TOLERANCE,
        hasReason: told.differenceReason !== null,
        gainedBefore: await gainedBefore(tx, drawn),
      },
    );
    if (refusals.length > 0) return err(refusals);
    const runId = tx.ids.next<RunId>();
    const sight = sightOf(tx, drawn);
    const code = told.code ?? codeFor('X', seasonOf(legalDay(told.performedAt)), runId);
    await this.insertRun(tx, runId, { ...told, code }, drawn, booked.differenceGrams, sight);
    const made = await this.insertOutputs(tx, runId, told, drawn, booked.differenceGrams, sight);
    const batchIds = made.map(({ id }) => id);
    await this.ledger.append(tx, {
      kind: `run.${told.kind.toLowerCase()}`,
      subjects: [runId, ...batchIds, ...drawn.map(({ batch }) => batch.id)],
      occurredAt: told.performedAt,
      onBehalfOfId: told.onBehalfOfId ?? null,
      ...(told.personal ? { personal: told.personal } : {}),
      facts: {
        ...told,
        ...told.details,
        details: undefined,
        personal: undefined,
        // As they were made: a code that nobody asked for is one like any other, and is printed on cartons.
        code,
        outputs: told.outputs.map((output, i) => ({ ...output, code: made[i]?.code })),
        batchIds,
        differenceGrams: booked.differenceGrams,
        draws: drawn.map(({ batch, massGrams, cartons }) => ({ batchId: batch.id, massGrams, cartons })),
      },
    });
    return ok({ runId, batchIds, drawn });
  }

  private async insertRun(
    tx: Tx,
    runId: RunId,
    told: RunTold & { code: string },
    drawn: readonly Drawn[],
    differenceGrams: number,
    visibleTo: OrganisationId[],
  ): Promise<void> {
    await tx.manager.insert(Run, {
      id: runId,
      code: told.code,
      kind: told.kind,
      organisationId: actorOf(tx).organisationId,
      performedAt: told.performedAt,
      performedOn: legalDay(told.performedAt),
      marketCode: told.marketCode ?? null,
      inputGrams: sumGrams(drawn.map((d) => d.massGrams)),
      outputGrams: sumGrams(told.outputs.map((o) => o.massGrams)),
      discardedGrams: told.discardedGrams,
      lossGrams: told.lossGrams,
      differenceGrams,
      tolerancePpm: SCALE_TOLERANCE,
      differenceReason: told.differenceReason,
      recordedAt: tx.now,
      recordedById: actorOf(tx).userId,
      visibleTo,
    });
    await tx.manager.insert(
      RunDraw,
      drawn.map(({ batch, massGrams }) => ({ runId, batchId: batch.id, massGrams, visibleTo })),
    );
  }

  private async insertOutputs(
    tx: Tx,
    runId: RunId,
    told: RunTold,
    drawn: readonly Drawn[],
    differenceGrams: number,
    visibleTo: OrganisationId[],
  ): Promise<Batch[]> {
    const gone = grams(told.discardedGrams + told.lossGrams + Math.max(differenceGrams, 0));
    const shares = originsOfOutputs(
      mergeShares(drawn.flatMap((d) => d.origins)),
      told.outputs.map((o) => o.massGrams),
      gone,
    );
    const varieties = drawn.map(({ batch }) => batch.varietyCode);
    const made = told.outputs.map((output, i) =>
      this.batchOf(tx, runId, told, output, { varieties, origins: shares[i] ?? [], visibleTo }),
    );
    if (made.length === 0) return [];
    await tx.manager.insert(Batch, made);
    await tx.manager.insert(
      BatchOrigin,
      made.flatMap(({ id }, i) =>
        (shares[i] ?? []).map((share) => ({
          ...share,
          batchId: id,
          remainingGrams: share.massGrams,
          visibleTo,
        })),
      ),
    );
    return made;
  }

  private batchOf(
    tx: Tx,
    runId: RunId,
    told: RunTold,
    output: RunOutput,
    of: {
      varieties: readonly (string | null)[];
      origins: readonly OriginShare[];
      visibleTo: OrganisationId[];
    },
  ): Batch {
    const id = tx.ids.next<BatchId>();
    const madeOn = legalDay(told.performedAt);
    const season = seasonOf(madeOn);
    const actor = actorOf(tx);
    return {
      id,
      code: output.code ?? codeFor(CODE_PREFIX[output.kind], season, id),
      kind: output.kind,
      holderId: actor.organisationId,
      consignedToId: null,
      runId,
      plotId: null,
      ...inherit(of.varieties, of.origins),
      season,
      madeAt: told.performedAt,
      madeOn,
      massGrams: output.massGrams,
      remainingGrams: output.massGrams,
      deficitGrams: grams(0),
      cartonCount: output.cartonCount ?? null,
      remainingCartons: output.cartonCount ?? null,
      marketCode: told.marketCode ?? null,
      class: output.class ?? null,
      sizeCode: output.sizeCode ?? null,
      registrationId: output.registrationId ?? null,
      brandCode: output.brandCode ?? null,
      geographicalIndicationCode: output.geographicalIndicationCode ?? null,
      certificateNumber: output.certificateNumber ?? null,
      openHoldCount: 0,
      recordedAt: tx.now,
      recordedById: actor.userId,
      onBehalfOfId: told.onBehalfOfId ?? null,
      visibleTo: of.visibleTo,
    };
  }
}

/** What the runs that led to these batches gained together. Walked only where scales ever differed upwards. */
async function gainedBefore(tx: Tx, drawn: readonly Drawn[]): Promise<Grams> {
  const [row] = await tx.manager.query<{ gained: number }[]>(
    `WITH RECURSIVE up AS (
       SELECT b.run_id FROM batch b WHERE b.id = ANY ($1::uuid[]) AND b.run_id IS NOT NULL
       UNION
       SELECT p.run_id FROM up JOIN run_draw d ON d.run_id = up.run_id JOIN batch p ON p.id = d.batch_id
       WHERE p.run_id IS NOT NULL)
     SELECT coalesce(-sum(least(r.difference_grams, 0)), 0)::bigint AS gained FROM run r WHERE r.id IN (SELECT run_id FROM up)`,
    [drawn.map(({ batch }) => batch.id)],
  );
  return grams(row?.gained ?? 0);
}

/** Whoever did the run, and one step further back: those who held what went in see to whom it went. */
const sightOf = (tx: Tx, drawn: readonly Drawn[]): OrganisationId[] => [
  ...new Set([actorOf(tx).organisationId, ...drawn.map(({ batch }) => batch.holderId)]),
];
