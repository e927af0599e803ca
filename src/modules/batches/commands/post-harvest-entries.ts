import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type {
  BatchId,
  OrganisationId,
  PostHarvestTreatmentId,
  ProductLabelId,
  RunId,
  UserId,
} from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { SubstanceQueries } from '../../growing/substance.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { refuseTreatment, type TreatmentDetails } from '../domain/post-harvest-treatment.js';
import { PostHarvestTreatment, PostHarvestTreatmentBatch } from '../post-harvest-treatment.entity.js';
import { TreatmentReactions } from '../treatment-reactions.js';

/** A treatment with the ids of what it names. */
export interface TreatmentContent extends TreatmentDetails {
  readonly productLabelId: ProductLabelId | null;
  readonly operatorId: UserId | null;
}

export interface TreatedFruit {
  readonly batchId: BatchId;
  readonly runId: RunId | null;
  readonly code: string;
  readonly madeOn: LocalDate;
}

export interface EarlierTreatment {
  readonly correctsId: PostHarvestTreatmentId;
  readonly isVoid: boolean;
  /** Why it did not happen; null of a correction. */
  readonly voidReason: string | null;
  /** Whether it speaks for fruit only once the base office has agreed to it. */
  readonly needsAgreement: boolean;
  /** Who saw the earlier entry sees that it no longer stands. */
  readonly viewers: readonly OrganisationId[];
  /** What the earlier entry was about. */
  readonly batchIds: readonly BatchId[];
}

/** Checks and writes treatments, for the commands that record, correct and void. */
@Injectable()
export class PostHarvestEntries {
  constructor(
    private readonly substances: SubstanceQueries,
    private readonly ledger: Ledger,
    private readonly reactions: TreatmentReactions,
  ) {}

  /**
   * The fruit meant: batches that a run of this packhouse made, and what the runs named made. What is not its own is
   * left out, and so counts as not found.
   */
  async fruit(tx: Tx, batchIds: readonly BatchId[], runIds: readonly RunId[]): Promise<TreatedFruit[]> {
    return tx.manager.query<TreatedFruit[]>(
      `SELECT b.id AS "batchId", b.code, b.made_on AS "madeOn", CASE WHEN b.run_id = ANY ($2::uuid[]) THEN b.run_id END AS "runId"
       FROM batch b JOIN run r ON r.id = b.run_id
       WHERE (b.id = ANY ($1::uuid[]) OR b.run_id = ANY ($2::uuid[])) AND r.organisation_id = $3 ORDER BY b.id`,
      [[...batchIds], [...runIds], actorOf(tx).organisationId],
    );
  }

  async refuse(
    tx: Tx,
    content: TreatmentContent,
    fruit: readonly TreatedFruit[],
    named: { readonly batchIds: readonly BatchId[]; readonly runIds: readonly RunId[] },
  ): Promise<(BatchRefusal | NotFound)[]> {
    const refusals: (BatchRefusal | NotFound)[] = [
      ...named.batchIds
        .filter((id) => !fruit.some(({ batchId }) => batchId === id))
        .map((id) => notFound(id, 'batchIds')),
      ...named.runIds
        .filter((id) => !fruit.some(({ runId }) => runId === id))
        .map((id) => notFound(id, 'runIds')),
    ];
    const { productLabelId, operatorId } = content;
    if (productLabelId !== null && !(await exists(tx, LABEL, [productLabelId])))
      refusals.push(notFound(productLabelId, 'productLabelId'));
    if (operatorId !== null && !(await exists(tx, MEMBER, [operatorId, actorOf(tx).organisationId])))
      refusals.push(notFound(operatorId, 'operatorId'));
    // Of nothing that was found, what is wrong was said already.
    const about = fruit.map(({ code, madeOn, runId }) => ({ code, madeOn, inRun: runId !== null }));
    const decided = refuseTreatment(content, about, tx.now);
    return [
      ...refusals,
      ...decided.filter(({ code }) => refusals.length === 0 || code !== 'TREATMENT_OF_NOTHING'),
    ];
  }

  async write(
    tx: Tx,
    content: TreatmentContent,
    fruit: readonly Pick<TreatedFruit, 'batchId' | 'runId'>[],
    earlier: EarlierTreatment | null,
  ): Promise<PostHarvestTreatmentId> {
    const { organisationId, userId } = actorOf(tx);
    const id = tx.ids.next<PostHarvestTreatmentId>();
    const batchIds = fruit.map(({ batchId }) => batchId);
    const {
      correctsId,
      isVoid,
      needsAgreement,
      voidReason,
      viewers,
      batchIds: before,
    } = earlier ?? NOT_CORRECTING;
    const visibleTo = [...new Set([organisationId, ...(await this.viewers(tx, batchIds)), ...viewers])];
    const said = {
      ...content,
      substances: await this.substancesOf(tx, content),
      performedOn: legalDay(content.performedAt),
      correctsId,
      isVoid,
      needsAgreement,
    };
    const recorded = { organisationId, recordedAt: tx.now, recordedById: userId, visibleTo };
    const notSettled = {
      agreedAt: null,
      agreedById: null,
      declinedAt: null,
      declinedById: null,
      declineReason: null,
    };
    await tx.manager.insert(PostHarvestTreatment, { id, ...said, voidReason, ...notSettled, ...recorded });
    const rows = fruit.map(({ batchId, runId }) => ({ treatmentId: id, batchId, runId, visibleTo }));
    await tx.manager.insert(PostHarvestTreatmentBatch, rows);
    const { performedAt, ...facts } = said;
    await this.ledger.append(tx, {
      kind: earlier ? 'post-harvest.corrected' : 'post-harvest.recorded',
      subjects: [id, ...(earlier ? [earlier.correctsId] : [])],
      facts: { ...facts, batches: fruit.map(({ batchId, runId }) => ({ batchId, runId })) },
      // Free text may name people: the ledger commits to it without holding it.
      ...(voidReason === null ? {} : { personal: { voidReason } }),
      occurredAt: performedAt,
    });
    await this.reactions.notify(tx, { batchIds: [...new Set([...batchIds, ...before])] });
    return id;
  }

  /** As told, by code; of a labelled product the label's own where nothing is said. */
  private async substancesOf(
    tx: Tx,
    { kind, substances, productLabelId }: TreatmentContent,
  ): Promise<string[] | null> {
    if (kind === 'NONE') return null;
    if (substances !== null) return this.substances.kept(tx, substances);
    if (productLabelId === null) return null;
    const [label] = await tx.manager.query<{ substances: string[] }[]>(LABEL, [productLabelId]);
    return label?.substances ?? null;
  }

  /** Those who already have a part in the fruit. */
  private async viewers(tx: Tx, batchIds: readonly BatchId[]): Promise<OrganisationId[]> {
    const [row] = await tx.manager.query<{ viewers: OrganisationId[] }[]>(
      `SELECT viewers_of_fruit($1) AS viewers`,
      [[...batchIds]],
    );
    return row?.viewers ?? [];
  }
}

const NOT_CORRECTING = {
  correctsId: null,
  isVoid: false,
  needsAgreement: false,
  voidReason: null,
  viewers: [],
  batchIds: [],
} as const;

const LABEL = `SELECT substances FROM product_label WHERE id = $1`;
const MEMBER = `SELECT 1 FROM membership WHERE user_id = $1 AND organisation_id = $2`;

const exists = async (tx: Tx, sql: string, params: unknown[]): Promise<boolean> =>
  (await tx.manager.query<unknown[]>(sql, params)).length > 0;
