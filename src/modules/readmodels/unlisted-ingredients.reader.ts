import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { Instant } from '../../kernel/instant.js';
import { addDays, legalDay, type LocalDate } from '../../kernel/local-date.js';
import { BEFORE_DEPARTURE } from '../lots/domain/lot-state.js';
import { unlistedCount, unlistedPage } from './unlisted-ingredients.sql.js';

/** Fruit picked longer ago than that has long left; and no label asks for a longer interval. */
const DAYS_BACK = 365;

/** A name of an ingredient that stands for no known substance, with what rests on it. */
export interface UnlistedIngredientRow {
  readonly name: string;
  readonly spellings: readonly string[];
  /** Where it was told first: the record, and the place in it. */
  readonly firstPlace: string;
  readonly sortKey: string;
  readonly since: Instant;
  readonly sprayCount: number;
  readonly treatmentCount: number;
  readonly labelCount: number;
  readonly lotCount: number;
  readonly lotCodes: readonly string[];
  readonly neededBy: LocalDate | null;
  readonly readingId: string | null;
}

/** Reads which names nobody recognises: one statement a page. Only the base office may ask (`reference:manage`). */
@Injectable()
export class UnlistedIngredientsReader {
  constructor(private readonly uow: UnitOfWork) {}

  async page(ctx: Ctx, { first, after }: PageAsked): Promise<Page<UnlistedIngredientRow>> {
    const where = new Where();
    const cursor = after ? decodeCursor(after) : null;
    const behind = cursor && ([where.value(cursor.key), where.value(cursor.id)] as const);
    const asked = {
      since: where.value(sinceOf(ctx)),
      states: where.value([...BEFORE_DEPARTURE]),
      limit: where.value(first + 1),
    };
    const rows = await this.uow.select<UnlistedIngredientRow>(ctx, unlistedPage(asked, behind), where.params);
    return pageOf(rows, first, ({ sortKey, firstPlace }) => ({ key: sortKey, id: firstPlace }));
  }

  async count(ctx: Ctx): Promise<number> {
    const where = new Where();
    const sql = unlistedCount(where.value(sinceOf(ctx)));
    const [row] = await this.uow.select<{ count: number }>(ctx, sql, where.params);
    return row?.count ?? 0;
  }
}

const sinceOf = (ctx: Ctx): LocalDate => addDays(legalDay(ctx.now), -DAYS_BACK);
