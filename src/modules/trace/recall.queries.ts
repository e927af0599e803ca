import { Injectable } from '@nestjs/common';
import { ArrayContains, LessThan } from 'typeorm';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import { Recall } from './recall.entity.js';

@Injectable()
export class RecallQueries {
  constructor(private readonly uow: UnitOfWork) {}

  byId(ctx: Ctx, id: string): Promise<Recall | null> {
    return this.uow.read(ctx, async (reading) => {
      const recalls = await reading.manager.findBy(Recall, { id, ...scopeOf(ctx) });
      return (await asSeen(reading, recalls))[0] ?? null;
    });
  }

  /** Recalls that reach the caller's fruit or lots, newest first. */
  page(ctx: Ctx, { first, after }: PageAsked): Promise<Page<Recall>> {
    return this.uow.read(ctx, async (reading) => {
      const last = afterId(after);
      const before = last === null ? {} : { id: LessThan(last) };
      const found = await reading.manager.find(Recall, {
        where: { ...scopeOf(ctx), ...before },
        order: { id: 'DESC' },
        take: first + 1,
      });
      const rows = await asSeen(reading, found);
      return pageById(rows, first);
    });
  }

  /** How many recalls reach the caller's fruit or lots. */
  count(ctx: Ctx): Promise<number> {
    return this.uow.read(ctx, ({ manager }) => manager.countBy(Recall, scopeOf(ctx)));
  }
}

/** Leaves out the batches and lots of others: whom a recall reaches it tells of their own. */
async function asSeen(reading: Reading, recalls: Recall[]): Promise<Recall[]> {
  const [batches, lots] = [recalls.flatMap((r) => r.batchIds), recalls.flatMap((r) => r.lotIds)];
  const where = new Where().visibleTo(reading, 'x');
  const [ids] = [where.value([...batches, ...lots])];
  const seen = await reading.manager.query<{ id: string }[]>(
    `SELECT x.id FROM batch x WHERE x.id = ANY (${ids}::uuid[]) AND ${where}
     UNION ALL SELECT x.id FROM lot x WHERE x.id = ANY (${ids}::uuid[]) AND ${where}`,
    where.params,
  );
  const known = new Set<string>(seen.map(({ id }) => id));
  for (const recall of recalls) {
    recall.batchIds = recall.batchIds.filter((id) => known.has(id));
    recall.lotIds = recall.lotIds.filter((id) => known.has(id));
  }
  return recalls;
}

const scopeOf = (ctx: Ctx): object =>
  seesAll(ctx) ? {} : { visibleTo: ArrayContains([ctx.actor?.organisationId ?? '']) };
