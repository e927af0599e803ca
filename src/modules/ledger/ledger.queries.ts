import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { objects } from '../../infrastructure/database/json-sql.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { LedgerEntryId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** An entry as it is shown; `canonical` is the text that the hash covers. */
export interface LedgerRow {
  readonly id: LedgerEntryId;
  readonly kind: string;
  readonly organisationId: OrganisationId | null;
  readonly actorId: UserId | null;
  readonly onBehalfOfId: string | null;
  readonly device: string | null;
  readonly occurredAt: Instant;
  readonly occurredOffsetMinutes: number;
  readonly recordedAt: Instant;
  readonly subjectIds: string[];
  /** Null where the text would show the reader what is not the reader's: see {@link WITHHELD}. */
  readonly canonical: string | null;
  readonly sha256: string;
  readonly texts: readonly LedgerTextRow[];
}

/** Free text of an entry; null once it was erased. */
export interface LedgerTextRow {
  readonly field: string;
  readonly text: string | null;
}

/** Reads the ledger: what the caller's organisation recorded or was shown, everything for the base office. */
@Injectable()
export class LedgerQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Entries about one thing, in the order in which they were recorded. An unknown id has none. */
  ofSubject(ctx: Ctx, subjectId: string, { first, after }: PageAsked): Promise<Page<LedgerRow>> {
    const params: unknown[] = [subjectId];
    const where = [`l.subject_ids @> ARRAY[$1::uuid]`, scope(ctx, params)];
    if (after) {
      const { key, id } = decodeCursor(after);
      params.push(key, id);
      where.push(`(l.recorded_at, l.id) > ($${params.length - 1}::timestamptz, $${params.length}::uuid)`);
    }
    params.push(first + 1);
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<LedgerRow[]>(
        `SELECT ${columnsFor(ctx)} FROM ledger_entry l WHERE ${where.join(' AND ')}
         ORDER BY l.recorded_at, l.id LIMIT $${params.length}`,
        params,
      );
      return pageOf(rows, first, ({ recordedAt, id }) => ({ key: recordedAt, id }));
    });
  }

  countOfSubject(ctx: Ctx, subjectId: string): Promise<number> {
    const params: unknown[] = [subjectId];
    const where = `l.subject_ids @> ARRAY[$1::uuid] AND ${scope(ctx, params)}`;
    return this.uow.read(ctx, async ({ manager }) => {
      const [row] = await manager.query<{ count: number }[]>(
        `SELECT count(*) AS count FROM ledger_entry l WHERE ${where}`,
        params,
      );
      return row?.count ?? 0;
    });
  }
}

function scope(ctx: Ctx, params: unknown[]): string {
  if (seesAll(ctx)) return 'true';
  params.push(ctx.actor?.organisationId ?? null);
  return `(l.organisation_id = $${params.length}::uuid OR $${params.length}::uuid = ANY (l.shown_to))`;
}

/**
 * Entries of the first edition of this product that say more than their reader may know; the ledger cannot change them, so
 * their text is not shown. Holds and recalls named every lot they reached, and receipts their price.
 */
const WITHHELD = {
  office: `l.kind = 'run.receipt' AND jsonb_typeof(l.canonical::jsonb #> '{facts,settlement}') = 'object'`,
  member: `l.kind IN ('hold.placed', 'hold.released', 'recall.opened') AND l.canonical::jsonb #> '{facts,lotIds}' <> '[]'`,
} as const;

const columnsFor = (ctx: Ctx): string => {
  const withheld = `coalesce(${WITHHELD[seesAll(ctx) ? 'office' : 'member']}, false)`;
  return `l.id, l.kind, l.organisation_id AS "organisationId", l.actor_id AS "actorId",
  l.on_behalf_of_id AS "onBehalfOfId", l.device, l.occurred_at AS "occurredAt",
  l.occurred_offset_minutes AS "occurredOffsetMinutes", l.recorded_at AS "recordedAt",
  CASE WHEN ${withheld} THEN ARRAY[$1::uuid] ELSE l.subject_ids END AS "subjectIds",
  CASE WHEN ${withheld} THEN NULL ELSE l.canonical END AS canonical, l.sha256,
  ${objects(`'field', t.field, 'text', t.text`, 't.field', 'ledger_text t WHERE t.entry_id = l.id')} AS texts`;
};
