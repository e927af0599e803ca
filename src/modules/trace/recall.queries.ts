import { Injectable } from '@nestjs/common';
import { ArrayContains, LessThan } from 'typeorm';
import type { Ctx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { decodeCursor, pageOf, type Page } from '../../graphql/connection.js';
import { Recall } from './recall.entity.js';

@Injectable()
export class RecallQueries {
  constructor(private readonly uow: UnitOfWork) {}

  byId(ctx: Ctx, id: string): Promise<Recall | null> {
    return this.uow.read(ctx, ({ manager }) => manager.findOneBy(Recall, { id, ...scopeOf(ctx) }));
  }

  /** Recalls that reach the caller's fruit or lots, newest first. */
  page(
    ctx: Ctx,
    { first, after }: { first: number; after?: string | null | undefined },
  ): Promise<Page<Recall>> {
    return this.uow.read(ctx, async ({ manager }) => {
      const before = after ? { id: LessThan(decodeCursor(after).id) } : {};
      const rows = await manager.find(Recall, {
        where: { ...scopeOf(ctx), ...before },
        order: { id: 'DESC' },
        take: first + 1,
      });
      return pageOf(
        rows,
        first,
        (row) => ({ key: row.openedAt, id: row.id }),
        (row) => row,
      );
    });
  }

  /** How many recalls reach the caller's fruit or lots. */
  count(ctx: Ctx): Promise<number> {
    return this.uow.read(ctx, ({ manager }) => manager.countBy(Recall, scopeOf(ctx)));
  }
}

const scopeOf = (ctx: Ctx): object =>
  seesAll(ctx) ? {} : { visibleTo: ArrayContains([ctx.actor?.organisationId ?? '']) };
