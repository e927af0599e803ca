import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { SubstanceReadingId } from '../../kernel/ids.js';
import type { SubstanceReadingType } from './substance-reading.types.js';

/**
 * Limits and watch lists that were entered by names that may be taken back, with the key of the name: those in packs, those still
 * in drafts (which the base office alone sees), and lists. Gathered once, however many entries are read.
 */
const RESTING = `WITH resting AS MATERIALIZED (
  SELECT 'RESIDUE_LIMIT' AS kind, l.market_code AS market, l.version_code AS edition, false AS is_draft, l.substance_told AS name,
    substance_key(l.substance_told) AS key
  FROM residue_limit l WHERE l.substance_told IS NOT NULL
  UNION ALL SELECT 'RESIDUE_LIMIT', v.pack_market_code, e.version_code, true, e.name, substance_key(e.name)
  FROM (SELECT version_code, said::jsonb #>> '{content,substanceTold}' AS name FROM edition_entry
      WHERE type = 'RESIDUE_LIMIT' AND NOT is_published AND dropped_at IS NULL) AS e
    JOIN standard_version v ON v.code = e.version_code WHERE e.name IS NOT NULL
  UNION ALL SELECT 'WATCH_LIST', w.market_code, w.edition, w.confirmed_at IS NULL, told.name, substance_key(told.name)
  FROM watch_list w, unnest(w.substances_told) AS told (name))`;

const SELECT = `${RESTING} SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn", cas_number AS "casNumber", other_names AS "otherNames",
  jsonb_build_object('document', document, 'clause', clause, 'url', url) AS source,
  entered_at AS "enteredAt", confirmed_at AS "confirmedAt",
  withdrawal_reason AS "withdrawalReason", withdrawal_asked_at AS "withdrawalAskedAt", withdrawn_at AS "withdrawnAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'marketCode', t.market, 'edition', t.edition, 'isDraft', t.is_draft,
      'name', t.name) ORDER BY t.market, t.kind, t.edition, t.name), '[]')
    FROM resting t WHERE t.key IN (SELECT substance_key(o) FROM unnest(other_names) AS o)) AS "restingTexts" FROM substance_reading`;

/** Reads what was entered of substances, which everybody who is signed in may. */
@Injectable()
export class SubstanceReadingQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async find(ctx: Ctx, id: SubstanceReadingId): Promise<SubstanceReadingType | null> {
    return (await this.uow.select<SubstanceReadingType>(ctx, `${SELECT} WHERE id = $1`, [id]))[0] ?? null;
  }

  /** Those that wait for a second person or those that do not, newest first. */
  list(ctx: Ctx, isConfirmed: boolean | null): Promise<SubstanceReadingType[]> {
    return this.uow.select<SubstanceReadingType>(
      ctx,
      `${SELECT} WHERE $1::boolean IS NULL OR (confirmed_at IS NOT NULL) = $1 ORDER BY id DESC LIMIT 100`,
      [isConfirmed],
    );
  }
}
