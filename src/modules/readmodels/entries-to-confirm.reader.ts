import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { OrganisationId, RegistrationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { BEFORE_DEPARTURE } from '../lots/domain/lot-state.js';
import { entriesCount, entriesPage, type EntryKind, type EntryParts } from './entries-to-confirm.sql.js';

export interface EntryFilter {
  readonly kinds?: readonly EntryKind[] | null | undefined;
  readonly holderId?: OrganisationId | null | undefined;
}

/** Something entered that waits for the base office. */
export interface EntryRow {
  readonly kind: EntryKind;
  readonly id: string;
  /** Kind and id, by which rows of one moment are in order. */
  readonly name: string;
  readonly key: string;
  readonly registrationId: RegistrationId | null;
  readonly number: string | null;
  readonly holder: object;
  readonly plotCount: number;
  readonly plots: readonly { readonly id: string; readonly code: string }[];
  readonly recordedAt: Instant;
  readonly isOwn: boolean;
  readonly neededBy: LocalDate | null;
}

/** Reads what waits for the base office: one statement a page, limited to what the caller sees. */
@Injectable()
export class EntriesToConfirmReader {
  constructor(private readonly uow: UnitOfWork) {}

  async page(ctx: Ctx, filter: EntryFilter, { first, after }: PageAsked): Promise<Page<EntryRow>> {
    const where = new Where();
    const parts = partsOf(ctx, filter, where);
    const cursor = after ? decodeCursor(after) : null;
    const behind = cursor && ([where.value(cursor.key), where.value(cursor.id)] as const);
    const sql = entriesPage(parts, where.value(first + 1), behind);
    const rows = await this.uow.select<EntryRow>(ctx, sql, where.params);
    return pageOf(rows, first, ({ key, name }) => ({ key, id: name }));
  }

  async count(ctx: Ctx, filter: EntryFilter): Promise<number> {
    const where = new Where();
    const sql = entriesCount(partsOf(ctx, filter, where));
    const [row] = await this.uow.select<{ count: number }>(ctx, sql, where.params);
    return row?.count ?? 0;
  }
}

function partsOf(ctx: Ctx, { kinds, holderId }: EntryFilter, where: Where): EntryParts {
  const own = seesAll(ctx) ? null : where.value(ctx.actor?.organisationId ?? null);
  return {
    kinds: where.value(kinds ? [...kinds] : null),
    holder: where.value(holderId ?? null),
    today: where.value(legalDay(ctx.now)),
    user: where.value(ctx.actor?.userId ?? null),
    states: where.value([...BEFORE_DEPARTURE]),
    own: (alias) => (own === null ? 'true' : `${alias}.organisation_id = ${own}::uuid`),
    seen: (alias) => (own === null ? 'true' : `${own}::uuid = ANY (${alias}.visible_to)`),
  };
}
