import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import { groupBy, RequestLoader } from '../../graphql/loaders.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { AttachmentId, EditionEntryId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { legalDay, type LocalDate, type Season } from '../../kernel/local-date.js';
import type { Entry, EntryType, Said } from './domain/edition-entry.js';
import type { DatedEntry } from './domain/edition-publication.js';
import type { PackGap } from './market-status.entity.js';
import { entryOf } from './commands/edition-desk.js';
import { EditionEntry } from './edition-entry.entity.js';
import { StandardVersionRow, type VersionState } from './standard.entity.js';

/** Somebody of the base office; the name is for the office itself. */
export interface OfficePerson {
  readonly id: UserId;
  readonly displayName: string | null;
}

export interface EntryView {
  readonly id: EditionEntryId;
  readonly versionCode: string;
  readonly type: EntryType;
  readonly code: string;
  readonly said: Said;
  readonly saidSha256: string;
  readonly scanId: AttachmentId | null;
  readonly enteredBy: OfficePerson;
  readonly enteredAt: Instant;
  readonly countersignedBy: OfficePerson | null;
  readonly countersignedAt: Instant | null;
  readonly owner: OfficePerson | null;
  readonly dueOn: LocalDate | null;
}

export interface PackView {
  readonly versionCode: string;
  readonly marketCode: string;
  readonly season: Season;
  readonly state: VersionState;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly reviewOn: LocalDate;
  readonly ownerId: UserId;
  readonly dueOn: LocalDate;
  readonly draftedBy: OfficePerson;
  readonly draftedAt: Instant;
  readonly publishedAt: Instant | null;
  /** As it was published; null while it is a draft. */
  readonly missing: readonly PackGap[] | null;
  /** The legal day of the question. */
  readonly today: LocalDate;
}

export interface PackFilter {
  readonly marketCode?: string | null | undefined;
  readonly season?: string | null | undefined;
  readonly state?: VersionState | null | undefined;
}

/** A draft as it is previewed: its version, its entries, and whether its rules are the product's own. */
export interface DraftEdition {
  readonly version: StandardVersionRow;
  readonly entries: readonly DatedEntry[];
  readonly isOwn: boolean;
}

/** An entry as decisions look at it. */
export const asEntry = (view: EntryView): Entry => ({
  type: view.type,
  code: view.code,
  said: view.said,
  hasScan: view.scanId !== null,
  enteredById: view.enteredBy.id,
  countersignedById: view.countersignedBy?.id ?? null,
  ownerId: view.owner?.id ?? null,
  dueOn: view.dueOn,
});

/** Editions that the base office drafts and publishes, and their entries. Drafts are for the base office only. */
@Injectable()
export class EditionQueries {
  private readonly byVersion = new RequestLoader<string, readonly EntryView[]>((ctx, codes) =>
    this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<EntryView[]>(
        `${ENTRIES} WHERE e.version_code = ANY ($1) AND e.dropped_at IS NULL ORDER BY e.id`,
        [codes],
      );
      return groupBy(codes, rows, ({ versionCode }) => versionCode);
    }),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** What an edition holds, in the order in which it was entered; nothing of a draft for those who may not see it. */
  async entriesOf(ctx: Ctx, versionCode: string): Promise<readonly EntryView[]> {
    return (await this.byVersion.load(ctx, versionCode)) ?? [];
  }

  /** One that a command has just written, dropped or not. */
  async present(ctx: Ctx, id: EditionEntryId): Promise<EntryView> {
    const [row] = await this.uow.select<EntryView>(ctx, `${ENTRIES} WHERE e.id = $1`, [id]);
    if (!row) throw new Error(`entry ${id} is gone`);
    return row;
  }

  version(ctx: Ctx, code: string): Promise<StandardVersionRow | null> {
    return this.uow.read(ctx, ({ manager }) => manager.findOneBy(StandardVersionRow, { code }));
  }

  /** The latest pack of a market for a season that the caller may see, or the one asked for. */
  async pack(
    ctx: Ctx,
    marketCode: string,
    season: string,
    versionCode: string | null,
  ): Promise<PackView | null> {
    const where = conditions(ctx, { marketCode, season }).when(versionCode, (at) => `v.code = ${at}`);
    const rows = await this.uow.select<Omit<PackView, 'today'>>(
      ctx,
      `${PACKS} WHERE ${where} ORDER BY v.drafted_at DESC, v.code DESC LIMIT 1`,
      where.params,
    );
    return rows[0] ? { ...rows[0], today: legalDay(ctx.now) } : null;
  }

  /** Packs of every market, the latest drafted first. */
  packs(ctx: Ctx, filter: PackFilter, { first, after }: PageAsked): Promise<Page<PackView>> {
    return this.uow.read(ctx, async ({ manager }) => {
      const where = conditions(ctx, filter);
      if (after) {
        const { key, id } = decodeCursor(after);
        where.and(`(v.drafted_at, v.code) < (${where.value(key)}::timestamptz, ${where.value(id)})`);
      }
      const rows = await manager.query<Omit<PackView, 'today'>[]>(
        `${PACKS} WHERE ${where} ORDER BY v.drafted_at DESC, v.code DESC LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      const today = legalDay(ctx.now);
      return pageOf(
        rows,
        first,
        ({ draftedAt, versionCode }) => ({ key: draftedAt, id: versionCode }),
        (row) => ({ ...row, today }),
      );
    });
  }

  countPacks(ctx: Ctx, filter: PackFilter): Promise<number> {
    return this.uow.count(ctx, 'standard_version v', conditions(ctx, filter));
  }

  /** For previews; null if there is no such draft. */
  async draft(reading: Reading, code: string): Promise<DraftEdition | null> {
    const { manager } = reading;
    const version = await manager.findOneBy(StandardVersionRow, { code, state: 'DRAFT' });
    if (!version) return null;
    const [standard] = await manager.query<{ isOwn: boolean }[]>(
      `SELECT is_own AS "isOwn" FROM standard WHERE code = $1`,
      [version.standardCode],
    );
    const rows = await manager
      .createQueryBuilder(EditionEntry, 'e')
      .where('e.version_code = :code AND e.dropped_at IS NULL', { code })
      .orderBy('e.id')
      .getMany();
    return { version, entries: rows.map(entryOf), isOwn: standard?.isOwn ?? false };
  }
}

function conditions(ctx: Ctx, filter: PackFilter): Where {
  const where = new Where().and('v.pack_market_code IS NOT NULL');
  if (!seesAll(ctx)) where.and(`v.state <> 'DRAFT'`);
  return where
    .when(filter.marketCode, (at) => `v.pack_market_code = ${at}`)
    .when(filter.season, (at) => `v.season = ${at}`)
    .when(filter.state, (at) => `v.state = ${at}`);
}

/** A person; the name is null where row-level security hides it, which is outside the base office. */
export const person = (
  id: string,
): string => `CASE WHEN ${id} IS NOT NULL THEN jsonb_build_object('id', ${id},
  'displayName', (SELECT u.display_name FROM user_account u WHERE u.id = ${id})) END`;

const ENTRIES = `
  SELECT e.id, e.version_code AS "versionCode", e.type, e.code, e.said::jsonb AS said, e.said_sha256 AS "saidSha256",
    e.scan_id AS "scanId", ${person('e.entered_by_id')} AS "enteredBy", e.entered_at AS "enteredAt",
    ${person('e.countersigned_by_id')} AS "countersignedBy", e.countersigned_at AS "countersignedAt",
    ${person('e.owner_id')} AS owner, e.due_on AS "dueOn"
  FROM edition_entry e`;

const PACKS = `
  SELECT v.code AS "versionCode", v.pack_market_code AS "marketCode", v.season, v.state, v.valid_from AS "validFrom",
    v.valid_to AS "validTo", v.review_on AS "reviewOn", v.owner_id AS "ownerId", v.due_on AS "dueOn",
    ${person('v.drafted_by_id')} AS "draftedBy", v.drafted_at AS "draftedAt", v.published_at AS "publishedAt",
    (SELECT p.missing FROM market_pack p WHERE p.version_code = v.code) AS missing
  FROM standard_version v`;
