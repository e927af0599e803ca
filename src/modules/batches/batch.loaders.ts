import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { visibleTo } from '../../infrastructure/database/scope.js';
import { groupBy, RequestLoader } from '../../graphql/loaders.js';
import type { BatchId, HoldId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Grams } from '../../kernel/mass.js';
import type { Bilingual } from '../../kernel/refusal.js';
import type { HoldReason } from './domain/hold-reason.js';

export interface OriginRow {
  batchId: BatchId;
  originBatchId: BatchId;
  originCode: string;
  plotId: string;
  plotCode: string;
  townCode: string;
  countyCode: string;
  organisationId: string;
  massGrams: Grams;
  remainingGrams: Grams;
}

export interface HoldRow {
  batchId: BatchId;
  id: HoldId;
  reasonCode: HoldReason;
  ruleCode: string | null;
  note: string | null;
  /** What the substance is called that a hold for a ban notes by its code; null for every other hold. */
  bannedName: Bilingual | null;
  placedAt: Instant;
  releasedAt: Instant | null;
  releaseReason: string | null;
  /** What the hold reached, as far as the caller sees it. */
  batchIds: BatchId[];
}

/** A hold `h` with the ids of the batches it reached; row-level security leaves out those of others. */
export const HOLD_COLUMNS = `h.id, h.reason_code AS "reasonCode", h.rule_code AS "ruleCode", h.note, h.placed_at AS "placedAt",
  h.released_at AS "releasedAt", h.release_reason AS "releaseReason",
  (SELECT jsonb_build_object('zh', s.name_zh, 'en', s.name_en) FROM substance s
    WHERE h.reason_code = 'BANNED_SUBSTANCE' AND s.code = h.note) AS "bannedName",
  ARRAY(SELECT r.batch_id FROM hold_batch r WHERE r.hold_id = h.id ORDER BY r.batch_id) AS "batchIds"`;

/** What hangs on batches, fetched for all batches of a page at once. */
@Injectable()
export class BatchLoaders {
  readonly origins = new RequestLoader<BatchId, readonly OriginRow[]>((ctx, ids) =>
    this.uow.read(ctx, async (reading) => {
      const params: unknown[] = [[...ids]];
      const rows = await reading.manager.query<OriginRow[]>(
        `SELECT o.batch_id AS "batchId", o.origin_batch_id AS "originBatchId", h.code AS "originCode",
                o.plot_id AS "plotId", p.code AS "plotCode", p.town_code AS "townCode", o.county_code AS "countyCode",
                o.organisation_id AS "organisationId", o.mass_grams AS "massGrams", o.remaining_grams AS "remainingGrams"
         FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id JOIN plot p ON p.id = o.plot_id
         WHERE o.batch_id = ANY ($1) AND ${visibleTo(reading, 'o', params)}
         ORDER BY o.batch_id, o.mass_grams DESC, o.origin_batch_id`,
        params,
      );
      return groupBy(ids, rows, (row) => row.batchId);
    }),
  );

  readonly holds = new RequestLoader<BatchId, readonly HoldRow[]>((ctx, ids) =>
    this.uow.read(ctx, async (reading) => {
      const params: unknown[] = [[...ids]];
      const rows = await reading.manager.query<HoldRow[]>(
        `SELECT hb.batch_id AS "batchId", ${HOLD_COLUMNS}
         FROM hold_batch hb JOIN hold h ON h.id = hb.hold_id
         WHERE hb.batch_id = ANY ($1) AND ${visibleTo(reading, 'h', params)}
         ORDER BY hb.batch_id, h.placed_at DESC`,
        params,
      );
      return groupBy(ids, rows, (row) => row.batchId);
    }),
  );

  constructor(private readonly uow: UnitOfWork) {}
}
